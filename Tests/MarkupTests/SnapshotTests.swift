import Foundation
import Markup
import Testing

/// `LIANZHI_RECORD=1 swift test --filter MarkupTests` writes the snapshots anew; look at the difference before committing it.
@Suite("Snapshots of the parts")
struct SnapshotTests {
  @Test("a part renders as its snapshot says", arguments: Samples.names)
  func part(name: String) throws {
    let html: HTML = try #require(Samples().all.first { $0.name == name }?.html)
    try Snapshot.expect(html.text, name)
  }

  @Test("a page's frame renders as its snapshot says", arguments: SamplePages.names)
  func frame(name: String) throws {
    let bytes: [UInt8] = try #require(SamplePages().all.first { $0.name == name }?.bytes)
    try Snapshot.expect(String(decoding: bytes, as: UTF8.self), "frame-\(name)")
  }
}

enum Snapshot {
  static let folder: URL = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Snapshots")
  static let records: Bool = ProcessInfo.processInfo.environment["LIANZHI_RECORD"] != nil

  /// Tags stand on lines of their own in the file, so that a difference can be read.
  static func expect(_ html: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file: URL = folder.appending(path: "\(name).html")
    let lines: String = html.replacingOccurrences(of: "><", with: ">\n<") + "\n"
    if records { try Data(lines.utf8).write(to: file) }
    let kept: String = try String(contentsOf: file, encoding: .utf8)
    #expect(kept == lines, "\(name) differs from its snapshot", sourceLocation: sourceLocation)
  }
}
