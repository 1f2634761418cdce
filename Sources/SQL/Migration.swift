/// One step of a schema, appended and never changed after it has landed.
public struct Migration: Sendable {
  /// `room.number.what`, as in `matters.1.matter`; unique, recorded when applied.
  public let name: String
  public let statements: @Sendable (EngineKind) -> [Query]

  /// The same statements for both engines. A key column is declared `id BIGINT PRIMARY KEY`; the SQLite engine says
  /// `INTEGER PRIMARY KEY` for it, because SQLite lets a BIGINT key be NULL or text. Likewise `BYTEA` becomes `BLOB` and
  /// `DOUBLE PRECISION` becomes `REAL` there.
  public init(_ name: String, _ statements: [Query]) {
    self.name = name
    self.statements = { _ in statements }
  }

  /// Statements that truly differ per engine.
  public init(_ name: String, perEngine statements: @escaping @Sendable (EngineKind) -> [Query]) {
    self.name = name
    self.statements = statements
  }
}
