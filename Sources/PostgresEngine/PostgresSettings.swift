import CLibPQ
import Foundation
import SQL

/// Where the server is and how a new connection is set up.
struct PostgresSettings: Sendable {
  /// A `postgres://` URL or libpq's `keyword=value` text.
  let server: String
  /// The schema in which everything stands; nil takes the server's search path.
  let schema: String?

  /// - Throws: ``DatabaseRefusal`` `.broken` when the text cannot be read.
  init(server: String, schema: String?) throws {
    self.server = server
    self.schema = schema
    var problem: UnsafeMutablePointer<CChar>?
    guard let parsed = PQconninfoParse(server, &problem) else {
      let message = problem.map { String(cString: $0) } ?? ""
      PQfreemem(problem)
      throw DatabaseRefusal(.broken, detail: "the PostgreSQL address cannot be read: \(message)")
    }
    PQconninfoFree(parsed)
  }

  /// What a connection is told first.
  var greeting: [String] {
    var commands: [String] = [
      "SET client_min_messages = warning",
      // A server that acknowledges before the log is on disk would break what `write` promises.
      "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') IN ('off', 'local')",
      "SET lock_timeout = '10s'",
      "SET bytea_output = 'hex'",
      "SET extra_float_digits = 1",
    ]
    if let schema { commands.append("SET search_path TO \(PostgresSchema.quoted(schema))") }
    return commands
  }

  /// - Throws: ``DatabaseRefusal`` `.lost`.
  func connect() throws -> OpaquePointer {
    // What stands before `dbname` gives way to the address, what stands after it wins.
    let words: [(String, String)] = [
      ("connect_timeout", "5"), ("fallback_application_name", "lianzhi"), ("dbname", server), ("client_encoding", "UTF8"),
    ]
    let keys = words.map { strdup($0.0) }
    let values = words.map { strdup($0.1) }
    defer { for text in keys + values { free(text) } }
    let keyList: [UnsafePointer<CChar>?] = keys.map { UnsafePointer($0) } + [nil]
    let valueList: [UnsafePointer<CChar>?] = values.map { UnsafePointer($0) } + [nil]
    guard let made = PQconnectdbParams(keyList, valueList, 1) else { throw DatabaseRefusal(.lost, detail: "libpq has no memory") }
    guard PQstatus(made) == CONNECTION_OK else {
      defer { PQfinish(made) }
      throw DatabaseRefusal.postgres(lost: made)
    }
    // Notices are not for standard error.
    PQsetNoticeProcessor(made, { _, _ in }, nil)
    return made
  }
}
