import Foundation
import Ground

/// Reads `multipart/form-data` (RFC 7578) as it arrives: a chunk goes in, finished bytes go to their part, and only what
/// may be the beginning of a delimiter is kept back. Text must be UTF-8, names are required, and everything has a limit.
struct MultipartReader {
  /// What a file field accepts; anything beyond is read past and not kept.
  struct FileLimit: Sendable {
    let count: Int
    let bytes: Int
  }

  private enum State {
    case preamble
    case headers
    case body
    case done
  }

  private struct Part {
    let name: String
    let filename: String?
    var bytes: [UInt8] = []
    var isDropped: Bool = false
    /// The line end between the headers and the content, still to be left out.
    var toSkip: Int = 2
  }

  static let maxParts: Int = 300
  static let maxHeader: Int = 8 * 1024
  static let maxText: Int = 64 * 1024

  private let delimiter: [UInt8]
  private let limits: [String: FileLimit]
  private var window: [UInt8]
  private var state: State = .preamble
  private var part: Part?
  private var parts: Int = 0
  private(set) var fields: RawFields = RawFields()

  /// - Parameter boundary: as the header gave it, 1 to 70 characters of RFC 2046's set.
  init?(boundary: String, limits: [String: FileLimit]) {
    guard (1...70).contains(boundary.utf8.count), boundary.utf8.allSatisfy(Self.isBoundary), !boundary.hasSuffix(" ") else { return nil }
    delimiter = Array("\r\n--\(boundary)".utf8)
    self.limits = limits
    // The first delimiter may stand at the very beginning, where no line end comes before it.
    window = [0x0d, 0x0a]
  }

  private static func isBoundary(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    default: "'()+_,-./:=? ".utf8.contains(byte)
    }
  }

  /// - Throws: ``Refusal`` `.malformed`.
  mutating func feed(_ chunk: some Sequence<UInt8>) throws {
    window.append(contentsOf: chunk)
    while try step() {}
  }

  /// - Throws: ``Refusal`` `.malformed` when the closing delimiter never came.
  mutating func finish() throws -> RawFields {
    guard case .done = state else { throw broken }
    return fields
  }

  private var broken: Refusal { Refusal(.malformed, "refusal.malformed.multipart") }

  /// One step forward; false when more bytes are needed.
  private mutating func step() throws -> Bool {
    switch state {
    case .preamble, .body: try untilDelimiter()
    case .headers: try headers()
    case .done: drop()
    }
  }

  /// What follows the closing delimiter means nothing.
  private mutating func drop() -> Bool {
    window.removeAll(keepingCapacity: true)
    return false
  }

  private mutating func untilDelimiter() throws -> Bool {
    guard let found = window.firstRange(of: delimiter, from: 0) else {
      keepTail()
      return false
    }
    let after = found + delimiter.count
    // Two more bytes tell whether it is the last one.
    guard window.count >= after + 2 else { return false }
    take(found)
    try endPart()
    if window[after] == UInt8(ascii: "-"), window[after + 1] == UInt8(ascii: "-") {
      state = .done
      return true
    }
    guard let lineEnd = lineEnd(from: after) else {
      guard window.count - after < 64 else { throw broken }
      part = nil
      window.removeFirst(found)
      state = .preamble
      return false
    }
    window.removeFirst(lineEnd)
    state = .headers
    return true
  }

  /// Behind a delimiter only spaces and a line end may stand.
  private func lineEnd(from start: Int) -> Int? {
    var index = start
    while index < window.count, window[index] == 0x20 || window[index] == 0x09 { index += 1 }
    guard index + 1 < window.count, window[index] == 0x0d, window[index + 1] == 0x0a else { return nil }
    return index + 2
  }

  /// Hands over all but what could be the start of a delimiter.
  private mutating func keepTail() {
    let safe = window.count - delimiter.count - 1
    guard safe > 0 else { return }
    take(safe)
    window.removeFirst(safe)
  }

  private mutating func take(_ count: Int) {
    guard var taken = part else { return }
    part = nil
    let skipped = min(taken.toSkip, count)
    taken.toSkip -= skipped
    if taken.bytes.count + count - skipped > limit(of: taken) {
      taken.isDropped = true
      taken.bytes = []
    }
    if !taken.isDropped { taken.bytes.append(contentsOf: window[skipped..<count]) }
    part = taken
  }

  private func limit(of part: Part) -> Int {
    part.filename == nil ? Self.maxText : limits[part.name]?.bytes ?? 0
  }

  private mutating func endPart() throws {
    guard let ended = part else { return }
    part = nil
    guard let filename = ended.filename else { return try endText(ended) }
    // A file input that was left empty sends an empty file without a name.
    if filename.isEmpty, ended.bytes.isEmpty, !ended.isDropped { return }
    guard let limit = limits[ended.name] else { return }
    if ended.isDropped {
      return fields.complain(ended.name, "field.files.size", ["name": filename, "max": "\(limit.bytes / 1024 / 1024)"])
    }
    let sofar = fields.files[ended.name]?.count ?? 0
    // One more than allowed is kept, so that the check can say so.
    if sofar <= limit.count { fields.files[ended.name, default: []].append(Upload(filename: filename, bytes: ended.bytes)) }
  }

  private mutating func endText(_ ended: Part) throws {
    if ended.isDropped { return fields.complain(ended.name, "field.long", ["length": ">\(Self.maxText)", "max": "\(Self.maxText)"]) }
    guard let text = String(validating: ended.bytes, as: UTF8.self) else { throw Refusal(.malformed, "refusal.malformed.encoding") }
    fields.values.append((ended.name, .text(text)))
  }

  private mutating func headers() throws -> Bool {
    guard let end = window.firstRange(of: [0x0d, 0x0a, 0x0d, 0x0a], from: 0) else {
      guard window.count <= Self.maxHeader else { throw broken }
      return false
    }
    guard end <= Self.maxHeader else { throw broken }
    parts += 1
    guard parts <= Self.maxParts else { throw Refusal(.malformed, "refusal.malformed.parts") }
    guard let text = String(validating: window[..<end], as: UTF8.self) else { throw Refusal(.malformed, "refusal.malformed.encoding") }
    let header = try PartHeader(text)
    part = Part(name: header.name, filename: header.filename)
    // The line end of the last header stays, as the one that stands before the delimiter of an empty part.
    window.removeFirst(end + 2)
    state = .body
    return true
  }
}
