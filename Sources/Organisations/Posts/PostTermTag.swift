import Ground
import Markup

/// Until when a term runs, and how near that is.
struct PostTermTag: Sendable {
  let words: Words
  let today: CivilDay

  func html(_ until: CivilDay?) -> HTML {
    guard let until else { return "—" }
    if until <= today { return "\(last(until)) \(Tag(words("posts.state.expired"), .back))" }
    let days: Int = until.daysSince1970 - today.daysSince1970
    guard days <= PostState.usualDays else { return "\(last(until))" }
    return "\(last(until)) \(Tag(words("posts.days_left", count: days), .hold))"
  }

  /// The last day, as people count.
  func last(_ until: CivilDay?) -> String { until.map { words.date($0.adding(days: -1)) } ?? "—" }
}
