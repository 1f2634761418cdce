/// Why a deadline falls on its date: each day from the report to the date with what it is, and the reasons as sentences.
public struct DeadlineReasons: Sendable, Hashable {
  /// What happened to a deadline, as its owner remembers it.
  public struct History: Sendable, Hashable {
    public var startedAt: Moment
    /// As promised at first.
    public var budget: Budget
    /// When the clock stood, in order; the last may last still.
    public var pauses: [Pause]
    public var extensions: [Extension]

    public init(startedAt: Moment, budget: Budget, pauses: [Pause] = [], extensions: [Extension] = []) {
      self.startedAt = startedAt
      self.budget = budget
      self.pauses = pauses
      self.extensions = extensions
    }
  }

  public struct Pause: Sendable, Hashable {
    public let from: Moment
    public let until: Moment?
    /// As somebody wrote it, or a word of the city.
    public let reason: String
    public init(from: Moment, until: Moment?, reason: String) {
      self.from = from
      self.until = until
      self.reason = reason
    }
  }

  public struct Extension: Sendable, Hashable {
    public let at: Moment
    /// In the deadline's kind of time.
    public let minutes: Int
    public let reason: String
    public init(at: Moment, minutes: Int, reason: String) {
      self.at = at
      self.minutes = minutes
      self.reason = reason
    }
  }

  /// A cell of the page's calendar.
  public struct DayMark: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable {
      /// The report, before time began to count.
      case before
      case counted
      /// A weekend or a holiday.
      case off
      /// A make-up workday that counts.
      case makeup
      /// The clock stood.
      case held
      case due
    }

    public let day: CivilDay
    public let kind: Kind
    /// The how-manieth day that counts, for counted, makeup and due.
    public let number: Int?
    public let holiday: String?
    public let isToday: Bool
    /// Counts, but has not come yet.
    public let isAhead: Bool

    /// The word in the cell.
    public func text(_ words: Words) -> String {
      words("deadline.day.\(kind.rawValue)", ["number": number.map { "\($0)" } ?? ""])
    }
  }

  /// A sentence: a word and what fills it.
  public struct Reason: Sendable, Hashable {
    public enum Argument: Sendable, Hashable {
      case text(String)
      case number(Int)
      case day(CivilDay)
      case time(CivilDay, minute: Int)
      case budget(Budget)
      case length(Int, Deadline.Clock)
    }

    public let word: String
    public let arguments: [String: Argument]
  }

  public let days: [DayMark]
  public let reasons: [Reason]
  /// Years in reach for which no notice has been published; plain weekends count in them.
  public let unannounced: [Int]
}

extension DeadlineReasons.Reason {
  public func text(_ words: Words, on calendar: WorkingCalendar) -> String {
    words(word, arguments.mapValues { $0.text(words, calendar) })
  }
}

extension DeadlineReasons.Reason.Argument {
  fileprivate func text(_ words: Words, _ calendar: WorkingCalendar) -> String {
    switch self {
    case .text(let text): text
    case .number(let number): "\(number)"
    case .day(let day): words.day(day)
    case .time(let day, let minute): words("date.moment", ["day": words.day(day), "time": words.clock(minute)])
    case .budget(let budget): words.budget(budget)
    case .length(let minutes, let clock): words.length(minutes, clock, on: calendar)
    }
  }
}
