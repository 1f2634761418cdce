/// Days, times and lengths of time as a locale says them.
extension Words {
  /// `10月12日`; with the year when it is not the one that goes without saying.
  public func day(_ day: CivilDay, in year: Int? = nil) -> String {
    let parts: (year: Int, month: Int, day: Int) = day.parts
    if let year, year != parts.year { return date(day) }
    return self("date.day", ["month": self("date.month.\(parts.month)"), "day": "\(parts.day)"])
  }

  /// `2026年10月12日`.
  public func date(_ day: CivilDay) -> String {
    let parts: (year: Int, month: Int, day: Int) = day.parts
    return self("date.day_of_year", ["year": "\(parts.year)", "month": self("date.month.\(parts.month)"), "day": "\(parts.day)"])
  }

  /// `10月12日 17:30`, on the city's clock.
  public func moment(_ moment: Moment, on calendar: WorkingCalendar, in year: Int? = nil) -> String {
    let time: String = clock(calendar.minuteOfDay(moment))
    return self("date.moment", ["day": day(calendar.localDay(moment), in: year), "time": time])
  }

  /// `17:30` from minutes after midnight.
  public func clock(_ minute: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(minute / 60)):\(two(minute % 60))"
  }

  /// `周六`.
  public func weekday(_ day: CivilDay) -> String { self("date.weekday.\(day.weekday)") }

  /// Seven short words, Monday first.
  public var weekdays: [String] { (1...7).map { self("date.weekday.\($0).short") } }

  /// `2 天 5 小时 48 分`, without its sign. A day of work has the calendar's hours, any other 24.
  public func length(_ minutes: Int, _ clock: Deadline.Clock, on calendar: WorkingCalendar) -> String {
    let perDay: Int = clock == .natural ? 1440 : max(calendar.minutesPerDay, 1)
    let all: Int = Int(minutes.magnitude)
    let rest: Int = all % perDay
    let parts: [(count: Int, key: String)] = [(all / perDay, "time.days"), (rest / 60, "time.hours"), (rest % 60, "time.minutes")]
    let spoken: [String] = parts.filter { $0.count > 0 }.map { self($0.key, count: $0.count) }
    return spoken.isEmpty ? self("time.minutes", count: 0) : spoken.joined(separator: " ")
  }

  /// `5 个工作日` of a budget.
  public func budget(_ budget: Budget) -> String {
    switch budget {
    case .workingDays(let days): self("budget.working_days", count: days)
    case .workingHours(let hours): self("budget.working_hours", count: hours)
    case .naturalHours(let hours): self("budget.natural_hours", count: hours)
    }
  }
}
