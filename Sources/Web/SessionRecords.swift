import Ground
import SQL

/// A row of `web_session`.
struct SessionRecord: Sendable {
  let account: AccountID
  let seen: Moment
  /// The absolute end, whatever happens.
  let ends: Moment
}

struct SessionRecords: Sendable {
  func insert(_ record: SessionRecord, digest: [UInt8], at now: Moment, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO web_session (digest, account_id, created_at, seen_at, ends_at)
      VALUES (\(digest), \(record.account), \(now), \(record.seen), \(record.ends))
      """)
  }

  func find(_ digest: [UInt8], in session: any Session) throws -> SessionRecord? {
    try session.first("SELECT account_id, seen_at, ends_at FROM web_session WHERE digest = \(digest)") { row in
      var reader = row.reader()
      return SessionRecord(account: try reader.next(), seen: try reader.next(), ends: try reader.next())
    }
  }

  func touch(_ digest: [UInt8], at now: Moment, in session: any Session) throws {
    try session.run("UPDATE web_session SET seen_at = \(now) WHERE digest = \(digest) AND seen_at < \(now)")
  }

  func delete(_ digest: [UInt8], in session: any Session) throws {
    try session.run("DELETE FROM web_session WHERE digest = \(digest)")
  }

  func deleteAll(of account: AccountID, except digest: [UInt8], in session: any Session) throws -> Int {
    try session.run("DELETE FROM web_session WHERE account_id = \(account) AND digest <> \(digest)")
  }

  func delete(seenBefore: Moment, endsBefore: Moment, in session: any Session) throws -> Int {
    try session.run("DELETE FROM web_session WHERE seen_at < \(seenBefore) OR ends_at < \(endsBefore)")
  }
}
