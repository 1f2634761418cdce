import Ground
import Testing

@testable import Web

@Suite("Memory for large bodies")
struct BodyAllowanceTests {
  @Test("small bodies do not count, one large one always fits, and what does not fit may try again")
  func allows() throws {
    let allowance = BodyAllowance(limit: 1_000_000)
    try allowance.take(5_000_000)
    let error = #expect(throws: Refusal.self) { try allowance.take(600_000) }
    #expect(error?.kind == .busy && error?.retryAfter == 2)
    try allowance.take(1000)
    allowance.giveBack(1000)
    allowance.giveBack(5_000_000)
    try allowance.take(600_000)
    #expect(throws: Refusal.self) { try allowance.take(600_000) }
    allowance.giveBack(600_000)
    try allowance.take(600_000)
  }
}
