import SQL

/// The values of a statement as libpq wants them: whole numbers and texts as text, blobs as they are.
struct PostgresParameters {
  /// What each value is declared to be; 0 leaves NULL to the server.
  let types: [UInt32]
  private var bytes: [UInt8] = []
  /// Where each value starts in `bytes`; -1 is NULL.
  private var offsets: [Int] = []
  private var lengths: [CInt] = []
  private var formats: [CInt] = []

  /// - Throws: ``DatabaseRefusal`` `.check` for a text with U+0000, which PostgreSQL cannot store.
  init(_ values: [Value]) throws {
    types = values.map(Self.type)
    for value in values {
      switch value {
      case .null: append(nil, format: 0)
      case .int(let number): append(Array(String(number).utf8), format: 0)
      case .real(let number): append(Array(String(number).utf8), format: 0)
      case .text(let text):
        if text.utf8.contains(0) { throw DatabaseRefusal.zeroInText }
        append(Array(text.utf8), format: 0)
      case .blob(let blob): append(blob, format: 1)
      }
    }
  }

  private mutating func append(_ value: [UInt8]?, format: CInt) {
    offsets.append(value == nil ? -1 : bytes.count)
    lengths.append(CInt(value?.count ?? 0))
    formats.append(format)
    guard let value else { return }
    bytes.append(contentsOf: value)
    bytes.append(0)
  }

  /// Declared, so that a statement means the same whatever its neighbours: int8, float8, text, bytea.
  private static func type(_ value: Value) -> UInt32 {
    switch value {
    case .null: 0
    case .int: 20
    case .real: 701
    case .text: 25
    case .blob: 17
    }
  }

  typealias Pointers = UnsafePointer<UnsafePointer<CChar>?>
  typealias Numbers = UnsafePointer<CInt>

  /// Calls with the number of values, the values, their lengths and their formats, valid only during the call.
  func pass<R>(_ body: (CInt, Pointers?, Numbers?, Numbers?) -> R) -> R {
    bytes.withUnsafeBytes { raw in
      let base = raw.bindMemory(to: CChar.self).baseAddress
      let pointers: [UnsafePointer<CChar>?] = offsets.map { $0 < 0 ? nil : base?.advanced(by: $0) }
      return pointers.withUnsafeBufferPointer { values in
        lengths.withUnsafeBufferPointer { lengths in
          formats.withUnsafeBufferPointer { body(CInt(offsets.count), values.baseAddress, lengths.baseAddress, $0.baseAddress) }
        }
      }
    }
  }
}
