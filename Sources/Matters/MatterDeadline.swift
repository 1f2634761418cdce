public import Ground

/// Time as a budget: what may be used, what has been used, and since when it runs. The date is a projection of these.
public struct MatterDeadline: Sendable, Hashable {
  public enum Clock: String, Sendable, CaseIterable {
    /// Only the calendar's working hours count.
    case working
    /// Every hour counts.
    case natural
  }

  public let clock: Clock
  public private(set) var budgetMinutes: Int
  /// Used up before the running stretch.
  public private(set) var consumedMinutes: Int
  /// nil while the clock stands: what was consumed stays consumed.
  public private(set) var runningSince: Moment?
  public private(set) var due: Moment

  init(clock: Clock, budgetMinutes: Int, consumedMinutes: Int, runningSince: Moment?, due: Moment) {
    self.clock = clock
    self.budgetMinutes = budgetMinutes
    self.consumedMinutes = consumedMinutes
    self.runningSince = runningSince
    self.due = due
  }

  /// A fresh budget that starts to run now.
  init(_ budget: Budget, from start: Moment, on calendar: WorkingCalendar) {
    switch budget {
    case .workingDays(let days): (clock, budgetMinutes) = (.working, days * calendar.minutesPerDay)
    case .workingHours(let hours): (clock, budgetMinutes) = (.working, hours * 60)
    case .naturalHours(let hours): (clock, budgetMinutes) = (.natural, hours * 60)
    }
    consumedMinutes = 0
    runningSince = start
    due = start
    project(on: calendar)
  }

  /// Minutes used by a moment.
  public func consumed(at now: Moment, on calendar: WorkingCalendar) -> Int {
    guard let since = runningSince, now > since else { return consumedMinutes }
    switch clock {
    case .working: return consumedMinutes + calendar.workingMinutes(from: since, to: now)
    case .natural: return consumedMinutes + Int((now.milliseconds - since.milliseconds) / 60_000)
    }
  }

  mutating func stop(at now: Moment, on calendar: WorkingCalendar) {
    guard runningSince != nil else { return }
    consumedMinutes = consumed(at: now, on: calendar)
    runningSince = nil
  }

  mutating func run(from now: Moment, on calendar: WorkingCalendar) {
    guard runningSince == nil else { return }
    runningSince = now
    project(on: calendar)
  }

  /// More time, in minutes of this deadline's clock.
  mutating func extend(byMinutes minutes: Int, on calendar: WorkingCalendar) {
    budgetMinutes += minutes
    project(on: calendar)
  }

  /// While the clock stands the date stays where it was last projected.
  private mutating func project(on calendar: WorkingCalendar) {
    guard let since = runningSince else { return }
    let left = max(0, budgetMinutes - consumedMinutes)
    switch clock {
    case .working: due = calendar.adding(workingMinutes: left, to: since)
    case .natural: due = since.adding(seconds: Int64(left) * 60)
    }
  }
}
