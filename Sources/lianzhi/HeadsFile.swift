import Foundation
import Ground
import Synchronization

/// The file to which the journal's heads are published, one line each, never rewritten. Keep it, or a copy, where whoever
/// administers the database cannot write.
final class HeadsFile: Sendable {
  let path: String
  private let last: Mutex<Int64>

  struct NotWritten: Error { let path: String }
  struct NotRead: Error { let path: String }

  /// - Throws: `JournalHeads.BadLine`, ``NotRead``.
  init(path: String) throws {
    self.path = path
    last = Mutex(try HeadsFile.read(path).heads.map(\.seq).max() ?? 0)
    HeadsFile.cutTorn(path)
  }

  /// What has been published.
  /// - Parameter mustExist: whether a file that is not there is an error, or nothing published.
  /// - Throws: `JournalHeads.BadLine`; ``NotRead``, also for a file that is there and says nothing that can be read.
  static func read(_ path: String, mustExist: Bool = false) throws -> JournalHeads {
    guard mustExist || FileManager.default.fileExists(atPath: path) else { return JournalHeads() }
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { throw NotRead(path: path) }
    return try JournalHeads(text: text)
  }

  /// Appends a head that is newer than all before.
  func publish(_ head: JournalHead) throws {
    try last.withLock { last in
      guard head.seq > last else { return }
      try append(head.line + "\n")
      last = head.seq
    }
  }

  /// The chain of an earlier database is put aside, so that the new one is not measured by it.
  /// - Returns: where it is now, nil when there was none.
  func putAside(at now: Moment) throws -> String? {
    try last.withLock { last in
      guard FileManager.default.fileExists(atPath: path) else { return nil }
      let aside: String = "\(path).until-\(now.milliseconds)"
      try FileManager.default.moveItem(atPath: path, toPath: aside)
      last = 0
      return aside
    }
  }

  private func append(_ line: String) throws {
    let file: Int32 = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o640)
    guard file >= 0 else { throw NotWritten(path: path) }
    defer { close(file) }
    let bytes: [UInt8] = Array(line.utf8)
    guard write(file, bytes, bytes.count) == bytes.count, fsync(file) == 0 else {
      HeadsFile.cutTorn(path)
      throw NotWritten(path: path)
    }
  }

  /// A line that a crash or a full disk cut short has no end; what is appended next must not grow onto it.
  private static func cutTorn(_ path: String) {
    guard let data = FileManager.default.contents(atPath: path), let tail = data.last, tail != 0x0a else { return }
    let whole: Int = data.lastIndex(of: 0x0a).map { data.distance(from: data.startIndex, to: $0) + 1 } ?? 0
    truncate(path, off_t(whole))
  }
}
