import Testing
import Vault

@Suite("Codes by time")
struct TimeCodeTests {
  @Test(
    "are those of RFC 6238, appendix B",
    arguments: [
      (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"), (2_000_000_000, "69279037"),
      (20_000_000_000, "65353130"),
    ] as [(Int64, String)])
  func vectors(_ second: Int64, _ code: String) {
    let codes = TimeCode(secret: Array("12345678901234567890".utf8))
    #expect(codes.code(TimeCode.number(at: second), digits: 8) == code)
  }

  @Test("are taken one step early or late, never two, and never twice")
  func window() {
    let codes = TimeCode(secret: Array("12345678901234567890".utf8))
    let now: Int64 = 1_234_567_890
    let step = TimeCode.number(at: now)
    for offset in -3...3 as ClosedRange<Int64> {
      let taken: Int64? = codes.accepted(codes.code(step + offset), at: now, after: 0)
      #expect(taken == (abs(offset) <= 1 ? step + offset : nil))
    }
    #expect(codes.accepted(codes.code(step), at: now, after: step) == nil)
    #expect(codes.accepted(codes.code(step + 1), at: now, after: step) == step + 1)
    #expect(codes.accepted("", at: now, after: 0) == nil)
    #expect(codes.accepted("12345", at: now, after: 0) == nil)
  }

  @Test("the secret is typed in base 32, as RFC 4648 has it")
  func base32() {
    #expect(Base32.encode(Array("foobar".utf8)) == "MZXW6YTBOI" || Base32.encode(Array("foobar".utf8)) == "MZXW6YTBOI======")
    #expect(Base32.encode([]) == "")
  }
}
