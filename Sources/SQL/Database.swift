/// The door to the data. Two engines implement it; no other room knows which one is behind it.
public protocol Database: Sendable {
  var engine: EngineKind { get }

  /// Runs a closure on a consistent, read-only view.
  /// One `read` per request: hopping to a reader costs 6 to 16 times a point query.
  func read<T: Sendable>(_ body: @escaping @Sendable (any Session) throws -> T) async throws -> T

  /// Runs a closure in a transaction and returns after the commit is durable. When the closure throws, only its own work
  /// is undone. The closure is synchronous on purpose: no network call inside a transaction. It may be run again when the
  /// engine reports a serialization failure, so it must have no effect outside the session.
  func write<T: Sendable>(_ body: @escaping @Sendable (any Session) throws -> T) async throws -> T

  /// Loads many rows fast, in one transaction of its own, alone on the writer (imports, demo cities, benches).
  func load<T: Sendable>(_ body: @escaping @Sendable (any Session) throws -> T) async throws -> T

  /// Applies, each in a transaction of its own, the migrations not yet recorded, and returns their names.
  /// - Throws: ``DatabaseRefusal`` `.newer` when the database records a migration this program does not know.
  @discardableResult func migrate(_ migrations: [Migration]) async throws -> [String]

  /// Waits for what is running and closes every connection.
  func close() async
}

public enum EngineKind: String, Sendable, CaseIterable {
  case sqlite, postgres
}

/// A transaction in progress. Valid only inside the closure that received it.
///
/// A statement that is refused spoils the transaction on both engines: what follows is refused too, and nothing is
/// committed even when the closure swallows the error. Wrap the part that may fail in `attempt`, or say `ON CONFLICT`.
public protocol Session: AnyObject {
  var engine: EngineKind { get }

  /// Calls the body for every row, in order, without keeping them.
  /// - Throws: ``DatabaseRefusal``.
  func each(_ query: Query, _ body: (Row) throws -> Void) throws

  /// Runs a statement and returns how many rows it changed.
  /// - Throws: ``DatabaseRefusal``.
  @discardableResult func run(_ query: Query) throws -> Int

  /// Runs a part that may fail: when it throws, only its own work is undone and the session may go on.
  /// - Throws: what the body throws.
  func attempt<T>(_ body: () throws -> T) throws -> T
}

extension Session {
  public func rows(_ query: Query) throws -> [Row] {
    try rows(query) { $0 }
  }

  public func rows<T>(_ query: Query, _ make: (Row) throws -> T) throws -> [T] {
    var out: [T] = []
    try each(query) { out.append(try make($0)) }
    return out
  }

  /// The first row, or nil.
  public func first(_ query: Query) throws -> Row? {
    try rows(query).first
  }

  public func first<T>(_ query: Query, _ make: (Row) throws -> T) throws -> T? {
    try rows(query, make).first
  }

  /// The single value of the first row.
  /// - Throws: ``RowError/none`` when there is no row.
  public func value<T: Bindable>(_ query: Query, as: T.Type = T.self) throws -> T {
    guard let row = try first(query) else { throw RowError.none }
    return try row.at(0)
  }
}

/// What a database can refuse, told apart because each is answered differently. Nothing of the engine's own message
/// reaches a visitor; `detail` is for the log.
public struct DatabaseRefusal: Error, Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case unique, foreignKey, check, notNull
    /// Locked or out of connections for longer than the engine waits: try again.
    case busy
    /// The transaction lost against another: the engine retried and gave up.
    case serialization
    /// No connection. On PostgreSQL also when it broke during a statement.
    case lost
    /// The disk is full or an I/O operation failed.
    case storage
    /// The database was made by a newer program.
    case newer
    case readOnly
    /// A wrong statement or a broken file: a defect.
    case broken
  }

  public let kind: Kind
  /// The constraint, table or column named by the engine, where it names one.
  public let subject: String?
  public let detail: String

  public init(_ kind: Kind, subject: String? = nil, detail: String) {
    self.kind = kind
    self.subject = subject
    self.detail = detail
  }
}
