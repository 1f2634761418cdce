import Vault

/// The head of a block as it is published where nobody who can write to the database reaches.
public struct JournalHead: Sendable, Hashable {
  public let seq: Int64
  public let head: [UInt8]
  public let sealedAt: Moment

  public init(seq: Int64, head: [UInt8], sealedAt: Moment) {
    self.seq = seq
    self.head = head
    self.sealedAt = sealedAt
  }

  /// `12 9f86d0…(64 hexadecimal digits) 1767571200000`, without the line's end.
  public var line: String { "\(seq) \(Hex.encode(head)) \(sealedAt.milliseconds)" }

  /// nil when the line is not one.
  public init?(line: String) {
    let parts = line.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 3, let seq = Int64(parts[0]), seq > 0, let head = Hex.decode(String(parts[1])), head.count == 32,
      let milliseconds = Int64(parts[2])
    else { return nil }
    self.init(seq: seq, head: head, sealedAt: Moment(milliseconds: milliseconds))
  }
}

/// All published heads, as a file of lines.
public struct JournalHeads: Sendable, Hashable {
  public var heads: [JournalHead]

  public init(_ heads: [JournalHead] = []) { self.heads = heads }

  /// A line that is no head, counted from 1.
  public struct BadLine: Error, Sendable, Hashable {
    public let number: Int
  }

  /// Empty lines and lines after `#` are passed over. A line cut short by a crash while it was appended is the last one and has no
  /// end: it is passed over too.
  /// - Throws: ``BadLine``.
  public init(text: String) throws {
    var heads: [JournalHead] = []
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !line.isEmpty && !line.hasPrefix("#") {
      if let head = JournalHead(line: String(line)) {
        heads.append(head)
      } else if index < lines.count - 1 {
        throw BadLine(number: index + 1)
      }
    }
    self.init(heads)
  }

  public var text: String { heads.map { $0.line + "\n" }.joined() }
}
