import Testing

@testable import Vault

@Suite("Sealed values") struct SealedTests {
  private let ring: KeyRing = KeyRing.ephemeral()
  private let place = SealPlace(table: "contact", column: "phone", row: 42)

  @Test(
    "AES-256-GCM agrees with the test cases 13 to 16 of the GCM specification",
    arguments: [
      (String(repeating: "00", count: 32), String(repeating: "00", count: 12), "", "", "530f8afbc74536b9a963b4f1c4cb738b"),
      (
        String(repeating: "00", count: 32), String(repeating: "00", count: 12), String(repeating: "00", count: 16), "",
        "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"
      ),
      (
        "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308", "cafebabefacedbaddecaf888",
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
          + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255",
        "",
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
          + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad" + "b094dac5d93471bdec1a502270e3cc6c"
      ),
      (
        "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308", "cafebabefacedbaddecaf888",
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
        "feedfacedeadbeeffeedfacedeadbeefabaddad2",
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
          + "76fc6ece0f4e1768cddf8853bb2d551b"
      ),
    ])
  func vectors(key: String, nonce: String, plain: String, associated: String, sealed: String) throws {
    let keyBytes: [UInt8] = try #require(Hex.decode(key))
    let nonceBytes: [UInt8] = try #require(Hex.decode(nonce))
    let plainBytes: [UInt8] = try #require(Hex.decode(plain))
    let associatedBytes: [UInt8] = try #require(Hex.decode(associated))
    let output: [UInt8] = AESGCM.seal(plainBytes, key: keyBytes, nonce: nonceBytes, associated: associatedBytes)
    #expect(Hex.encode(output) == sealed)
    #expect(AESGCM.open(output, key: keyBytes, nonce: nonceBytes, associated: associatedBytes) == plainBytes)
  }

  @Test("what was sealed comes back through its column", arguments: ["", "13800138000", "𠮷先生 😀", String(repeating: "长", count: 5000)])
  func roundTrip(text: String) throws {
    let stored = try Sealed(blob: ring.seal(text, at: place).blob)
    #expect(stored.keyID == ring.newestID)
    #expect(try ring.openText(stored, at: place) == text)
  }

  @Test("the same value never looks the same twice")
  func nonces() {
    let looks: Set<[UInt8]> = Set((0..<200).map { _ in ring.seal("13800138000", at: place).blob })
    #expect(looks.count == 200)
  }

  @Test(
    "a value moved to another table, column or row does not open",
    arguments: [
      SealPlace(table: "contact", column: "phone", row: 43), SealPlace(table: "contact", column: "name", row: 42),
      SealPlace(table: "person", column: "phone", row: 42), SealPlace(table: "contact\0phone", column: "", row: 42),
    ])
  func swapped(other: SealPlace) {
    let sealed: Sealed = ring.seal("13800138000", at: place)
    #expect(throws: SealError.tampered) { try ring.open(sealed, at: other) }
  }

  @Test("a change of any single byte is an error")
  func everyByte() throws {
    let blob: [UInt8] = ring.seal("13800138000", at: place).blob
    for index in blob.indices {
      var changed: [UInt8] = blob
      changed[index] ^= 1
      #expect(throws: SealError.self) { try ring.open(Sealed(blob: changed), at: place) }
    }
  }

  @Test("a cut value is an error at every length")
  func cut() {
    let blob: [UInt8] = ring.seal("13800138000", at: place).blob
    for length in blob.indices {
      #expect(throws: SealError.self) { try ring.open(Sealed(blob: Array(blob[..<length])), at: place) }
    }
  }

  @Test("a value sealed by a key that is not here names that key")
  func foreignKey() {
    let other = KeyRing.ephemeral()
    #expect(throws: SealError.unknownKey(other.newestID)) { try ring.open(other.seal("x", at: place), at: place) }
  }
}
