/// Why this date: the days from the report to the deadline, each with its word.
///
/// ```swift
/// DayCalendar(label: words("deadline.days"), weekdays: weekdays, startsOn: 0,
///   [.init(28, words("day.reported"), .outside), .init(29, "第 1", .counted), .init(1, words("day.off"), .off)])
/// ```
public struct DayCalendar: Part {
  public enum Mark: String, Sendable, CaseIterable {
    /// Before the time began.
    case outside = "out"
    /// Its working hours were used.
    case counted = "count"
    /// A weekend or holiday.
    case off
    /// The clock stood still.
    case paused = "hold"
    /// Still to come, and will count.
    case ahead
    case due
  }

  public struct Day: Sendable {
    /// The day of the month.
    public var number: Int
    public var word: String
    public var mark: Mark
    public var isToday: Bool
    public init(_ number: Int, _ word: String, _ mark: Mark, isToday: Bool = false) {
      self.number = number
      self.word = word
      self.mark = mark
      self.isToday = isToday
    }
  }

  public var label: String
  /// Seven short words, Monday first.
  public var weekdays: [String]
  /// The column of the first day: 0 is Monday.
  public var first: Int
  public var days: [Day]

  public init(label: String, weekdays: [String], startsOn first: Int = 0, _ days: [Day]) {
    self.label = label
    self.weekdays = weekdays
    self.first = first
    self.days = days
  }

  public var html: HTML {
    """
    <ol class="days gap" aria-label="\(label)">\(each: weekdays, DayCalendar.weekday)\
    \(each: 0..<max(0, first), { _ in "<li class=\"wk\" aria-hidden=\"true\"></li>" })\(each: days, DayCalendar.day)</ol>
    """
  }

  private static func weekday(_ word: String) -> HTML { "<li class=\"wk\" aria-hidden=\"true\">\(word)</li>" }

  private static func day(_ day: Day) -> HTML {
    """
    <li class="\(day.mark.rawValue)\(if: day.isToday, " today")"\(attribute: "aria-current", day.isToday ? "date" : nil)>\
    <b>\(day.number)</b>\(day.word)</li>
    """
  }
}
