/// The one way to turn fields into bytes for a digest: every field is a kind, a length of 8 bytes and its content, so two
/// different lists of fields never make the same bytes.
struct JournalBytes {
  private(set) var bytes: [UInt8] = []

  /// - Parameter purpose: what the digest is of; a digest made for one purpose never fits another.
  init(_ purpose: String) {
    bytes.reserveCapacity(512)
    add(purpose)
  }

  mutating func add(_ text: String) { add(kind: 1, Array(text.utf8)) }

  mutating func add(_ content: [UInt8]) { add(kind: 2, content) }

  mutating func add(_ number: Int64) {
    bytes.append(3)
    append(number)
  }

  /// nil is a field too.
  mutating func add(_ number: Int64?) {
    if let number { add(number) } else { bytes.append(0) }
  }

  private mutating func add(kind: UInt8, _ content: [UInt8]) {
    bytes.append(kind)
    append(Int64(content.count))
    bytes.append(contentsOf: content)
  }

  /// Most significant byte first.
  private mutating func append(_ number: Int64) {
    withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
  }
}
