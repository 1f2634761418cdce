public import Ground
public import SQL
public import Vault

/// Accounts as their owners and the administrator change them.
public struct AccountDesk: Sendable {
  private let hasher: PasswordHasher
  private let rules: PasswordRules
  private let journal: Journal
  private let timepiece: Timepiece
  private let ids: IdentifierMaker
  private let records: AccountRecords = AccountRecords()

  public init(hasher: PasswordHasher, rules: PasswordRules, journal: Journal, timepiece: Timepiece, ids: IdentifierMaker) {
    self.hasher = hasher
    self.rules = rules
    self.journal = journal
    self.timepiece = timepiece
    self.ids = ids
  }

  /// The hash of a new password, when the rules allow it. Not inside a transaction.
  /// - Throws: ``Refusal`` `.invalid` naming `field`.
  public func hash(_ password: String, account name: String, field: String = "password") async throws -> String {
    if let problem = rules.problem(password, account: name, field: field) { throw Refusal.invalid([problem]) }
    return try await hasher.hash(password)
  }

  /// A password for somebody else to begin with: 16 letters and digits in groups, without those that look alike.
  public func temporaryPassword() async throws -> (password: String, hash: String) {
    let letters: [Character] = Array("abcdefghjkmnpqrstuvwxyz23456789")
    let drawn: [Character] = Randomness.bytes(16).map { letters[Int($0) % letters.count] }
    let groups: [String] = stride(from: 0, to: 16, by: 4).map { String(drawn[$0..<($0 + 4)]) }
    let password: String = groups.joined(separator: "-")
    return (password, try await hasher.hash(password))
  }

  /// Opens an account for a person.
  /// - Parameter isTemporary: whether its owner must choose a password before the account gives anything.
  /// - Throws: ``Refusal`` `.invalid` when the name is taken or not a name, or the person has an account: two would be two sets of keys
  ///   to what one person may do.
  @discardableResult
  public func open(
    _ name: String, person: PersonID, hash: String, isTemporary: Bool = false, by caller: Caller, in session: any Session
  ) throws -> Account {
    let account = Account(id: ids.next(), name: name, person: person, hash: hash, created: timepiece.now(), isTemporary: isTemporary)
    guard (2...64).contains(account.name.unicodeScalars.count), !account.name.contains(where: \.isWhitespace) else {
      throw Refusal.invalid([FieldProblem("account", "organisations.account_name_wrong")])
    }
    guard try records.account(named: name, in: session) == nil else {
      throw Refusal.invalid([FieldProblem("account", "organisations.account_name_taken", ["name": account.name])])
    }
    if let other = try records.account(of: person, in: session) {
      throw Refusal.invalid([FieldProblem("account", "access.account.second", ["name": other.name])])
    }
    try records.insert(account, in: session)
    try note("account.opened", account, by: caller, in: session)
    return account
  }

  public func setPassword(_ hash: String, of account: Account, by caller: Caller, in session: any Session) throws {
    try records.setHash(hash, isTemporary: false, of: account, in: session)
    try note("account.password_changed", account, by: caller, in: session)
  }

  /// Gives an account a password that its owner must change at once.
  public func resetPassword(_ hash: String, of account: Account, by caller: Caller, in session: any Session) throws {
    try records.setHash(hash, isTemporary: true, of: account, in: session)
    try note("account.password_reset", account, by: caller, in: session)
  }

  /// Shuts an account or opens it again. Its sessions end with the next request, because no caller can be made from it.
  public func setDisabled(_ disabled: Bool, of account: Account, by caller: Caller, in session: any Session) throws {
    try records.setDisabled(disabled, of: account, in: session)
    try note(disabled ? "account.disabled" : "account.enabled", account, by: caller, in: session)
  }

  private func note(_ verb: String, _ account: Account, by caller: Caller, in session: any Session) throws {
    try journal.append(JournalDraft(verb, subject: "account", id: account.id.raw), by: caller, in: session)
  }
}
