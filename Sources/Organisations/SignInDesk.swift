public import Ground
public import SQL
public import Vault

/// Who may come in. The password is weighed between two transactions, never inside one: it takes a tenth of a second on purpose.
public struct SignInDesk: Sendable {
  private let hasher: PasswordHasher
  private let journal: Journal
  private let timepiece: Timepiece
  private let counts: SignInRecords
  private let factors: SecondFactorDesk
  private let tickets: SignInTicket
  private let accounts: AccountRecords = AccountRecords()

  public init(keys: KeyRing, hasher: PasswordHasher, journal: Journal, timepiece: Timepiece) {
    self.hasher = hasher
    self.journal = journal
    self.timepiece = timepiece
    counts = SignInRecords(keys: keys)
    factors = SecondFactorDesk(keys: keys, journal: journal, timepiece: timepiece)
    tickets = SignInTicket(keys: keys)
  }

  /// The account, if the password is its own.
  /// - Throws: ``Refusal``: `.signInNeeded` when name and password do not fit, alike for unknown names and disabled accounts and in the
  ///   same time; `.tooMany` while the name is locked.
  public func check(_ name: String, _ password: String, request: String, database: any Database) async throws -> Account {
    let account: Account? = try await database.write { session in try begin(name, request: request, in: session) }
    let fits: Bool = await hasher.verify(password, against: account?.hash)
    guard fits, let account, !account.isDisabled else {
      try await database.write { session in try fail(account, request: request, in: session) }
      throw Refusal(.signInNeeded, "organisations.sign_in_wrong")
    }
    return try await admitted(account, password, database: database)
  }

  /// Records that the account has come in; in the transaction that makes its session.
  public func enter(_ account: Account, as caller: Caller, in session: any Session) throws {
    try journal.append(JournalDraft("account.signed_in", subject: "account", id: account.id.raw), by: caller, in: session)
  }

  // MARK: The second step

  /// Whether the account asks for a code after the password.
  public func needsCode(_ account: Account, database: any Database) async throws -> Bool {
    try await database.read { session in try factors.isSet(account.id, in: session) }
  }

  /// What the form for the code carries, so that it is known whose password was right.
  func ticket(_ account: Account) -> String { tickets.issue(account, at: timepiece.now()) }

  /// The account behind a ticket.
  /// - Throws: ``Refusal`` `.signInNeeded` when the ticket's time is over or the account has changed since.
  func account(behind ticket: String, in session: any Session) throws -> Account {
    guard let known = tickets.read(ticket, at: timepiece.now()), let account = try accounts.account(known.account, in: session),
      account.version == known.version, !account.isDisabled
    else { throw Refusal(.signInNeeded, "access.ticket_ended") }
    return account
  }

  /// Counts an attempt with a code before the code is looked at, as with passwords and together with them.
  /// - Throws: ``Refusal`` `.tooMany` while the name is locked.
  public func beginCode(_ account: Account, request: String, database: any Database) async throws {
    _ = try await database.write { session in try begin(account.name, request: request, in: session) }
  }

  /// Uses a code up, in the transaction that makes the session.
  /// - Throws: ``Refusal`` `.invalid` when it is wrong or was used before.
  public func takeCode(_ code: String, of account: Account, by caller: Caller, in session: any Session) throws {
    guard try factors.accepts(code, of: account.id, by: caller, in: session) else { throw SecondFactorDesk.wrong }
    try counts.forget(account.name, in: session)
  }

  /// Keeps a wrong code in the journal.
  public func failCode(_ account: Account, request: String, database: any Database) async throws {
    _ = try await database.write { session in
      try journal.append(
        JournalDraft("account.code_failed", subject: "account", id: account.id.raw), by: .visitor(request: request), in: session)
    }
  }

  // MARK: For the administrator

  /// Until when accounts are locked, by name.
  public func locks(_ names: [String], in session: any Session) throws -> [String: Moment] {
    try counts.locks(names, at: timepiece.now(), in: session)
  }

  /// Forgets an account's failures.
  public func unlock(_ account: Account, by caller: Caller, in session: any Session) throws {
    try counts.forget(account.name, in: session)
    try journal.append(JournalDraft("account.unlocked", subject: "account", id: account.id.raw), by: caller, in: session)
  }

  private func begin(_ name: String, request: String, in session: any Session) throws -> Account? {
    let now: Moment = timepiece.now()
    let account: Account? = try accounts.account(named: name, in: session)
    switch try counts.count(name, at: now, in: session) {
    case .locked(let until): throw SignInDesk.locked(until, now)
    case .counted(let failures):
      let delay: Int64 = Lockout.delay(afterFailures: failures)
      if delay > 0, let account { try noteLock(account, failures, delay, request: request, in: session) }
    }
    return account
  }

  private func noteLock(_ account: Account, _ failures: Int, _ delay: Int64, request: String, in session: any Session) throws {
    try journal.append(
      JournalDraft("account.locked", subject: "account", id: account.id.raw, after: ["attempts": String(failures), "seconds": String(delay)]),
      by: .system(request: request), in: session)
  }

  private func fail(_ account: Account?, request: String, in session: any Session) throws {
    guard let account else { return }
    try journal.append(
      JournalDraft("account.sign_in_failed", subject: "account", id: account.id.raw), by: .visitor(request: request), in: session)
  }

  /// Forgets the failures, and stores the password hashed anew when the cost has been raised since.
  private func admitted(_ account: Account, _ password: String, database: any Database) async throws -> Account {
    let renewed: String? = hasher.isOutdated(account.hash) ? try await hasher.hash(password) : nil
    return try await database.write { session in
      if try factors.isSet(account.id, in: session) {
        try counts.release(account.name, in: session)
      } else {
        try counts.forget(account.name, in: session)
      }
      guard let renewed else { return account }
      // Another sign-in of the same account may have been quicker: then its hash is as good.
      do { try accounts.setHash(renewed, isTemporary: account.isTemporary, of: account, in: session) } catch let refusal as Refusal
        where refusal.kind == .stale
      {}
      return try accounts.account(account.id, in: session) ?? account
    }
  }

  private static func locked(_ until: Moment, _ now: Moment) -> Refusal {
    let seconds: Int = max(1, Int((until.milliseconds - now.milliseconds + 999) / 1000))
    let minutes: Int = (seconds + 59) / 60
    let inMinutes: Bool = seconds >= 90
    let arguments: [String: String] = ["count": String(inMinutes ? minutes : seconds)]
    return Refusal(
      .tooMany, inMinutes ? "organisations.locked_minutes" : "organisations.locked_seconds", arguments, retryAfter: seconds)
  }
}
