import Testing
import Vault

@Suite("Digests") struct DigestTests {
  @Test(
    "SHA-256 gives the digests that FIPS 180-4's examples publish",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      ("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"),
    ])
  func sha256(text: String, digest: String) {
    #expect(Hex.encode(Digest.sha256(Array(text.utf8))) == digest)
  }

  @Test("SHA-256 of a million letters a is the published one")
  func sha256OfAMillion() {
    let letters: [UInt8] = Array(repeating: UInt8(ascii: "a"), count: 1_000_000)
    #expect(Hex.encode(Digest.sha256(letters)) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test(
    "HMAC-SHA-256 agrees with RFC 4231",
    arguments: [
      (String(repeating: "0b", count: 20), "4869205468657265", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
      (
        "4a656665", "7768617420646f2079612077616e7420666f72206e6f7468696e673f",
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
      ),
      (
        String(repeating: "aa", count: 20), String(repeating: "dd", count: 50),
        "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
      ),
      (
        "0102030405060708090a0b0c0d0e0f10111213141516171819", String(repeating: "cd", count: 50),
        "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
      ),
      (
        String(repeating: "aa", count: 131),
        "54657374205573696e67204c6172676572205468616e20426c6f636b2d53697a65204b6579202d2048617368204b6579204669727374",
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
      ),
    ])
  func hmac(key: String, message: String, expected: String) throws {
    let keyBytes: [UInt8] = try #require(Hex.decode(key))
    let messageBytes: [UInt8] = try #require(Hex.decode(message))
    #expect(Hex.encode(Digest.hmacSHA256(key: keyBytes, messageBytes)) == expected)
  }

  @Test("the comparison in constant time sees every difference")
  func comparison() {
    #expect(Digest.areEqual([], []))
    #expect(Digest.areEqual([1, 2, 3], [1, 2, 3]))
    #expect(!Digest.areEqual([1, 2, 3], [1, 2, 4]))
    #expect(!Digest.areEqual([0, 2, 3], [1, 2, 3]))
    #expect(!Digest.areEqual([1, 2, 3], [1, 2]))
  }
}
