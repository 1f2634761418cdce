import Testing

@testable import Vault

@Suite("Passwords") struct PasswordTests {
  private let hasher: PasswordHasher = PasswordHasher(cost: .weakForTests)

  @Test(
    "scrypt agrees with RFC 7914",
    arguments: [
      (
        "", "", 16, 1, 1,
        "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906"
      ),
      (
        "password", "NaCl", 1024, 8, 16,
        "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"
      ),
      (
        "pleaseletmein", "SodiumChloride", 16384, 8, 1,
        "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"
      ),
    ])
  func scrypt(password: String, salt: String, n: Int, r: Int, p: Int, expected: String) throws {
    let key: [UInt8]? = Scrypt.derive(Array(password.utf8), salt: Array(salt.utf8), n: n, r: r, p: p, length: 64)
    #expect(Hex.encode(try #require(key)) == expected)
  }

  @Test("the standard cost is written into the stored text, and the right password alone fits it")
  func standardCost() async throws {
    let standard = PasswordHasher()
    let stored: String = try await standard.hash("correct horse")
    #expect(stored.hasPrefix("$scrypt$ln=15,r=8,p=3$"))
    #expect(await standard.verify("correct horse", against: stored))
    #expect(await !standard.verify("correct horsf", against: stored))
  }

  @Test("the same password is stored differently each time")
  func salted() async throws {
    let first: String = try await hasher.hash("secret")
    let second: String = try await hasher.hash("secret")
    #expect(first != second)
    #expect(await hasher.verify("secret", against: second))
  }

  @Test("a composed and a decomposed spelling are one password, in Chinese and with NUL and emoji too")
  func normalised() async throws {
    let stored: String = try await hasher.hash("caf\u{e9} 口令 \u{0}𠮷 😀")
    #expect(await hasher.verify("cafe\u{301} 口令 \u{0}𠮷 😀", against: stored))
    #expect(await !hasher.verify("cafe 口令 \u{0}𠮷 😀", against: stored))
    #expect(await !hasher.verify("caf\u{e9} 口令 ", against: stored))
  }

  @Test(
    "a stored text that is damaged, empty or greedy matches nothing",
    arguments: [
      "", "$", "plain", "$scrypt$ln=4,r=8,p=1$$", "$scrypt$ln=4,r=8$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA",
      "$scrypt$ln=30,r=8,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA", "$scrypt$ln=4,r=999,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA",
      "$scrypt$ln=4,r=8,p=1$c2FsdHNhbHQ$!!!!", "$bcrypt$ln=4,r=8,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA",
    ])
  func damaged(stored: String) async {
    #expect(StoredPassword(stored) == nil)
    #expect(await !hasher.verify("", against: stored))
  }

  @Test("an account that does not exist answers no")
  func absentAccount() async {
    #expect(await !hasher.verify("secret", against: nil))
  }

  @Test("a text made with another cost still fits and is known to be outdated")
  func outdated() async throws {
    let stored: String = try await hasher.hash("secret")
    let dearer = PasswordHasher(cost: try #require(PasswordHasher.Cost(log2N: 5)))
    #expect(await dearer.verify("secret", against: stored))
    #expect(dearer.isOutdated(stored))
    #expect(!hasher.isOutdated(stored))
  }

  @Test("many sign-ins at once all get their own answer")
  func together() async throws {
    let stored: String = try await hasher.hash("secret")
    let right: Int = await withTaskGroup(of: Bool.self) { group in
      for number in 0..<100 {
        group.addTask { await hasher.verify(number.isMultiple(of: 2) ? "secret" : "other", against: stored) }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(right == 50)
  }
}
