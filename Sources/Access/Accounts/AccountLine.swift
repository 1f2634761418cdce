import Ground
import Organisations

/// An account as administrators see it: never its password.
struct AccountLine: Sendable {
  let account: Account
  let personName: String
  /// In office today.
  let posts: [PostOption]
  let hasSecondFactor: Bool
  let lockedUntil: Moment?

  enum State: String, CaseIterable, Sendable { case open, disabled, temporary, locked }

  var state: State {
    if account.isDisabled { return .disabled }
    if lockedUntil != nil { return .locked }
    return account.isTemporary ? .temporary : .open
  }
}

/// What the list is narrowed by.
struct AccountFilter: Sendable {
  /// The beginning of the sign-in name.
  var text: String?
  var state: AccountLine.State?

  static let states: [AccountLine.State] = [.open, .disabled, .temporary]
}

/// What an administrator says about a new account.
struct AccountOrder: Sendable {
  var name: String
  /// The name of a new person; nil with `holder`.
  var person: String?
  var phone: String?
  /// Somebody who is in the register already.
  var holder: PersonID?
  /// A vacant post to be filled from today on: its type and its area's code.
  var type: String?
  var area: String?
}

/// A password to be shown once.
struct FreshPassword: Sendable {
  let account: Account
  let password: String
}
