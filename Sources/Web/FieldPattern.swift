import Foundation

/// A field's regular expression, compiled once. It always means the whole text.
struct FieldPattern: Sendable {
  private let expression: NSRegularExpression

  /// nil when the shape has no pattern.
  init?(_ shape: FieldShape) {
    guard case .text(_, let pattern?) = shape.kind else { return nil }
    guard let expression = try? NSRegularExpression(pattern: FieldPattern.whole(pattern)) else {
      preconditionFailure("the pattern of field \(shape.name) is no regular expression: \(pattern)")
    }
    self.expression = expression
  }

  func matches(_ text: String) -> Bool {
    let range = NSRange(text.startIndex..., in: text)
    guard let match = expression.firstMatch(in: text, range: range) else { return false }
    return match.range == range
  }

  /// The pattern as it stands in the OpenAPI document, anchored at both ends.
  static func whole(_ pattern: String) -> String {
    pattern.hasPrefix("^") && pattern.hasSuffix("$") && !pattern.contains("|") ? pattern : "^(?:\(pattern))$"
  }
}
