import Ground
import Web

/// Opening hours as people fill them in on a phone: up to four groups of days with the same hours, and a day that is otherwise. Programs may
/// send the seven days as text instead.
enum VenueHoursForm {
  /// A week with more different days than these is written as text.
  static let groups: Int = 4
  /// As the week of `OpeningHours`: Monday is 1.
  private static let days: [String] = (1...7).map { "\($0)" }
  private static let time: String = "^([01]?[0-9]|2[0-4]):[0-5][0-9]$"
  private static let times: [String] = ["open", "close", "open_again", "close_again"]

  static var shapes: [FieldShape] {
    let own: [[FieldShape]] = (1...groups).map { group in
      [FieldShape("days_\(group)", .choice(days), many: true, about: "Days of the week with these hours, Monday is 1")]
        + times.map { FieldShape("\($0)_\(group)", .text(max: 5, pattern: time), about: "Such as 08:30") }
    }
    return own.flatMap { $0 } + [
      FieldShape(
        "weekly", .text(max: 800), about: "In place of the groups: seven lines from Monday on, such as 08:30-12:00, 13:30-17:00; empty: closed"),
      FieldShape("follows_calendar", .flag, about: "Closed on public holidays, and open like a Monday on make-up workdays"),
      FieldShape("exceptions", .text(max: 4_000), about: "Days that are otherwise, one a line: the day, and its hours if it has any"),
      FieldShape("exception_day", .day, about: "One more such day"),
      FieldShape("exception_open", .text(max: 5, pattern: time), about: "From when it is open on that day; closed unless said"),
      FieldShape("exception_close", .text(max: 5, pattern: time), about: "Until when"),
    ]
  }

  /// - Throws: ``Refusal`` `.invalid` on the fields that cannot be hours.
  static func hours(_ values: FieldValues) throws -> OpeningHours {
    var problems: [FieldProblem] = []
    let weekly: [[Range<Int>]] = values.text("weekly").map { week($0, &problems) } ?? grouped(values, &problems)
    var exceptions: [CivilDay: [Range<Int>]] = OpeningHours.exceptions(values.text("exceptions") ?? "") ?? [:]
    if OpeningHours.exceptions(values.text("exceptions") ?? "") == nil { problems.append(FieldProblem("exceptions", "venues.problem.exceptions")) }
    if let day = values.day("exception_day") {
      exceptions[day] = span(values, "exception_open", "exception_close", &problems).map { [$0] } ?? []
    }
    guard problems.isEmpty else { throw Refusal.invalid(problems) }
    return OpeningHours(weekly: weekly, followsCalendar: values.flag("follows_calendar"), exceptions: exceptions)
  }

  private static func week(_ text: String, _ problems: inout [FieldProblem]) -> [[Range<Int>]] {
    let days: [[Range<Int>]?] = text.split(separator: "\n", omittingEmptySubsequences: false).map { OpeningHours.spans(String($0)) }
    if days.count > 7 || days.contains(where: { $0 == nil }) { problems.append(FieldProblem("weekly", "venues.problem.weekly")) }
    return days.compactMap { $0 }
  }

  private static func grouped(_ values: FieldValues, _ problems: inout [FieldProblem]) -> [[Range<Int>]] {
    var week: [[Range<Int>]] = Array(repeating: [], count: 7)
    var known: Set<Int> = []
    for group in 1...groups {
      let first: Range<Int>? = span(values, "open_\(group)", "close_\(group)", &problems)
      let second: Range<Int>? = span(values, "open_again_\(group)", "close_again_\(group)", &problems)
      if let first, let second, second.lowerBound < first.upperBound {
        problems.append(FieldProblem("open_again_\(group)", "venues.problem.order"))
      }
      for day in values.texts("days_\(group)").compactMap({ Int($0) }) {
        if !known.insert(day).inserted { problems.append(FieldProblem("days_\(group)", "venues.problem.twice")) }
        week[day - 1] = [first, second].compactMap { $0 }
      }
    }
    return week
  }

  /// From one field to the other; nil when neither is filled in, or they cannot be hours.
  private static func span(_ values: FieldValues, _ from: String, _ until: String, _ problems: inout [FieldProblem]) -> Range<Int>? {
    let (open, close) = (values.text(from), values.text(until))
    if open == nil, close == nil { return nil }
    guard let open, let close, let first = OpeningHours.minute(open[...]), let last = OpeningHours.minute(close[...]), first < last else {
      problems.append(FieldProblem(until, "venues.problem.span"))
      return nil
    }
    return first..<last
  }
}
