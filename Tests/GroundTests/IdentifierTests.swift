import Ground
import Testing
import Testkit

@Suite("ids")
struct IdentifierTests {
  @Test("a frozen clock still gives increasing ids, past the 4,096 of a millisecond")
  func frozen() {
    let clock = FakeClock()
    let maker = IdentifierMaker(node: 0, timepiece: clock.timepiece)
    var last: MatterID = maker.next()
    var increasing = true
    for _ in 0..<20_000 {
      let next: MatterID = maker.next()
      if next <= last { increasing = false }
      last = next
    }
    #expect(increasing)
  }

  @Test("a clock that jumps backwards and forwards gives increasing ids")
  func jumping() {
    let clock = FakeClock()
    var generator = SeededGenerator(seed: 4)
    let maker = IdentifierMaker(node: 5, timepiece: clock.timepiece)
    var last: MatterID = maker.next()
    for step in 0..<20_000 {
      // Up to 45 days either way.
      clock.advance(seconds: Int64.random(in: -3_888_000...3_888_000, using: &generator))
      let next: MatterID = maker.next()
      if next <= last { Issue.record("step \(step): \(next) after \(last)") }
      last = next
    }
  }

  @Test("a clock before 2024 still gives positive ids")
  func early() {
    let clock = FakeClock(Moment(milliseconds: 0))
    let maker = IdentifierMaker(node: 0, timepiece: clock.timepiece)
    let first: MatterID = maker.next()
    #expect(first.raw > 0)
    #expect(MatterID(first.description) == first)
  }

  @Test("nodes and threads never give the same id twice")
  func unique() async {
    let clock = FakeClock()
    let makers = (0..<4).map { IdentifierMaker(node: $0 * 341, timepiece: clock.timepiece) }
    let all: [MatterID] = await withTaskGroup(of: [MatterID].self) { group in
      for worker in 0..<16 {
        group.addTask { (0..<2000).map { _ in makers[worker % 4].next() } }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    #expect(Set(all).count == 32_000)
  }

  @Test("ids are ordered by time across nodes")
  func order() {
    let clock = FakeClock()
    let high = IdentifierMaker(node: 1023, timepiece: clock.timepiece)
    let low = IdentifierMaker(node: 0, timepiece: clock.timepiece)
    let before: MatterID = high.next()
    clock.advance(milliseconds: 1)
    let after: MatterID = low.next()
    #expect(before < after)
  }

  @Test("only plain positive digits are an id", arguments: ["", "0", "-1", "+1", "01", " 1", "1 ", "1.0", "x", "9223372036854775808", "１"])
  func refusals(text: String) {
    #expect(MatterID(text) == nil)
  }
}
