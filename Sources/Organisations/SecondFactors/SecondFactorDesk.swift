public import Ground
public import SQL
public import Vault

/// Second factors as their owners set them up and use them, and as the security administrator sets them back.
public struct SecondFactorDesk: Sendable {
  private let journal: Journal
  private let timepiece: Timepiece
  private let records: SecondFactorRecords

  public init(keys: KeyRing, journal: Journal, timepiece: Timepiece) {
    self.journal = journal
    self.timepiece = timepiece
    records = SecondFactorRecords(keys: keys)
  }

  /// How an account stands with its second factor.
  public struct Standing: Sendable, Hashable {
    public let factor: SecondFactor?
    public let recoveryCodesLeft: Int
  }

  public func standing(_ account: AccountID, in session: any Session) throws -> Standing {
    Standing(factor: try records.factor(account, in: session), recoveryCodesLeft: try records.recoveryCodesLeft(account, in: session))
  }

  public func isSet(_ account: AccountID, in session: any Session) throws -> Bool { try records.isConfirmed(account, in: session) }

  /// Makes a secret for the caller's account to be confirmed with a first code.
  /// - Throws: ``Refusal`` `.conflict` when there is a confirmed one already.
  @discardableResult
  public func begin(by caller: Caller, in session: any Session) throws -> SecondFactor {
    let account: AccountID = try owner(caller)
    if try records.isConfirmed(account, in: session) { throw Refusal(.conflict, "access.factor.there") }
    try records.begin(account, Randomness.bytes(TimeCode.secretLength), at: timepiece.now(), in: session)
    guard let made = try records.factor(account, in: session) else { throw Refusal(.stale) }
    return made
  }

  /// Confirms the caller's new second factor with a code of it.
  /// - Returns: recovery codes, to be shown once.
  /// - Throws: ``Refusal``: `.conflict` when none was begun or it is confirmed already, `.invalid` for a wrong code.
  public func confirm(_ code: String, by caller: Caller, in session: any Session) throws -> [String] {
    let account: AccountID = try owner(caller)
    guard let factor = try records.factor(account, in: session) else { throw Refusal(.conflict, "access.factor.not_begun") }
    if factor.isConfirmed { throw Refusal(.conflict, "access.factor.there") }
    guard try takes(code, factor, in: session) else { throw SecondFactorDesk.wrong }
    try records.confirm(account, at: timepiece.now(), in: session)
    let codes: [String] = (0..<RecoveryCode.count).map { _ in RecoveryCode.fresh() }
    try records.replaceRecoveryCodes(codes, of: account, in: session)
    try note("account.second_factor_set", account, by: caller, in: session)
    return codes
  }

  /// Whether a code, by time or from paper, opens the account now. It is used up.
  public func accepts(_ code: String, of account: AccountID, by caller: Caller, in session: any Session) throws -> Bool {
    guard let factor = try records.factor(account, in: session), factor.isConfirmed else { return false }
    if try takes(code, factor, in: session) { return true }
    guard try records.takeRecoveryCode(code, of: account, at: timepiece.now(), in: session) else { return false }
    try note("account.recovery_code_used", account, by: caller, in: session)
    return true
  }

  /// Takes the caller's own second factor away, a code of it having been taken in the same transaction.
  public func remove(by caller: Caller, in session: any Session) throws {
    let account: AccountID = try owner(caller)
    _ = try records.remove(account, in: session)
    try note("account.second_factor_removed", account, by: caller, in: session)
  }

  /// Takes somebody's second factor away, because the telephone is lost. Who may is for the caller of this to say.
  /// - Throws: ``Refusal`` `.conflict` when there is none.
  public func reset(_ account: AccountID, by caller: Caller, in session: any Session) throws {
    guard try records.remove(account, in: session) else { throw Refusal(.conflict, "access.factor.none") }
    try note("account.second_factor_reset", account, by: caller, in: session)
  }

  public static let wrong: Refusal = .invalid([FieldProblem("code", "access.code_wrong")])

  private func owner(_ caller: Caller) throws -> AccountID {
    guard let account = caller.account else { throw Refusal(.signInNeeded) }
    return account
  }

  private func takes(_ code: String, _ factor: SecondFactor, in session: any Session) throws -> Bool {
    let second: Int64 = timepiece.now().milliseconds / 1000
    let typed: String = code.filter { !$0.isWhitespace }
    guard let step = TimeCode(secret: factor.secret).accepted(typed, at: second, after: factor.usedStep) else { return false }
    return try records.take(step, of: factor.account, in: session)
  }

  private func note(_ verb: String, _ account: AccountID, by caller: Caller, in session: any Session) throws {
    try journal.append(JournalDraft(verb, subject: "account", id: account.raw), by: caller, in: session)
  }
}
