import Ground
import Testing
import Testkit

@Suite("Why a deadline falls on its date")
struct CalendarReasonsTests {
  private let calendar: WorkingCalendar
  private let words: Words

  init() throws {
    let profile: CityProfile = try Testkit.profile("zhenjiang")
    calendar = profile.calendar
    words = profile.words("zh-CN")
  }

  /// Reported on 28 September, paused on 8 October, looked at on the 9th.
  private func look() -> DeadlineReasons {
    var deadline: Deadline = Deadline(.workingDays(5), from: china("2026-09-28 16:20"), on: calendar)
    deadline.pause(at: china("2026-10-08 09:05"), on: calendar)
    deadline.resume(at: china("2026-10-09 08:10"), on: calendar)
    let pause: DeadlineReasons.Pause = .init(from: china("2026-10-08 09:05"), until: china("2026-10-09 08:10"), reason: "等居民约定时间")
    let history: DeadlineReasons.History = .init(startedAt: china("2026-09-28 16:20"), budget: .workingDays(5), pauses: [pause])
    return deadline.why(history, at: china("2026-10-09 10:12"), on: calendar)
  }

  @Test("every day from the report to the date carries its word")
  func days() {
    let cells: [String] = look().days.map { "\($0.day.parts.day) \($0.text(words))" }
    let expected: [String] = [
      "28 报来", "29 第 1", "30 第 2", "1 休", "2 休", "3 休", "4 休", "5 休", "6 休", "7 休", "8 停", "9 第 3", "10 班 4", "11 休", "12 到期",
    ]
    #expect(cells == expected)
    #expect(look().days.filter(\.isToday).map(\.day.parts.day) == [9])
    #expect(look().days.filter(\.isAhead).map(\.day.parts.day) == [10, 12])
  }

  @Test("the reasons are sentences")
  func sentences() {
    let told: [String] = look().reasons.map { $0.text(words, on: calendar) }
    let expected: [String] = [
      "5 个工作日，9月29日起算。", "10月1日至10月7日是国庆节，不计。", "10月11日是周末，不计。", "10月10日是国庆节调休上班日，计入。",
      "10月8日 09:05 到 10月9日 08:10 暂停：等居民约定时间。",
    ]
    #expect(told == expected)
    #expect(words.length(2 * 480 + 348, .days, on: calendar) == "2 天 5 小时 48 分")
  }

  @Test("they are told in English too")
  func english() throws {
    let english: Words = try Testkit.profile("zhenjiang").words("en")
    let told: [String] = look().reasons.map { $0.text(english, on: calendar) }
    #expect(told.first == "5 working days, counted from 29 Sept.")
    #expect(told.allSatisfy { !$0.contains("{") && !$0.contains("deadline.") })
  }

  @Test("the days that count are as many as the days of the budget, in 2,000 random cases")
  func countedDays() {
    let seed: UInt64 = .random(in: 0...UInt64.max)
    var dice: Dice = Dice(state: seed)
    for _ in 0..<2_000 {
      let start: Moment = china("2023-01-03 09:00").adding(seconds: Int64.random(in: 0...100_000_000, using: &dice))
      let days: Int = Int.random(in: 1...15, using: &dice)
      var deadline: Deadline = Deadline(.workingDays(days), from: start, on: calendar)
      let from: Moment = start.adding(seconds: Int64.random(in: 0...300_000, using: &dice))
      let until: Moment = from.adding(seconds: Int64.random(in: 0...900_000, using: &dice))
      guard from < deadline.due else { continue }
      deadline.pause(at: from, on: calendar)
      deadline.resume(at: until, on: calendar)
      let pause: DeadlineReasons.Pause = .init(from: from, until: until, reason: "-")
      let why: DeadlineReasons = deadline.why(.init(startedAt: start, budget: .workingDays(days), pauses: [pause]), at: until, on: calendar)
      #expect(why.days.last?.kind == .due, "seed \(seed)")
      #expect(why.days.last?.number == days, "seed \(seed): \(start.rfc3339) \(days) paused \(from.rfc3339) to \(until.rfc3339)")
    }
  }

  @Test("a year without a published notice is said to be one")
  func unannounced() {
    let start: Moment = china("2026-12-30 09:00")
    let deadline: Deadline = Deadline(.workingDays(5), from: start, on: calendar)
    let why: DeadlineReasons = deadline.why(.init(startedAt: start, budget: .workingDays(5)), at: start, on: calendar)
    #expect(why.unannounced == [2027])
    #expect(why.reasons.last?.text(words, on: calendar) == "2027 年的放假安排还没有公布，先按一般周末算，公布后可能改变。")
    #expect(deadline.due == china("2027-01-05 17:30"))
  }

  @Test("while the clock stands the days end today, all held since")
  func paused() {
    let start: Moment = china("2026-09-29 08:35")
    var deadline: Deadline = Deadline(.workingHours(16), from: start, on: calendar)
    deadline.pause(at: china("2026-09-30 08:05"), on: calendar)
    let pause: DeadlineReasons.Pause = .init(from: china("2026-09-30 08:05"), until: nil, reason: "-")
    let why: DeadlineReasons = deadline.why(
      .init(startedAt: start, budget: .workingHours(16), pauses: [pause]), at: china("2026-10-08 17:45"), on: calendar)
    #expect(why.days.map(\.kind) == [.counted, .held, .off, .off, .off, .off, .off, .off, .off, .held])
    #expect(why.reasons.contains { $0.word == "deadline.why.paused" })
  }

  @Test("natural hours count weekends and holidays")
  func natural() {
    let start: Moment = china("2026-10-01 22:00")
    let deadline: Deadline = Deadline(.naturalHours(24), from: start, on: calendar)
    let why: DeadlineReasons = deadline.why(.init(startedAt: start, budget: .naturalHours(24)), at: start, on: calendar)
    #expect(why.days.map(\.kind) == [.counted, .due])
    #expect(why.reasons.count == 1)
  }

  @Test("a long story shows its last twelve weeks")
  func long() {
    let start: Moment = china("2026-01-05 09:00")
    let deadline: Deadline = Deadline(.workingDays(120), from: start, on: calendar)
    let why: DeadlineReasons = deadline.why(.init(startedAt: start, budget: .workingDays(120)), at: start, on: calendar)
    #expect(why.days.count <= 84)
    #expect(why.days.first?.day.weekday == 1)
    #expect(why.days.last?.number == 120)
  }
}
