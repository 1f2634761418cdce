public import SQL

public enum JournalRecords {
  static let columns: Query =
    "id, at, verb, subject, subject_id, place, account_id, person_id, acting_post_id, request, before, after"

  static func insert(_ entry: JournalEntry, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO journal_entry (\(columns), digest) VALUES (
        \(entry.id), \(entry.at), \(entry.verb), \(entry.subject), \(entry.subjectID), \(entry.place), \(entry.account), \(entry.person),
        \(entry.acting), \(entry.request), \(entry.before), \(entry.after), \(entry.digest))
      """)
  }

  static func insert(_ entries: some Sequence<JournalEntry>, in session: any Session) throws {
    var rows = RowBatch(
      """
      INSERT INTO journal_entry (id, at, verb, subject, subject_id, place, account_id, person_id, acting_post_id, request, before, after, digest)
      VALUES
      """, in: session)
    for entry in entries {
      try rows.add([
        entry.id, entry.at, entry.verb, entry.subject, entry.subjectID, entry.place, entry.account, entry.person, entry.acting, entry.request,
        entry.before, entry.after, entry.digest,
      ])
    }
    try rows.flush()
  }

  /// Everything that was done to one thing, oldest first.
  /// - Throws: ``DatabaseRefusal``.
  public static func entries(subject: String, id: Int64, in session: any Session) throws -> [JournalEntry] {
    try session.rows(
      "SELECT \(columns) FROM journal_entry WHERE subject = \(subject) AND subject_id = \(id) ORDER BY id", JournalEntry.init(row:))
  }

  /// A row that somebody may have tampered with: what cannot be read is nil.
  typealias Doubtful = (id: JournalEntryID, entry: JournalEntry?, digest: [UInt8]?)

  /// The entries of a block in the order of its leaves; of nil those not yet sealed.
  static func each(block: Int64?, in session: any Session, _ body: (Doubtful) throws -> Void) throws {
    let which: Query = block.map { "block = \($0)" } ?? "block IS NULL"
    try session.each("SELECT \(columns), digest FROM journal_entry WHERE \(which) ORDER BY id") { row in
      try body((try row.at(0), try? JournalEntry(row: row), try? row.at(12)))
    }
  }

  /// Ids and digests of the oldest unsealed entries.
  static func unsealed(limit: Int, in session: any Session) throws -> [(id: JournalEntryID, digest: [UInt8])] {
    try session.rows("SELECT id, digest FROM journal_entry WHERE block IS NULL ORDER BY id LIMIT \(limit)") { row in
      (id: try row.at(0), digest: try row.at(1))
    }
  }

  /// Returns how many of the entries were still unsealed.
  static func assign(_ ids: [JournalEntryID], to block: Int64, in session: any Session) throws -> Int {
    try session.run("UPDATE journal_entry SET block = \(block) WHERE block IS NULL AND id IN (\(list: padded(ids)))")
  }

  /// The ids with the last one repeated up to a power of two, so that there are only a few texts to prepare.
  private static func padded(_ ids: [JournalEntryID]) -> [JournalEntryID] {
    guard let last = ids.last else { return ids }
    var size = 1
    while size < ids.count { size *= 2 }
    return ids + Array(repeating: last, count: size - ids.count)
  }
}

extension JournalEntry {
  init(row: Row) throws {
    var reader = row.reader()
    self.init(
      id: try reader.next(), at: try reader.next(), verb: try reader.next(), subject: try reader.next(), subjectID: try reader.next(),
      place: try reader.next(), account: try reader.next(), person: try reader.next(), acting: try reader.next(),
      request: try reader.next(), before: try reader.next(), after: try reader.next())
  }

  /// What it was, decoded.
  public var was: [String: String] { (try? JournalJSON.object(before)) ?? [:] }

  /// What it became, decoded.
  public var became: [String: String] { (try? JournalJSON.object(after)) ?? [:] }
}
