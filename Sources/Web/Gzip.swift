import CLibZ

/// Gzip (RFC 1952) by zlib, for answers to browsers on slow networks.
enum Gzip {
  /// Smaller ones would not fit fewer packets.
  static let minimum: Int = 1024

  /// - Parameter level: 1 is fast, 9 is small.
  static func compressed(_ bytes: [UInt8], level: Int32) -> [UInt8]? {
    var stream = z_stream()
    // 16 added to the window's 15 bits asks for gzip's frame.
    guard deflateInit2_(&stream, level, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      return nil
    }
    defer { deflateEnd(&stream) }
    let room = Int(deflateBound(&stream, UInt(bytes.count)))
    var isDone = false
    let out = [UInt8](unsafeUninitializedCapacity: room) { output, count in
      bytes.withUnsafeBufferPointer { input in
        // zlib reads through a pointer that it declares mutable, and does not write.
        stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(room)
        isDone = deflate(&stream, Z_FINISH) == Z_STREAM_END
      }
      count = isDone ? Int(stream.total_out) : 0
    }
    return isDone ? out : nil
  }

  /// Whether Accept-Encoding has gzip and does not rule it out.
  static func isAccepted(_ header: String?) -> Bool {
    guard let header, header.contains("gzip") else { return false }
    for part in header.split(separator: ",") {
      let pieces = part.split(separator: ";").map { String($0).trimmed }
      guard pieces.first == "gzip" else { continue }
      let weight = pieces.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) }
      return weight != 0
    }
    return false
  }

  /// Text gets smaller; pictures do not.
  static func isWorthwhile(_ type: String) -> Bool {
    type.hasPrefix("text/") || type.hasPrefix("application/json") || type.hasPrefix("application/problem+json") || type == "image/svg+xml"
  }
}
