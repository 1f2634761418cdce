/// Why something was not done, in a form every face can tell: a re-rendered form, a problem document, an error page.
public struct Refusal: Error, Sendable, Hashable {
  public enum Kind: String, Sendable, CaseIterable {
    /// The request cannot be read at all: broken JSON, wrong encoding, a bad cursor.
    case malformed
    /// Fields are wrong; `fields` says which and why.
    case invalid
    case signInNeeded
    /// The caller's role never allows this page or act. For a single row, absent and forbidden are both `absent`.
    case notAllowed
    case absent
    case wrongMethod
    case notAcceptable
    /// The matter's state, or another row, does not allow this now.
    case conflict
    /// The same idempotency key came with another body.
    case keyReused
    /// If-Match is missing.
    case conditionMissing
    /// The row has changed since it was read.
    case stale
    case tooLarge
    case unsupportedMedia
    case foreignOrigin
    case tooMany
    case busy
    case broken
  }

  public let kind: Kind
  /// The key in the words files of the sentence that says what is wrong and what to do.
  public let word: String
  public let arguments: [String: String]
  public let fields: [FieldProblem]
  /// Seconds after which trying again makes sense.
  public let retryAfter: Int?

  public init(_ kind: Kind, _ word: String? = nil, _ arguments: [String: String] = [:], fields: [FieldProblem] = [], retryAfter: Int? = nil) {
    self.kind = kind
    self.word = word ?? "refusal.\(kind.rawValue)"
    self.arguments = arguments
    self.fields = fields
    self.retryAfter = retryAfter
  }

  /// The given fields are wrong.
  public static func invalid(_ fields: [FieldProblem]) -> Refusal { Refusal(.invalid, fields: fields) }

  public static let absent: Refusal = Refusal(.absent)
}

/// One wrong field: its name in the form and in JSON, and the words that say what is there and what is expected.
public struct FieldProblem: Sendable, Hashable {
  public let field: String
  public let word: String
  public let arguments: [String: String]

  public init(_ field: String, _ word: String, _ arguments: [String: String] = [:]) {
    self.field = field
    self.word = word
    self.arguments = arguments
  }
}
