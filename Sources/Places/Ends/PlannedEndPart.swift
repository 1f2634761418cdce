import Ground
import Markup

/// What pages and forms say of an end that lies ahead.
struct PlannedEndPart: Sendable {
  let words: Words
  let today: CivilDay

  func day(_ day: CivilDay) -> String { words.day(day, in: today.parts.year) }

  /// In a list.
  func tag(_ day: CivilDay?) -> HTML { day.map { " \(Tag(words("places.ends", ["day": self.day($0)]), .hold))" } ?? .empty }

  /// What is to happen, and why it has not.
  /// - Parameter sentence: with the day.
  func notice(_ end: PlannedEnd<some Any>, _ sentence: String) -> HTML {
    "\(Notice(end.putOffFrom.map { "\(words("places.put_off", ["day": day($0)])) \(sentence)" } ?? sentence))"
  }

  /// Where a form would end it: what is planned, and the button that takes it back.
  func withdrawal(_ sentence: String, _ post: (() -> HTML) -> HTML) -> HTML {
    "<p>\(sentence)</p>\(post { "\(Acts([Button(words("places.end_withdraw"))]))" })"
  }
}
