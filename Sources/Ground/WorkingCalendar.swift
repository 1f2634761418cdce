/// How much time something may take. Working time runs only in the calendar's hours of working days.
public enum Budget: Sendable, Hashable, Codable {
  /// A working day is the calendar's hours of one day, 8 hours as a rule.
  case workingDays(Int)
  case workingHours(Int)
  /// Around the clock.
  case naturalHours(Int)
}

/// The working days and hours of a city: ordinary weekends, changed by the State Council's notices (days off and make-up
/// workdays, 调休).
public struct WorkingCalendar: Sendable, Hashable {
  public enum DayKind: String, Sendable, Hashable, Codable {
    /// A day off by notice, a make-up workday by notice.
    case off, work
  }

  /// Hours of work as minutes after midnight, in order, such as 480..<720 and 810..<1050.
  public let hours: [Range<Int>]
  /// Seconds east of UTC. China has one zone without daylight saving.
  public let offset: Int
  /// The days that the notices changed, and the holiday's name.
  public let exceptions: [CivilDay: Exception]
  /// Years for which a notice has been published. Beyond them plain weekends count, and the page says so.
  public let announcedYears: Set<Int>

  public struct Exception: Sendable, Hashable {
    public let kind: DayKind
    public let holiday: String
    public init(kind: DayKind, holiday: String) {
      self.kind = kind
      self.holiday = holiday
    }
  }

  public init(hours: [Range<Int>], offset: Int, exceptions: [CivilDay: Exception], announcedYears: Set<Int>) {
    self.hours = hours
    self.offset = offset
    self.exceptions = exceptions
    self.announcedYears = announcedYears
  }

  public func isWorkingDay(_ day: CivilDay) -> Bool {
    switch exceptions[day]?.kind {
    case .off: false
    case .work: true
    case nil: day.weekday <= 5
    }
  }
}
