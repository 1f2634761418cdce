public import Ground
public import SQL

/// Opens, finds and ends sessions. Sign-in and sign-out call it inside their own transaction:
///
/// ```swift
/// let start = try visit.sessions.open(account.id, at: visit.now, replacing: visit.sessionToken, in: session)
/// var reply = Reply.see("/matters")
/// reply.cookies.append(start.cookie)
/// ```
public struct SessionKeeper: Sendable {
  /// Seconds.
  public let idleLimit: Int64
  public let absoluteLimit: Int64
  /// Whether cookies are sent back over TLS only.
  public let secureCookies: Bool
  private let records: SessionRecords = SessionRecords()

  /// - Parameters: 12 hours without a request, and 7 days in all, end a session.
  public init(idleLimit: Int64 = 12 * 3600, absoluteLimit: Int64 = 7 * 86400, secureCookies: Bool = false) {
    self.idleLimit = idleLimit
    self.absoluteLimit = absoluteLimit
    self.secureCookies = secureCookies
  }

  /// A session that has just begun.
  public struct Start: Sendable {
    /// For clients of the JSON interface: `Authorization: Bearer <token>`.
    public let token: String
    /// The whole value of the header Set-Cookie.
    public let cookie: String
    public let ends: Moment
  }

  /// Begins a session under a new token. A token that the visitor already carried ends here, so that nobody can have
  /// planted it (session fixation).
  public func open(_ account: AccountID, at now: Moment, replacing old: SessionToken? = nil, in session: any Session) throws -> Start {
    if let old { try records.delete(old.digest, in: session) }
    let token = SessionToken()
    let ends = now.adding(seconds: absoluteLimit)
    try records.insert(SessionRecord(account: account, seen: now, ends: ends), digest: token.digest, at: now, in: session)
    let cookie = Cookie(Cookie.session, token.text, seconds: absoluteLimit, isSecure: secureCookies)
    return Start(token: token.text, cookie: cookie.header, ends: ends)
  }

  /// Ends one session, known or not.
  public func close(_ token: SessionToken, in session: any Session) throws {
    try records.delete(token.digest, in: session)
  }

  /// Ends every session of an account, for a changed password or a disabled account, and returns how many.
  @discardableResult
  public func closeAll(of account: AccountID, except kept: SessionToken? = nil, in session: any Session) throws -> Int {
    try records.deleteAll(of: account, except: kept?.digest ?? [], in: session)
  }

  /// The Set-Cookie that makes a browser forget its session.
  public var goodbye: String { Cookie(Cookie.session, "", seconds: 0, isSecure: secureCookies).header }

  /// Deletes sessions that have ended on their own.
  @discardableResult
  public func forget(at now: Moment, in session: any Session) throws -> Int {
    try records.delete(seenBefore: now.adding(seconds: -idleLimit), endsBefore: now, in: session)
  }

  /// The session behind a token, unless it is unknown or has ended.
  func find(_ token: SessionToken, at now: Moment, in session: any Session) throws -> SessionRecord? {
    guard let record = try records.find(token.digest, in: session) else { return nil }
    let isIdle = record.seen.adding(seconds: idleLimit) <= now
    return isIdle || record.ends <= now ? nil : record
  }

  /// At most one write a minute and session: reading must not become writing.
  func isDueForTouch(_ record: SessionRecord, at now: Moment) -> Bool { record.seen.adding(seconds: 60) <= now }

  func touch(_ token: SessionToken, at now: Moment, in session: any Session) throws {
    try records.touch(token.digest, at: now, in: session)
  }
}
