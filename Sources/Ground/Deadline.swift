/// Until when something is to be done, kept as a budget: what was promised, what has been consumed, and since when it runs.
/// The date is a projection over the calendar and can say why it is what it is (``why(now:calendar:)``).
public struct Deadline: Sendable, Hashable, Codable {
  /// More time, granted with a reason.
  public struct Extension: Sendable, Hashable, Codable {
    public let budget: Budget
    public let reason: String
    public let at: Moment
  }

  /// A time in which it did not run.
  public struct Pause: Sendable, Hashable, Codable {
    public let from: Moment
    public internal(set) var until: Moment?
    public let reason: String
  }

  /// When it began: the report.
  public let startedAt: Moment
  /// Where counting begins: at once, but a budget of days counts whole days. See ``WorkingCalendar/sameDayUntil``.
  public let countsFrom: Moment
  public let budget: Budget
  public private(set) var extensions: [Extension]
  public private(set) var pauses: [Pause]
  /// Minutes consumed before `runningSince`, in the budget's kind of time.
  public private(set) var consumed: Int
  /// nil while it is paused.
  public private(set) var runningSince: Moment?

  /// A deadline that runs from now.
  public init(_ budget: Budget, from start: Moment, calendar: WorkingCalendar) {
    startedAt = start
    self.budget = budget
    extensions = []
    pauses = []
    consumed = 0
    countsFrom = Deadline.counting(budget, from: start, calendar)
    runningSince = countsFrom
  }

  public var isPaused: Bool { runningSince == nil }

  /// Stops the clock; what was consumed is kept. Nothing happens while it is stopped already.
  public mutating func pause(at now: Moment, reason: String, calendar: WorkingCalendar) {
    guard runningSince != nil else { return }
    consumed = consumed(at: now, calendar: calendar)
    runningSince = nil
    pauses.append(Pause(from: now, until: nil, reason: reason))
  }

  /// Lets it run on. Nothing happens while it runs.
  public mutating func resume(at now: Moment) {
    guard runningSince == nil else { return }
    runningSince = max(now, countsFrom)
    if !pauses.isEmpty { pauses[pauses.count - 1].until = now }
  }

  /// Adds time. Days and hours of work are the same kind; an extension in another kind than the budget counts by its minutes.
  public mutating func extend(_ budget: Budget, reason: String, at now: Moment) {
    extensions.append(Extension(budget: budget, reason: reason, at: now))
  }

  /// Minutes allowed in all.
  public func allowed(calendar: WorkingCalendar) -> Int {
    extensions.reduce(budget.minutes(calendar)) { $0 + $1.budget.minutes(calendar) }
  }

  /// Minutes consumed up to now.
  public func consumed(at now: Moment, calendar: WorkingCalendar) -> Int {
    guard let runningSince, runningSince < now else { return consumed }
    return consumed + calendar.minutes(budget.isNatural, from: runningSince, to: now)
  }

  /// When it runs out; nil while it is paused. A budget of days runs out at the end of a working day.
  public func due(calendar: WorkingCalendar) -> Moment? {
    guard let runningSince else { return nil }
    let rest: Int = allowed(calendar: calendar) - consumed
    if budget.isNatural { return runningSince.adding(seconds: Int64(rest) * 60) }
    let due: Moment = calendar.adding(workingMinutes: rest, to: runningSince)
    guard case .workingDays = budget, let close = calendar.hours.last?.upperBound else { return due }
    return calendar.moment(calendar.day(of: due), minute: close)
  }

  public func isOverdue(at now: Moment, calendar: WorkingCalendar) -> Bool {
    due(calendar: calendar).map { $0 < now } ?? false
  }

  /// Minutes until it is due, in the budget's kind of time; negative when it is late; nil while it is paused.
  public func remaining(at now: Moment, calendar: WorkingCalendar) -> Int? {
    due(calendar: calendar).map { calendar.minutes(budget.isNatural, from: now, to: $0) }
  }

  private static func counting(_ budget: Budget, from start: Moment, _ calendar: WorkingCalendar) -> Moment {
    guard case .workingDays = budget else { return start }
    let today: CivilDay = calendar.day(of: start)
    let open: Int = calendar.hours.first?.lowerBound ?? 0
    let countsToday: Bool = calendar.isWorkingDay(today) && calendar.minute(of: start) < calendar.sameDayUntil
    let day: CivilDay = countsToday ? today : calendar.workingDay(calendar.workingDays(before: today.adding(days: 1)))
    return calendar.moment(day, minute: open)
  }
}

extension Budget {
  var isNatural: Bool {
    if case .naturalHours = self { return true }
    return false
  }

  /// The budget in minutes of its kind of time.
  public func minutes(_ calendar: WorkingCalendar) -> Int {
    switch self {
    case .workingDays(let days): days * calendar.minutesPerDay
    case .workingHours(let hours), .naturalHours(let hours): hours * 60
    }
  }
}

extension WorkingCalendar {
  func minutes(_ natural: Bool, from: Moment, to: Moment) -> Int {
    natural ? localMinute(to) - localMinute(from) : workingMinutes(from: from, to: to)
  }
}
