import Ground
import Markup
import Web

/// Which rows of a dry run a page is asked to show: two hundred of one kind of thing, from a number on.
struct DryRunRows: Sendable {
  static let shapes: [FieldShape] = [
    FieldShape("rows", .text(max: 40), about: "Only the rows of this kind of thing: buildings, posts, matters …"),
    FieldShape("after", .integer(0...1_000_000), about: "How many rows have been shown before"),
  ]

  let subject: String
  let range: Range<Int>

  /// - Returns: nil when no page of rows was asked for.
  init?(_ values: FieldValues) {
    guard let subject = values.text("rows") else { return nil }
    self.subject = subject
    let first = Int(values.integer("after") ?? 0)
    range = first..<first + AreaEffect.firstRows.count
  }
}

/// A dry run as its pages show it.
struct DryRun: Sendable {
  let found: AreaChangeDesk.Preview
  let area: Area
  let day: CivilDay
  /// Where it is asked for, and where it is decided.
  let preview: String
  let action: String
  /// The fields of the change.
  let values: [String: [String]]
  let tokens: FormTokens
}
