import Ground
import Testing
import Testkit

private let calendar: WorkingCalendar = CalendarOracle.shared.calendar

@Suite("Deadlines as budgets")
struct CalendarDeadlineTests {
  @Test("five working days around the National Day end on the Saturday that is made up")
  func nationalDay() {
    #expect(Deadline(.workingDays(5), from: china("2026-09-29 08:35"), on: calendar).due == china("2026-10-10 17:30"))
    #expect(Deadline(.workingDays(5), from: china("2026-09-28 16:20"), on: calendar).due == china("2026-10-10 17:30"))
  }

  @Test("a pause of one working day moves the date by one working day", arguments: ["2026-09-29 08:35", "2026-09-28 16:20"])
  func onePause(start: String) {
    var deadline: Deadline = Deadline(.workingDays(5), from: china(start), on: calendar)
    deadline.pause(at: china("2026-10-08 09:05"), on: calendar)
    #expect(deadline.isPaused)
    #expect(deadline.due == china("2026-10-10 17:30"))
    deadline.resume(at: china("2026-10-09 09:40"), on: calendar)
    #expect(deadline.due == china("2026-10-12 17:30"))
    // 2 days, 2 hours and 12 minutes; 2 days, 5 hours and 48 minutes left.
    #expect(deadline.consumed(at: china("2026-10-09 10:12"), on: calendar) == 2 * 480 + 132)
    #expect(deadline.remaining(at: china("2026-10-09 10:12"), on: calendar) == 2 * 480 + 348)
  }

  @Test("by the Civil Code's rule the day on which it begins is never counted")
  func civilCode() {
    let strict: WorkingCalendar = WorkingCalendar(
      hours: calendar.hours, offset: calendar.offset, exceptions: calendar.exceptions, announcedYears: calendar.announcedYears)
    #expect(Deadline(.workingDays(1), from: china("2026-09-29 00:00"), on: strict).due == china("2026-09-30 17:30"))
    #expect(Deadline(.workingDays(1), from: china("2026-09-30 08:35"), on: strict).due == china("2026-10-08 17:30"))
  }

  @Test("hours of work run from the minute on, natural hours through the night")
  func hours() {
    #expect(Deadline(.workingHours(8), from: china("2026-09-29 16:30"), on: calendar).due == china("2026-09-30 16:30"))
    #expect(Deadline(.naturalHours(4), from: china("2026-10-01 22:15"), on: calendar).due == china("2026-10-02 02:15"))
  }

  @Test("any row of pauses conserves what was consumed: the running minutes until it is due are the budget", arguments: [0, 1])
  func conservation(kind: Int) {
    let seed: UInt64 = .random(in: 0...UInt64.max)
    var dice: Dice = Dice(state: seed)
    for _ in 0..<2_000 {
      let hours: Int = Int.random(in: 1...80, using: &dice)
      let budget: Budget = kind == 0 ? .workingHours(hours) : .naturalHours(hours)
      var now: Moment = china("2023-01-03 09:00").adding(seconds: Int64.random(in: 0...100_000_000, using: &dice))
      var deadline: Deadline = Deadline(budget, from: now, on: calendar)
      var ran: Int = 0
      for _ in 0..<Int.random(in: 0...6, using: &dice) {
        let stop: Moment = now.adding(seconds: Int64.random(in: 0...100_000, using: &dice))
        ran += minutes(budget, now, stop)
        deadline.pause(at: stop, on: calendar)
        now = stop.adding(seconds: Int64.random(in: 0...1_000_000, using: &dice))
        deadline.resume(at: now, on: calendar)
      }
      #expect(ran + minutes(budget, now, deadline.due) == hours * 60, "seed \(seed)")
      #expect(deadline.consumed(at: deadline.due.adding(seconds: 60), on: calendar) >= hours * 60, "seed \(seed)")
    }
  }

  private func minutes(_ budget: Budget, _ from: Moment, _ to: Moment) -> Int {
    if case .naturalHours = budget { return calendar.localMinute(to) - calendar.localMinute(from) }
    return calendar.workingMinutes(from: from, to: to)
  }

  @Test("a budget of days ends with a working day, and pauses never make it end earlier")
  func daysWithPauses() {
    let seed: UInt64 = .random(in: 0...UInt64.max)
    var dice: Dice = Dice(state: seed)
    for _ in 0..<2_000 {
      var now: Moment = china("2023-01-03 09:00").adding(seconds: Int64.random(in: 0...100_000_000, using: &dice))
      var deadline: Deadline = Deadline(.workingDays(Int.random(in: 1...20, using: &dice)), from: now, on: calendar)
      for _ in 0..<3 {
        let due: Moment = deadline.due
        now = now.adding(seconds: Int64.random(in: 0...200_000, using: &dice))
        deadline.pause(at: now, on: calendar)
        #expect(deadline.due == due, "seed \(seed)")
        now = now.adding(seconds: Int64.random(in: 0...400_000, using: &dice))
        deadline.resume(at: now, on: calendar)
        #expect(deadline.due >= due, "seed \(seed)")
        #expect(calendar.minuteOfDay(deadline.due) == 1050, "seed \(seed)")
        #expect(calendar.isWorkingDay(calendar.localDay(deadline.due)), "seed \(seed)")
      }
    }
  }

  @Test("more time moves the date, also when it is granted while paused")
  func extended() {
    var deadline: Deadline = Deadline(.workingDays(5), from: china("2026-09-29 08:35"), on: calendar)
    deadline.extend(byMinutes: 480, on: calendar)
    #expect(deadline.due == china("2026-10-12 17:30"))
    deadline.pause(at: china("2026-10-09 08:35"), on: calendar)
    deadline.extend(byMinutes: 480, on: calendar)
    #expect(deadline.due == china("2026-10-13 17:30"))
    deadline.resume(at: china("2026-10-09 08:40"), on: calendar)
    #expect(deadline.due == china("2026-10-13 17:30"))
  }

  @Test("what is late says by how much, and a paused deadline is never late")
  func late() {
    var deadline: Deadline = Deadline(.workingHours(2), from: china("2026-09-29 08:00"), on: calendar)
    #expect(deadline.due == china("2026-09-29 10:00"))
    #expect(!deadline.isLate(at: china("2026-09-29 10:00")))
    #expect(deadline.isLate(at: china("2026-09-29 10:01")))
    #expect(deadline.remaining(at: china("2026-09-29 14:30"), on: calendar) == -180)
    deadline.pause(at: china("2026-09-29 14:30"), on: calendar)
    #expect(!deadline.isLate(at: china("2026-12-29 14:30")))
    deadline.resume(at: china("2026-09-30 09:00"), on: calendar)
    #expect(deadline.remaining(at: china("2026-09-30 09:00"), on: calendar) == -180)
  }
}
