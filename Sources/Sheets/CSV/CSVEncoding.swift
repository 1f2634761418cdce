import Foundation

/// Text as UTF-8, whatever it was: UTF-8 with or without its mark, UTF-16 with its mark, or GB 18030, which holds GBK and
/// GB 2312: what Chinese spreadsheets save as CSV.
enum CSVEncoding {
  /// - Throws: ``SheetRefusal`` `.encoding`.
  static func decoded(_ bytes: [UInt8]) throws -> [UInt8] {
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) {
      guard String(validating: bytes.dropFirst(3), as: UTF8.self) != nil else { throw SheetRefusal(.encoding) }
      return Array(bytes.dropFirst(3))
    }
    if bytes.starts(with: [0xff, 0xfe]) { return try converted(Array(bytes.dropFirst(2)), from: "UTF-16LE") }
    if bytes.starts(with: [0xfe, 0xff]) { return try converted(Array(bytes.dropFirst(2)), from: "UTF-16BE") }
    if String(validating: bytes, as: UTF8.self) != nil { return bytes }
    return try converted(bytes, from: "GB18030")
  }

  private static func converted(_ bytes: [UInt8], from name: String) throws -> [UInt8] {
    guard let converter = iconv_open("UTF-8", name), converter != iconv_t(bitPattern: -1) else { throw SheetRefusal(.encoding) }
    defer { iconv_close(converter) }
    var input = bytes.map { CChar(bitPattern: $0) }
    // No character grows more than from two bytes to three.
    var output = [CChar](repeating: 0, count: bytes.count * 2 + 16)
    var left = input.count
    var room = output.count
    let failed: Bool = input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        var from = source.baseAddress
        var to = target.baseAddress
        return iconv(converter, &from, &left, &to, &room) == Int(bitPattern: UInt.max)
      }
    }
    guard !failed, left == 0 else { throw SheetRefusal(.encoding) }
    return output.prefix(output.count - room).map { UInt8(bitPattern: $0) }
  }
}
