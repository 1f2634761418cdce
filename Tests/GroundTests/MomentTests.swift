import Foundation
import Ground
import Testing
import Testkit

@Suite("days and moments")
struct MomentTests {
  @Test("every day of 200 years agrees with Foundation, its weekday and its text too")
  func days() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
    // 1900-01-01 to 2099-12-31
    for number in -25_567...47_481 {
      let day = CivilDay(daysSince1970: number)
      let date = Date(timeIntervalSince1970: Double(number) * 86_400)
      let parts = calendar.dateComponents([.year, .month, .day, .weekday], from: date)
      let own = day.parts
      let weekday = ((parts.weekday ?? 0) + 5) % 7 + 1
      let agrees =
        own.year == parts.year && own.month == parts.month && own.day == parts.day && day.weekday == weekday
        && CivilDay(year: own.year, month: own.month, day: own.day) == day && CivilDay(day.description) == day
      if !agrees { Issue.record("\(day) is not \(parts)") }
    }
  }

  @Test(
    "what is no date of the calendar is refused",
    arguments: [
      "", "2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "26-01-01", "2026-1-01", "2026-01-1", "2026-01-01 ", "2026/01/01", "1900-02-29",
    ])
  func noDate(text: String) {
    #expect(CivilDay(text) == nil)
  }

  @Test("a leap day is a day every four hundred years too")
  func leap() {
    #expect(CivilDay("2000-02-29") != nil)
    #expect(CivilDay("2024-02-29")?.adding(days: 1).description == "2024-03-01")
    #expect(CivilDay("2026-02-28")?.adding(days: 1).description == "2026-03-01")
  }

  @Test("RFC 3339 agrees with Foundation, before 1970 too")
  func rfc3339() {
    let formatter = ISO8601DateFormatter()
    formatter.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
    var generator = SeededGenerator(seed: 8)
    for _ in 0..<5000 {
      // 1900 to 2100. Foundation rounds through a Double: whole tenths of a second are exact enough for it.
      let milliseconds = Int64.random(in: -22_089_888_00...41_024_448_00, using: &generator) * 1000
      let moment = Moment(milliseconds: milliseconds)
      let theirs = formatter.string(from: Date(timeIntervalSince1970: Double(milliseconds) / 1000))
      if moment.rfc3339 != theirs { Issue.record("\(milliseconds): \(moment.rfc3339) is not \(theirs)") }
    }
    #expect(Moment(milliseconds: 1_772_413_200_007).rfc3339 == "2026-03-02T01:00:00.007Z")
    #expect(Moment(milliseconds: -1).rfc3339 == "1969-12-31T23:59:59.999Z")
    #expect(Moment(milliseconds: 0).rfc3339 == "1970-01-01T00:00:00.000Z")
  }

  @Test("a moment survives JSON to the millisecond")
  func json() throws {
    var generator = SeededGenerator(seed: 9)
    for _ in 0..<500 {
      let moment = Moment(milliseconds: Int64.random(in: 0...4_102_444_800_000, using: &generator))
      let back = try JSONDecoder().decode([Moment].self, from: JSONEncoder().encode([moment]))
      #expect(back == [moment])
    }
    #expect(throws: DecodingError.self) { try JSONDecoder().decode([Moment].self, from: Data(#"["yesterday"]"#.utf8)) }
  }
}
