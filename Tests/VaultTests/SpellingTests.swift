import Testing
import Vault

@Suite("Bytes as text") struct SpellingTests {
  @Test("hexadecimal digits come back as the same bytes, and nothing else is read")
  func hex() {
    let all: [UInt8] = Array(0...255)
    #expect(Hex.decode(Hex.encode(all)) == all)
    #expect(Hex.encode([0x0f, 0xa0]) == "0fa0")
    #expect(Hex.decode("0FA0") == [0x0f, 0xa0])
    #expect(Hex.decode("0fa") == nil)
    #expect(Hex.decode("0g") == nil)
    #expect(Hex.decode("") == [])
  }

  @Test("base64url has no character that a URL changes and comes back for every length")
  func base64URL() {
    for length in 0..<40 {
      let bytes: [UInt8] = (0..<length).map { UInt8(truncatingIfNeeded: 255 - $0 * 7) }
      let text: String = Base64URL.encode(bytes)
      #expect(text.utf8.allSatisfy { "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8.contains($0) })
      #expect(Base64URL.decode(text) == bytes)
    }
  }

  @Test(
    "base64url refuses padding, foreign characters and a second spelling of the same bytes",
    arguments: ["_w==", "_x", "+w", "/w", "a", "ab c", "中文", "_w\n"])
  func refusals(text: String) {
    #expect(Base64URL.decode(text) == nil)
  }

  @Test("random bytes have the length asked for and never repeat")
  func randomness() {
    #expect(Randomness.bytes(0).isEmpty)
    var seen: Set<String> = []
    for _ in 0..<1000 { seen.insert(Randomness.token()) }
    #expect(seen.count == 1000)
    #expect(seen.allSatisfy { $0.utf8.count == 22 })
  }
}
