public import SQL

/// Links committed entries into blocks. Runs beside the writers and now and then, never with each of them.
///
/// On PostgreSQL entries are committed in another order than their ids: a block therefore holds an explicit list of those
/// that were visible, not a range.
public struct JournalSealer: Sendable {
  private let timepiece: Timepiece

  public init(timepiece: Timepiece) { self.timepiece = timepiece }

  /// Seals the oldest unsealed entries into the next block and returns how many; 0 when there are none or when another
  /// sealer was faster.
  /// - Parameter limit: 1 to 10,000, because SQLite takes 32,766 values in a statement.
  /// - Throws: ``DatabaseRefusal``.
  public func seal(limit: Int = 1000, in session: any Session) throws -> Int {
    // The last block first: entries read after it cannot belong to a block before it.
    let last = try JournalBlockRecords.last(in: session)
    let entries = try JournalRecords.unsealed(limit: min(max(limit, 1), 10_000), in: session)
    guard let oldest = entries.first, let newest = entries.last else { return 0 }
    var tree = MerkleTree()
    for entry in entries { tree.add(entry.digest) }
    let block = JournalBlock(
      seq: (last?.block.seq ?? 0) + 1, first: oldest.id, last: newest.id, count: entries.count,
      previous: last?.head ?? JournalBlock.nothingBefore, root: tree.root, sealedAt: timepiece.now())
    guard try JournalBlockRecords.insert(block, in: session) else { return 0 }
    let assigned = try JournalRecords.assign(entries.map(\.id), to: block.seq, in: session)
    guard assigned == entries.count else {
      throw DatabaseRefusal(.serialization, subject: "journal_entry", detail: "\(entries.count - assigned) entries changed while they were sealed")
    }
    return assigned
  }

  /// The head of the last block, for publishing.
  public func head(in session: any Session) throws -> JournalHead? {
    try JournalBlockRecords.last(in: session).map { JournalHead(seq: $0.block.seq, head: $0.head, sealedAt: $0.block.sealedAt) }
  }
}
