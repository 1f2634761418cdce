import Ground
import Testing
import Testkit

private let oracle: CalendarOracle = .shared
private let calendar: WorkingCalendar = CalendarOracle.shared.calendar

/// A moment in China, from text such as `2026-09-29 08:35`.
func china(_ text: String) -> Moment {
  let pieces: [Substring] = text.split(separator: " ")
  let clock: [Int] = pieces[1].split(separator: ":").compactMap { Int($0) }
  guard let day = CivilDay(String(pieces[0])), clock.count == 2 else { return Moment(milliseconds: 0) }
  return CalendarOracle.shared.calendar.moment(day, minute: clock[0] * 60 + clock[1])
}

@Suite("The working calendar")
struct CalendarTests {
  @Test("working minutes and their ends equal a count of every single minute, in 100,000 random cases")
  func equalsOracle() {
    let seed: UInt64 = .random(in: 0...UInt64.max)
    var dice: Dice = Dice(state: seed)
    let range: Range<Int> = 31 * 1440..<1_490 * 1440  // 2023-01-01 to the end of 2026
    var wrong: [String] = []
    for _ in 0..<100_000 {
      let start: Int = Int.random(in: range, using: &dice)
      let other: Int = Int.random(in: range, using: &dice)
      let minutes: Int = Int.random(in: 1...9_600, using: &dice)
      let counted: Int = calendar.workingMinutes(from: oracle.moment(start), to: oracle.moment(other))
      if counted != Int(oracle.before[other] - oracle.before[start]) { wrong.append("\(start) to \(other): \(counted)") }
      let end: Int = oracle.minute(calendar.adding(workingMinutes: minutes, to: oracle.moment(start)))
      if end != oracle.end(of: minutes, from: start) { wrong.append("\(start) and \(minutes): \(end)") }
    }
    #expect(wrong.isEmpty, "seed \(seed): \(wrong.prefix(3))")
  }

  @Test("budgets of days and of hours run out when an independent count says so, in 100,000 random cases")
  func budgets() {
    let seed: UInt64 = .random(in: 0...UInt64.max)
    var dice: Dice = Dice(state: seed)
    var wrong: [String] = []
    for _ in 0..<100_000 {
      let start: Int = Int.random(in: 31 * 1440..<1_490 * 1440, using: &dice)
      let amount: Int = Int.random(in: 1...30, using: &dice)
      let days: Int = oracle.minute(calendar.adding(.workingDays(amount), to: oracle.moment(start)))
      if days != oracle.end(ofDays: amount, from: start) { wrong.append("\(start) and \(amount) days: \(days)") }
      let hours: Int = oracle.minute(calendar.adding(.workingHours(amount), to: oracle.moment(start)))
      if hours != oracle.end(of: amount * 60, from: start) { wrong.append("\(start) and \(amount) hours: \(hours)") }
      let natural: Int = oracle.minute(calendar.adding(.naturalHours(amount), to: oracle.moment(start)))
      if natural != start + amount * 60 { wrong.append("\(start) and \(amount) natural hours: \(natural)") }
    }
    #expect(wrong.isEmpty, "seed \(seed): \(wrong.prefix(3))")
  }

  @Test("every day from 2023 to 2026 is a working day or not as the notices say")
  func everyDay() {
    let differing: [Int] = oracle.workdays.indices.filter { index in
      calendar.isWorkingDay(CivilDay(daysSince1970: oracle.firstDay + index)) != oracle.workdays[index]
    }
    #expect(differing.isEmpty)
    #expect(oracle.workdays.count == 1_857)
    #expect(calendar.exceptions.count == 142)
  }

  @Test("a make-up workday counts, the holiday it makes up for does not")
  func makeUp() {
    #expect(calendar.workingMinutes(from: china("2026-10-10 00:00"), to: china("2026-10-11 00:00")) == 480)
    #expect(calendar.workingMinutes(from: china("2026-10-01 00:00"), to: china("2026-10-08 00:00")) == 0)
  }

  @Test(
    "time ends at the end of a working period, never at the next one's beginning",
    arguments: [
      ("2026-09-29 08:00", 240, "2026-09-29 12:00"), ("2026-09-29 08:00", 480, "2026-09-29 17:30"),
      ("2026-09-29 12:40", 30, "2026-09-29 14:00"), ("2026-09-30 17:00", 31, "2026-10-08 08:01"),
      ("2026-09-30 19:00", 480, "2026-10-08 17:30"), ("2026-10-09 17:29", 2, "2026-10-10 08:01"),
    ])
  func ends(start: String, minutes: Int, end: String) {
    #expect(calendar.adding(workingMinutes: minutes, to: china(start)) == china(end))
  }

  @Test("minutes of work can be taken back")
  func backwards() {
    #expect(calendar.adding(workingMinutes: -31, to: china("2026-10-08 08:01")) == china("2026-09-30 17:00"))
    #expect(calendar.workingMinutes(from: china("2026-10-08 08:01"), to: china("2026-09-30 17:00")) == -31)
  }

  @Test("far beyond the published notices plain weekends count")
  func farAway() {
    #expect(!calendar.announcedYears.contains(2027))
    #expect(calendar.isWorkingDay(CivilDay(year: 2027, month: 10, day: 1)))
    #expect(calendar.adding(.workingDays(5), to: china("2031-03-03 09:00")) == china("2031-03-07 17:30"))
    #expect(calendar.adding(.workingDays(5), to: china("1975-03-03 09:00")) == china("1975-03-07 17:30"))
  }

  @Test("seconds of a minute neither add up nor get lost")
  func seconds() {
    let start: Moment = china("2026-09-29 09:00")
    var sum: Int = 0
    for step in 0..<600 {
      sum += calendar.workingMinutes(from: start.adding(seconds: Int64(step) * 7), to: start.adding(seconds: Int64(step + 1) * 7))
    }
    #expect(sum == 70)
  }
}
