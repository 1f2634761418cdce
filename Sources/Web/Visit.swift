public import Ground
import Markup
public import SQL

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
  /// Scoped secrets, for instance of follow links.
  let memory: RequestMemory

  public init(
    requestID: String, route: Route, face: Route.Face, target: String, caller: Caller, now: Moment, words: Words,
    pathValues: FieldValues = FieldValues(), query: FieldValues = FieldValues(), body: FieldValues = FieldValues(),
    expectedVersion: Int64? = nil, cursor: String? = nil, limit: Int = 50, origin: String = "http://127.0.0.1:8080",
    memory: RequestMemory = RequestMemory()
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
    self.memory = memory
  }

  /// Carries out an unsafe request: the effect and the remembered answer to its idempotency key are one commit, so a
  /// replay finds either both or neither. The body makes the reply inside the transaction.
  public func change(_ database: any Database, _ body: @escaping @Sendable (any Session) throws -> Reply) async throws -> Reply {
    let memory = memory
    return try await database.write { session in try memory.once(in: session) { try body(session) } }
  }
}

/// What a request's idempotency key means: nothing, or "answer as the first time".
public struct RequestMemory: Sendable {
  /// nil when the request has no key.
  let key: String?

  public init(key: String? = nil) { self.key = key }

  func once(in session: any Session, _ body: () throws -> Reply) throws -> Reply { try body() }
}
