import SQL
import Vault

/// A link of the chain: some entries, sealed together after the block before.
public struct JournalBlock: Sendable, Hashable {
  /// From 1, without a gap.
  public let seq: Int64
  /// The smallest and the largest id within.
  public let first: JournalEntryID
  public let last: JournalEntryID
  public let count: Int
  /// The head of the block before; 32 zero bytes for the first.
  public let previous: [UInt8]
  /// The Merkle root over the entries' digests in the order of their ids.
  public let root: [UInt8]
  public let sealedAt: Moment

  /// SHA-256 over all of the above: whoever knows it knows that nothing up to here has changed.
  public var head: [UInt8] {
    var writer = JournalBytes("lianzhi.journal.block.1")
    writer.add(seq)
    writer.add(first.raw)
    writer.add(last.raw)
    writer.add(Int64(count))
    writer.add(previous)
    writer.add(root)
    writer.add(sealedAt.milliseconds)
    return Digest.sha256(writer.bytes)
  }

  static let nothingBefore: [UInt8] = Array(repeating: 0, count: 32)
}

enum JournalBlockRecords {
  private static let columns: Query = "seq, first_entry, last_entry, entries, previous, root, sealed_at, head"

  /// A block with the head that is kept beside it.
  typealias Kept = (block: JournalBlock, head: [UInt8])

  static func last(in session: any Session) throws -> Kept? {
    try session.first("SELECT \(columns) FROM journal_block ORDER BY seq DESC LIMIT 1", kept)
  }

  /// The first block with a number of at least `seq`.
  static func next(from seq: Int64, in session: any Session) throws -> Kept? {
    try session.first("SELECT \(columns) FROM journal_block WHERE seq >= \(seq) ORDER BY seq LIMIT 1", kept)
  }

  /// Returns false when another sealer has taken the number.
  static func insert(_ block: JournalBlock, in session: any Session) throws -> Bool {
    let count = try session.run(
      """
      INSERT INTO journal_block (\(columns)) VALUES (
        \(block.seq), \(block.first), \(block.last), \(block.count), \(block.previous), \(block.root), \(block.sealedAt), \(block.head))
      ON CONFLICT (seq) DO NOTHING
      """)
    return count == 1
  }

  /// A block number that entries name and that no block has.
  static func strayNumber(beyond seq: Int64, in session: any Session) throws -> Int64? {
    try session.first("SELECT block FROM journal_entry WHERE block > \(seq) OR block < 1 ORDER BY block LIMIT 1") { try $0.at(0) }
  }

  private static func kept(_ row: Row) throws -> Kept {
    var reader = row.reader()
    let block = JournalBlock(
      seq: try reader.next(), first: try reader.next(), last: try reader.next(), count: try reader.next(), previous: try reader.next(),
      root: try reader.next(), sealedAt: try reader.next())
    return (block, try reader.next())
  }
}
