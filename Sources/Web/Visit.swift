public import Ground
public import Markup
public import SQL
import Vault

/// One request as a handler sees it: validated fields, the caller, the words of the locale, the time.
public struct Visit: Sendable {
  public let requestID: String
  public let route: Route
  public let face: Route.Face
  /// The path and query as they came, `/matters?state=open`.
  public let target: String
  public let caller: Caller
  public let now: Moment
  public let words: Words
  public let pathValues: FieldValues
  public let query: FieldValues
  public let body: FieldValues
  /// From If-Match or from the form's hidden `_version`.
  public let expectedVersion: Int64?
  /// From the list's `cursor`, already checked to be ours.
  public let cursor: String?
  /// Rows to a page, 1 to 200, 50 unless asked.
  public let limit: Int
  /// The scheme and host the visitor used, for links and QR codes: `https://lz.example`.
  public let origin: String
  /// For sign-in and sign-out.
  public let sessions: SessionKeeper
  /// What the visitor carries, whether or not a session is behind it.
  public let sessionToken: SessionToken?
  let memory: RequestMemory
  let seal: FormSeal
  let cursors: Cursor
  let lacksCondition: Bool

  public init(
    requestID: String, route: Route, face: Route.Face, target: String, caller: Caller, now: Moment, words: Words,
    pathValues: FieldValues = FieldValues(), query: FieldValues = FieldValues(), body: FieldValues = FieldValues(),
    expectedVersion: Int64? = nil, cursor: String? = nil, limit: Int = 50, origin: String = "http://127.0.0.1:8080",
    sessions: SessionKeeper = SessionKeeper(), sessionToken: SessionToken? = nil, memory: RequestMemory = RequestMemory()
  ) {
    let keys = KeyRing.ephemeral()
    self.init(
      requestID: requestID, route: route, face: face, target: target, caller: caller, now: now, words: words, pathValues: pathValues,
      query: query, body: body, expectedVersion: expectedVersion, cursor: cursor, limit: limit, origin: origin, sessions: sessions,
      sessionToken: sessionToken, memory: memory, seal: FormSeal(keys: keys, session: sessionToken, nonce: nil),
      cursors: Cursor(keys: keys), lacksCondition: false)
  }

  init(
    requestID: String, route: Route, face: Route.Face, target: String, caller: Caller, now: Moment, words: Words, pathValues: FieldValues,
    query: FieldValues, body: FieldValues, expectedVersion: Int64?, cursor: String?, limit: Int, origin: String, sessions: SessionKeeper,
    sessionToken: SessionToken?, memory: RequestMemory, seal: FormSeal, cursors: Cursor, lacksCondition: Bool
  ) {
    self.requestID = requestID
    self.route = route
    self.face = face
    self.target = target
    self.caller = caller
    self.now = now
    self.words = words
    self.pathValues = pathValues
    self.query = query
    self.body = body
    self.expectedVersion = expectedVersion
    self.cursor = cursor
    self.limit = limit
    self.origin = origin
    self.sessions = sessions
    self.sessionToken = sessionToken
    self.memory = memory
    self.seal = seal
    self.cursors = cursors
    self.lacksCondition = lacksCondition
  }

  /// The hidden fields of a form on this page. Every call makes a new idempotency key: one per form.
  /// - Parameter version: of the row that the form changes.
  public func tokens(version: Int64? = nil) -> FormTokens {
    FormTokens(csrf: seal.token(), key: Randomness.token(bytes: 16), version: version)
  }

  /// Carries out an unsafe request: the effect and the remembered answer to its idempotency key are one commit, so a
  /// replay finds either both or neither. The body makes the reply inside the transaction.
  public func change(_ database: any Database, _ body: @escaping @Sendable (any Session) throws -> Reply) async throws -> Reply {
    let memory = memory
    let lacksCondition = lacksCondition
    return try await database.write { session in
      try memory.once(in: session) {
        let reply = try body(session)
        // Whatever a desk made of a version that never came is undone.
        if lacksCondition { throw Refusal(.conditionMissing) }
        return reply
      }
    }
  }

  /// The cursor of the next page as the visitor may see it, for the `next` of a JSON list that writes its own envelope.
  public func sealed(cursor: String) -> String { cursors.sealed(cursor, for: route.name) }

  /// The address of this list's next page, for the link at the foot of a page.
  public func address(next cursor: String) -> String {
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let kept = (parts.count > 1 ? parts[1] : "").split(separator: "&").filter { !$0.hasPrefix("cursor=") }
    return "\(parts[0])?\(kept.map { "\($0)&" }.joined())cursor=\(sealed(cursor: cursor))"
  }
}
