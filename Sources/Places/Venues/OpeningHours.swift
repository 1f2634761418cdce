public import Ground

/// When a venue is open: by the day of the week, changed by public holidays and by exceptions of its own.
public struct OpeningHours: Sendable, Hashable {
  /// Minutes after midnight, for Monday to Sunday.
  public var weekly: [[Range<Int>]]
  /// Public holidays are days off here too, and a make-up workday (调休) has the hours of a Monday.
  public var followsCalendar: Bool
  /// Days that are otherwise; no hours: closed.
  public var exceptions: [CivilDay: [Range<Int>]]

  public static let never: OpeningHours = OpeningHours(weekly: Array(repeating: [], count: 7))

  /// An office's: what a form begins with.
  static let usual: OpeningHours = OpeningHours(weekly: Array(repeating: [510..<690, 810..<1020], count: 5))

  public init(weekly: [[Range<Int>]], followsCalendar: Bool = true, exceptions: [CivilDay: [Range<Int>]] = [:]) {
    self.weekly = Array((weekly + Array(repeating: [], count: 7)).prefix(7))
    self.followsCalendar = followsCalendar
    self.exceptions = exceptions
  }

  /// The hours of one day.
  public func hours(on day: CivilDay, _ calendar: WorkingCalendar) -> [Range<Int>] {
    if let own = exceptions[day] { return own }
    guard followsCalendar, let kind = calendar.exceptions[day]?.kind else { return weekly[day.weekday - 1] }
    switch kind {
    case .off: return []
    case .work: return weekly[0]
    }
  }

  /// Whether it is open, until when, or else when it opens next within two weeks.
  public func standing(at now: Moment, _ calendar: WorkingCalendar) -> Standing {
    let today = calendar.localDay(now)
    let minute = calendar.minuteOfDay(now)
    if let span = hours(on: today, calendar).first(where: { $0.contains(minute) }) { return .open(until: span.upperBound) }
    for ahead in 0...14 {
      let day = today.adding(days: ahead)
      let later = hours(on: day, calendar).first { ahead > 0 || $0.lowerBound > minute }
      if let later { return .closed(day, opens: later.lowerBound) }
    }
    return .shut
  }

  public enum Standing: Sendable, Hashable {
    /// Minutes after midnight.
    case open(until: Int)
    case closed(CivilDay, opens: Int)
    /// For a long time.
    case shut
  }
}

// MARK: As people write them

extension OpeningHours {
  /// `08:30-12:00, 13:30-17:30` as minutes; an empty text is a day without hours.
  /// - Returns: nil when it is not written so, or when the spans are out of order.
  public static func spans(_ text: String) -> [Range<Int>]? {
    var out: [Range<Int>] = []
    for piece in text.split(whereSeparator: { $0 == "," || $0 == "\u{FF0C}" || $0 == ";" || $0 == " " || $0 == "\u{3001}" }) {
      let ends = piece.split(whereSeparator: { $0 == "-" || $0 == "\u{2013}" || $0 == "~" }).map { minute($0) }
      guard ends.count == 2, let from = ends[0], let to = ends[1], from < to, from >= (out.last?.upperBound ?? 0) else { return nil }
      out.append(from..<to)
    }
    return out
  }

  /// One exception a line: the day, and its hours where it has any.
  /// - Returns: nil when a line is not so.
  public static func exceptions(_ text: String) -> [CivilDay: [Range<Int>]]? {
    var out: [CivilDay: [Range<Int>]] = [:]
    for line in text.split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
      guard let first = parts.first else { continue }
      guard let day = CivilDay(String(first)), let spans = spans(parts.count > 1 ? String(parts[1]) : "") else { return nil }
      out[day] = spans
    }
    return out
  }

  public static func text(_ spans: [Range<Int>]) -> String {
    spans.map { "\(clock($0.lowerBound))-\(clock($0.upperBound))" }.joined(separator: ", ")
  }

  public var exceptionsText: String {
    exceptions.sorted { $0.key < $1.key }.map { $0.value.isEmpty ? "\($0.key)" : "\($0.key) \(OpeningHours.text($0.value))" }.joined(separator: "\n")
  }

  /// Minutes after midnight of `8:30` or `08:30`.
  static func minute(_ text: Substring) -> Int? {
    let parts = text.split(whereSeparator: { $0 == ":" || $0 == "\u{FF1A}" })
    guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]),
      (0...24).contains(hour), (0..<60).contains(minute), hour * 60 + minute <= 1440
    else { return nil }
    return hour * 60 + minute
  }

  private static func clock(_ minute: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(minute / 60)):\(two(minute % 60))"
  }
}

// MARK: As they are kept

extension OpeningHours {
  /// Monday to Sunday, one line each.
  var weeklyText: String { weekly.map(OpeningHours.text).joined(separator: "\n") }

  init?(weekly: String, followsCalendar: Bool, exceptions: String) {
    let days = weekly.split(separator: "\n", omittingEmptySubsequences: false).map { OpeningHours.spans(String($0)) }
    guard let own = OpeningHours.exceptions(exceptions), !days.contains(where: { $0 == nil }) else { return nil }
    self.init(weekly: days.compactMap { $0 }, followsCalendar: followsCalendar, exceptions: own)
  }
}
