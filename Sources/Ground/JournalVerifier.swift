public import SQL

/// What is wrong with the journal, the first of it.
public struct JournalFinding: Sendable, Hashable, CustomStringConvertible {
  public enum Kind: String, Sendable, CaseIterable {
    /// The entry's fields do not make its digest.
    case entryAltered
    /// The block does not have the entries it had: some were deleted, added, moved or exchanged.
    case entriesChanged
    /// The block's own row does not make its head.
    case blockAltered
    /// The block does not follow the one before it.
    case chainBroken
    /// There is no such block, though later blocks, entries or published heads tell of it.
    case blockMissing
    /// The chain is whole, but it is not the one whose heads were published.
    case headDiffers
  }

  public let kind: Kind
  /// nil for an entry that is not sealed yet.
  public let block: Int64?
  public let entry: JournalEntryID?

  public init(_ kind: Kind, block: Int64?, entry: JournalEntryID? = nil) {
    self.kind = kind
    self.block = block
    self.entry = entry
  }

  public var description: String {
    let parts: [String?] = [kind.rawValue, block.map { "block \($0)" }, entry.map { "entry \($0)" }]
    return parts.compactMap(\.self).joined(separator: ", ")
  }
}

/// Walks the whole journal with one block in hand at a time. Needs nothing but the database and the published heads.
///
/// What it cannot find: a change among entries that were never sealed by someone who also recomputes their digests, and a
/// chain rewritten from some block on when no head from there on was published. Seal often, publish every head.
public struct JournalVerifier: Sendable {
  public init() {}

  /// The first thing that is wrong, or nil.
  /// - Parameter publishedHeads: in any order; none makes a cut of the tail invisible.
  /// - Throws: ``DatabaseRefusal``.
  public func verify(_ session: any Session, publishedHeads: [JournalHead]) throws -> JournalFinding? {
    let published: [Int64: [JournalHead]] = Dictionary(grouping: publishedHeads, by: \.seq)
    var seq: Int64 = 1
    do {
      return try walk(&seq, published, in: session)
    } catch is RowError {
      // SQLite keeps a text in a column of numbers when someone puts it there.
      return JournalFinding(.blockAltered, block: seq)
    }
  }

  private func walk(_ seq: inout Int64, _ published: [Int64: [JournalHead]], in session: any Session) throws -> JournalFinding? {
    var previous = JournalBlock.nothingBefore
    while let kept = try JournalBlockRecords.next(from: seq, in: session) {
      if kept.block.seq != seq { return JournalFinding(.blockMissing, block: seq) }
      if let finding = try check(kept, after: previous, in: session) { return finding }
      if let heads = published[seq], heads.contains(where: { $0.head != kept.head }) { return JournalFinding(.headDiffers, block: seq) }
      previous = kept.head
      seq += 1
    }
    if let beyond = published.keys.max(), beyond >= seq { return JournalFinding(.blockMissing, block: seq) }
    if let stray = try JournalBlockRecords.strayNumber(beyond: seq - 1, in: session) { return JournalFinding(.blockMissing, block: stray) }
    return try checkEntries(of: nil, in: session)
  }

  private func check(_ kept: JournalBlockRecords.Kept, after previous: [UInt8], in session: any Session) throws -> JournalFinding? {
    let block = kept.block
    if block.head != kept.head { return JournalFinding(.blockAltered, block: block.seq) }
    if block.previous != previous { return JournalFinding(.chainBroken, block: block.seq) }
    return try checkEntries(of: block, in: session)
  }

  /// - Parameter block: nil for the entries that wait to be sealed.
  private func checkEntries(of block: JournalBlock?, in session: any Session) throws -> JournalFinding? {
    var tree = MerkleTree()
    var count = 0
    var first: JournalEntryID?
    var last: JournalEntryID?
    var altered: JournalEntryID?
    try JournalRecords.each(block: block?.seq, in: session) { row in
      if altered == nil, row.digest == nil || row.entry?.digest != row.digest { altered = row.id }
      tree.add(row.digest ?? [])
      count += 1
      first = first ?? row.id
      last = row.id
    }
    if let altered { return JournalFinding(.entryAltered, block: block?.seq, entry: altered) }
    guard let block else { return nil }
    let isWhole = count == block.count && first == block.first && last == block.last && tree.root == block.root
    return isWhole ? nil : JournalFinding(.entriesChanged, block: block.seq)
  }
}
