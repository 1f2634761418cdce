/// How much time something may take. Working time runs only in the calendar's hours of working days.
public enum Budget: Sendable, Hashable, Codable {
  /// A working day is the calendar's hours of one day, 8 hours as a rule. Days are whole days: see ``WorkingCalendar/sameDayUntil``.
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
  /// Minutes after midnight. A budget of days that starts on a working day before this minute counts that day as its first;
  /// later it counts from the next working day. 0 is the Civil Code's rule (art. 201: the day on which a period of days
  /// begins is not counted); a city may promise more.
  public let sameDayUntil: Int
  /// Minutes of work in a working day.
  public let minutesPerDay: Int
  let spells: [Spell]

  public struct Exception: Sendable, Hashable {
    public let kind: DayKind
    public let holiday: String
    public init(kind: DayKind, holiday: String) {
      self.kind = kind
      self.holiday = holiday
    }
  }

  public init(hours: [Range<Int>], offset: Int, exceptions: [CivilDay: Exception], announcedYears: Set<Int>, sameDayUntil: Int = 0) {
    self.hours = hours
    self.offset = offset
    self.exceptions = exceptions
    self.announcedYears = announcedYears
    self.sameDayUntil = sameDayUntil
    minutesPerDay = hours.reduce(0) { $0 + $1.count }
    spells = Spell.make(exceptions)
  }

  public func isWorkingDay(_ day: CivilDay) -> Bool {
    switch exceptions[day]?.kind {
    case .off: false
    case .work: true
    case nil: day.weekday <= 5
    }
  }

  /// The day at this city of a moment.
  public func localDay(_ moment: Moment) -> CivilDay { CivilDay(daysSince1970: floorDivide(localMinute(moment), 1440)) }

  /// Minutes after midnight at this city.
  public func minuteOfDay(_ moment: Moment) -> Int { localMinute(moment) - localDay(moment).daysSince1970 * 1440 }

  /// Midnight at this city at which a day begins.
  public func start(of day: CivilDay) -> Moment { moment(day, minute: 0) }

  /// The moment of a minute after midnight of a day.
  public func moment(_ day: CivilDay, minute: Int) -> Moment { moment(localMinute: day.daysSince1970 * 1440 + minute) }

  /// Whole minutes since 1970-01-01T00:00 local time. Every moment counts as the minute it lies in: sums of pieces are exact.
  public func localMinute(_ moment: Moment) -> Int { floorDivide(Int(moment.milliseconds) + offset * 1000, 60_000) }

  func moment(localMinute: Int) -> Moment { Moment(milliseconds: Int64(localMinute * 60 - offset) * 1000) }
}

/// Division that rounds down, also below nought.
func floorDivide(_ number: Int, _ divisor: Int) -> Int {
  let quotient: Int = number / divisor
  return number % divisor < 0 ? quotient - 1 : quotient
}
