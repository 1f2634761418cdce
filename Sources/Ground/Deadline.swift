/// Time as a budget: what may be used, what has been used, and since when it runs. The date is a projection of these over the
/// calendar, and can say why it is what it is (``why(_:at:on:)``).
public struct Deadline: Sendable, Hashable {
  /// Which minutes count.
  public enum Clock: String, Sendable, CaseIterable, Codable {
    /// Minutes of work, given in whole days: it begins with a day (see ``WorkingCalendar/sameDayUntil``) and ends with one, and a
    /// pause takes out the day on which it begins and gives back the day on which it ends.
    case days
    /// Minutes of work, from the minute on.
    case hours
    /// Every minute.
    case natural
  }

  public let clock: Clock
  /// Minutes that may be used, in the clock's kind of time.
  public private(set) var budgetMinutes: Int
  /// Used up before the running stretch.
  public private(set) var consumedMinutes: Int
  /// nil while it is paused: what was consumed stays consumed. A budget of days may begin to run only tomorrow.
  public private(set) var runningSince: Moment?
  /// When it runs out; while it is paused, when it would have.
  public private(set) var due: Moment

  /// As it was stored.
  public init(clock: Clock, budgetMinutes: Int, consumedMinutes: Int, runningSince: Moment?, due: Moment) {
    self.clock = clock
    self.budgetMinutes = budgetMinutes
    self.consumedMinutes = consumedMinutes
    self.runningSince = runningSince
    self.due = due
  }

  /// A fresh budget that starts to run now.
  public init(_ budget: Budget, from start: Moment, on calendar: WorkingCalendar) {
    clock = budget.clock
    budgetMinutes = budget.minutes(on: calendar)
    consumedMinutes = 0
    due = start
    run(from: clock == .days ? calendar.firstDay(from: start) : start, on: calendar)
  }

  public var isPaused: Bool { runningSince == nil }

  /// Minutes used by a moment.
  public func consumed(at now: Moment, on calendar: WorkingCalendar) -> Int {
    guard let since = runningSince, since < now else { return consumedMinutes }
    return consumedMinutes + calendar.minutes(clock, from: since, to: now)
  }

  /// Minutes left until it is due, in the clock's kind of time; negative when it is late.
  public func remaining(at now: Moment, on calendar: WorkingCalendar) -> Int {
    if isPaused { return budgetMinutes - consumedMinutes }
    return calendar.minutes(clock, from: now, to: due)
  }

  /// Whether it has run out. A paused deadline is never late.
  public func isLate(at now: Moment) -> Bool { !isPaused && due < now }

  /// Stops the clock. Nothing happens while it stands.
  public mutating func pause(at now: Moment, on calendar: WorkingCalendar) {
    guard runningSince != nil else { return }
    consumedMinutes = consumed(at: clock == .days ? calendar.opening(of: calendar.localDay(now)) : now, on: calendar)
    runningSince = nil
  }

  /// Lets it run on. Nothing happens while it runs.
  public mutating func resume(at now: Moment, on calendar: WorkingCalendar) {
    guard runningSince == nil else { return }
    guard clock == .days else { return run(from: now, on: calendar) }
    let today: Moment = calendar.opening(of: calendar.localDay(now))
    run(from: consumedMinutes == 0 ? max(today, firstDay(on: calendar)) : today, on: calendar)
  }

  /// More time, in minutes of this deadline's clock.
  public mutating func extend(byMinutes minutes: Int, on calendar: WorkingCalendar) {
    budgetMinutes += minutes
    if isPaused { due = end(of: minutes, from: due, on: calendar) } else { project(on: calendar) }
  }

  private mutating func run(from start: Moment, on calendar: WorkingCalendar) {
    runningSince = start
    project(on: calendar)
  }

  /// Where a budget of days that has not been touched yet began: its length before its end.
  private func firstDay(on calendar: WorkingCalendar) -> Moment {
    let start: Int = calendar.position(calendar.localMinute(due)) - budgetMinutes
    return calendar.opening(of: calendar.localDay(calendar.moment(localMinute: calendar.localMinute(position: start + 1))))
  }

  /// Consumed more than allowed, it ran out in the past: the same number of minutes before it ran on.
  private mutating func project(on calendar: WorkingCalendar) {
    guard let since = runningSince else { return }
    due = end(of: budgetMinutes - consumedMinutes, from: since, on: calendar)
  }

  private func end(of minutes: Int, from start: Moment, on calendar: WorkingCalendar) -> Moment {
    switch clock {
    case .natural: start.adding(seconds: Int64(minutes) * 60)
    case .hours: calendar.adding(workingMinutes: minutes, to: start)
    case .days: calendar.closing(of: calendar.localDay(calendar.end(workingMinutes: minutes, from: start)))
    }
  }
}

extension Budget {
  public var clock: Deadline.Clock {
    switch self {
    case .workingDays: .days
    case .workingHours: .hours
    case .naturalHours: .natural
    }
  }

  /// The budget in minutes of its clock.
  public func minutes(on calendar: WorkingCalendar) -> Int {
    switch self {
    case .workingDays(let days): days * calendar.minutesPerDay
    case .workingHours(let hours), .naturalHours(let hours): hours * 60
    }
  }
}

extension WorkingCalendar {
  /// Minutes of the clock's kind between two moments; negative when the second comes first.
  public func minutes(_ clock: Deadline.Clock, from: Moment, to: Moment) -> Int {
    clock == .natural ? localMinute(to) - localMinute(from) : workingMinutes(from: from, to: to)
  }

  /// The beginning of the first day that a budget of days counts: today while it is early enough on a working day, else the next.
  func firstDay(from start: Moment) -> Moment {
    let today: CivilDay = localDay(start)
    let countsToday: Bool = isWorkingDay(today) && minuteOfDay(start) < sameDayUntil
    let day: CivilDay = countsToday ? today : workingDay(workingDays(before: today.adding(days: 1)))
    return opening(of: day)
  }

  func opening(of day: CivilDay) -> Moment { moment(day, minute: hours.first?.lowerBound ?? 0) }

  func closing(of day: CivilDay) -> Moment { moment(day, minute: hours.last?.upperBound ?? 1440) }
}
