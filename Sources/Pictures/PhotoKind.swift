/// The kinds of photo that are accepted, known by their first bytes and never by a name or a declared type.
public enum PhotoKind: Sendable, Hashable, CaseIterable {
  case jpeg, png, webp, heif

  /// nil for anything else: GIF, SVG, TIFF, AVIF, PDF, text.
  public init?(_ bytes: [UInt8]) {
    if bytes.starts(with: [0xff, 0xd8, 0xff]) {
      self = .jpeg
    } else if bytes.starts(with: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) {
      self = .png
    } else if bytes.starts(with: Array("RIFF".utf8)), bytes.count > 16, bytes[8..<12].elementsEqual("WEBP".utf8) {
      self = .webp
    } else if PhotoKind.isHEIC(bytes) {
      self = .heif
    } else {
      return nil
    }
  }

  /// The file type box of ISO/IEC 14496-12: HEIC's brands among the major and compatible ones, and none of AVIF's or of sequences'.
  private static func isHEIC(_ bytes: [UInt8]) -> Bool {
    guard bytes.count > 16, bytes[4..<8].elementsEqual("ftyp".utf8), bytes[0] == 0, bytes[1] == 0 else { return false }
    let length: Int = Int(bytes[2]) << 8 | Int(bytes[3])
    guard (16...1024).contains(length), length <= bytes.count else { return false }
    var brands: Set<String> = []
    for start in stride(from: 8, to: length - 3, by: 4) where start != 12 {
      brands.insert(String(decoding: bytes[start..<start + 4], as: UTF8.self))
    }
    return !brands.isDisjoint(with: ["heic", "heix", "heim", "heis"]) && brands.isDisjoint(with: ["avif", "avis"])
  }
}

extension PhotoKind {
  /// A progressive JPEG is decoded once per scan, and a scan of a huge picture may be a few bytes. Cameras write about 10.
  static let scanLimit = 100

  /// How many scans a JPEG declares. In its picture data every 0xff is followed by something else, so a plain count will do.
  static func scans(_ bytes: [UInt8]) -> Int {
    bytes.withUnsafeBufferPointer { buffer in
      var count = 0
      for index in 1..<max(1, buffer.count) where buffer[index] == 0xda && buffer[index - 1] == 0xff { count += 1 }
      return count
    }
  }
}
