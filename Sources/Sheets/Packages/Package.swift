import CLibZip
import Foundation

/// The archive that a workbook is. What it says of itself is checked before anything is unpacked, and what comes out is counted.
final class Package {
  private struct Part {
    let index: UInt64
    let size: Int
  }

  private let archive: OpaquePointer
  private let limits: SheetLimits
  private var parts: [String: Part] = [:]
  private var unpacked: Int = 0

  /// - Throws: ``SheetRefusal``.
  init(_ bytes: [UInt8], limits: SheetLimits) throws {
    self.limits = limits
    archive = try Package.opened(bytes)
    // When it throws, deinit lets go of the archive.
    try list()
  }

  deinit { zip_discard(archive) }

  private static func opened(_ bytes: [UInt8]) throws -> OpaquePointer {
    // libzip frees this copy with its own `free`.
    guard let copy = malloc(bytes.count) else { throw SheetRefusal(.damaged) }
    bytes.withUnsafeBytes { source in
      if let base = source.baseAddress { memcpy(copy, base, source.count) }
    }
    var error = zip_error_t()
    guard let source = zip_source_buffer_create(copy, UInt64(bytes.count), 1, &error) else {
      free(copy)
      throw SheetRefusal(.damaged)
    }
    guard let archive = zip_open_from_source(source, Int32(ZIP_RDONLY), &error) else {
      zip_source_free(source)
      throw SheetRefusal(.damaged)
    }
    return archive
  }

  private func list() throws {
    let count = Int(zip_get_num_entries(archive, 0))
    guard count <= limits.entries else { throw SheetRefusal(.tooManyEntries, ["max": "\(limits.entries)"]) }
    var total = 0
    for index in 0..<UInt64(max(0, count)) {
      var stat = zip_stat_t()
      guard zip_stat_index(archive, index, 0, &stat) == 0, let name = stat.name else { throw SheetRefusal(.damaged) }
      let path = String(cString: name)
      try check(path)
      if stat.encryption_method != UInt16(ZIP_EM_NONE) { throw SheetRefusal(.encrypted) }
      let size = Int(clamping: stat.size)
      let packed = max(1, Int(clamping: stat.comp_size))
      if size > limits.unsuspicious, size / packed > limits.ratio { throw SheetRefusal(.bomb) }
      total = total.addingReportingOverflow(size).overflow ? Int.max : total + size
      guard total <= limits.unpackedBytes else { throw SheetRefusal(.bomb) }
      let key = path.lowercased()
      guard parts[key] == nil else { throw SheetRefusal(.damaged) }
      parts[key] = Part(index: index, size: size)
    }
  }

  private func check(_ path: String) throws {
    let steps = path.split(separator: "/", omittingEmptySubsequences: false)
    guard !path.hasPrefix("/"), !path.contains("\\"), !path.contains("\0"), !path.contains(":"), !steps.contains(".."), path.utf8.count < 512 else {
      throw SheetRefusal(.wrongPath)
    }
  }

  func has(_ path: String) -> Bool { parts[path.lowercased()] != nil }

  var names: [String] { Array(parts.keys) }

  /// Unpacks one file in pieces.
  /// - Throws: ``SheetRefusal``, and what `take` throws.
  func read(_ path: String, _ take: (UnsafeRawBufferPointer) throws -> Void) throws {
    guard let part = parts[path.lowercased()], let file = zip_fopen_index(archive, part.index, 0) else {
      throw SheetRefusal(.damaged, ["part": path])
    }
    defer { zip_fclose(file) }
    let piece = 256 * 1024
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: piece, alignment: 16)
    defer { buffer.deallocate() }
    var count = 0
    while true {
      let got = Int(zip_fread(file, buffer.baseAddress, UInt64(piece)))
      // Also when the checksum at the end is wrong.
      guard got >= 0 else { throw SheetRefusal(.damaged, ["part": path]) }
      if got == 0 { break }
      count += got
      unpacked += got
      // A file that unpacks to more than it said lies; twice, because a sheet is read twice.
      guard count <= part.size, unpacked <= 2 * limits.unpackedBytes else { throw SheetRefusal(.bomb) }
      try take(UnsafeRawBufferPointer(rebasing: buffer[..<got]))
    }
  }
}
