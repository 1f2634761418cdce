import Testing
import Vault

@Suite("Codes by time") struct TimeCodeTests {
  private let secret: [UInt8] = Array("12345678901234567890".utf8)

  /// RFC 6238, appendix B, the SHA-1 rows.
  @Test(
    "they are those of RFC 6238",
    arguments: [
      (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"), (2_000_000_000, "69279037"),
      (20_000_000_000, "65353130"),
    ] as [(Int64, String)])
  func vectors(second: Int64, code: String) {
    #expect(TimeCode(secret: secret).code(TimeCode.number(at: second), digits: 8) == code)
  }

  /// RFC 4226, appendix D.
  @Test("and of RFC 4226 before it")
  func counters() {
    let codes: [String] = ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"]
    #expect((0..<10).map { TimeCode(secret: secret).code($0) } == codes)
  }

  @Test("one step early or late is taken, two are not, and nothing twice")
  func skew() {
    let maker = TimeCode(secret: secret)
    let now: Int64 = 1_772_500_000
    let number: Int64 = TimeCode.number(at: now)
    for (offset, isTaken) in [(-2, false), (-1, true), (0, true), (1, true), (2, false)] as [(Int64, Bool)] {
      #expect((maker.accepted(maker.code(number + offset), at: now, after: 0) != nil) == isTaken, "\(offset)")
    }
    let taken: Int64? = maker.accepted(maker.code(number), at: now, after: 0)
    #expect(taken == number)
    #expect(maker.accepted(maker.code(number), at: now, after: number) == nil)
    #expect(maker.accepted(maker.code(number - 1), at: now, after: number) == nil)
    #expect(maker.accepted(maker.code(number + 1), at: now, after: number) == number + 1)
    for wrong in ["", "12345", "1234567", "abcdef", "１２３４５６"] { #expect(maker.accepted(wrong, at: now, after: 0) == nil) }
  }

  /// RFC 4648, section 10.
  @Test("base32 is that of RFC 4648, there and back")
  func base32() {
    let pairs: [(String, String)] = [
      ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI"),
    ]
    for (plain, text) in pairs {
      #expect(Base32.encode(Array(plain.utf8)) == text)
      #expect(Base32.decode(text) == Array(plain.utf8))
    }
    #expect(Base32.decode("mzxw 6ytb-oi") == Array("foobar".utf8))
    #expect(Base32.decode("MZXW1") == nil)
  }
}
