/// Whether a session may still be used. Both engines keep to the stricter of their habits, PostgreSQL's: a statement that
/// was refused spoils its transaction, unless it stood in an `attempt`.
package struct Standing {
  package private(set) var isOpen: Bool = true
  package private(set) var failure: DatabaseRefusal?

  package init() {}

  package func check() throws {
    guard isOpen else { throw DatabaseRefusal(.broken, detail: "the session was used after its transaction ended") }
    if let failure { throw DatabaseRefusal(.broken, detail: "a statement of this transaction was refused before: \(failure.detail)") }
  }

  /// The first refusal counts.
  package mutating func fail(_ refusal: DatabaseRefusal) {
    failure = failure ?? refusal
  }

  /// The failed part was undone.
  package mutating func recover() { failure = nil }

  package mutating func end() { isOpen = false }
}

extension DatabaseRefusal {
  /// PostgreSQL cannot store U+0000 in text, so SQLite does not either.
  package static let zeroInText: DatabaseRefusal = DatabaseRefusal(.check, detail: "a text contains the character U+0000")
}
