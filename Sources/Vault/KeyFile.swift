public import Foundation

/// The file of `LIANZHI_KEYS`: one key a line, `id base64key created`, oldest first. Whoever reads it reads everything
/// that is encrypted, so only its owner may.
public struct KeyFile: Sendable {
  public let path: String

  public init(path: String) { self.path = path }

  /// The keys of the file, which is made with a first key when it is not there.
  /// - Throws: ``KeyFileError``.
  public func open(now: Date) throws -> KeyRing {
    if access(path, F_OK) != 0 { try create(now: now) }
    return try KeyRing(keys: read())
  }

  /// Adds a key, with which everything is sealed from the next start on. The older ones stay and still open.
  public func addKey(now: Date) throws {
    let keys: [KeyRing.Key] = try read()
    let temporary: String = try write(keys + [KeyFile.fresh(now: now)])
    guard rename(temporary, path) == 0 else { throw KeyFileError.notWritten(path: path, reason: reason()) }
  }

  private func create(now: Date) throws {
    let temporary: String = try write([KeyFile.fresh(now: now)])
    defer { unlink(temporary) }
    // link() fails when another process was first; then its keys are the keys.
    guard link(temporary, path) == 0 || errno == EEXIST else { throw KeyFileError.notWritten(path: path, reason: reason()) }
  }

  private func read() throws -> [KeyRing.Key] {
    let file: Int32 = Foundation.open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw KeyFileError.notReadable(path: path, reason: reason()) }
    let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
    var status = stat()
    guard fstat(file, &status) == 0 else { throw KeyFileError.notReadable(path: path, reason: reason()) }
    guard status.st_mode & 0o077 == 0 else { throw KeyFileError.openToOthers(path: path, mode: Int(status.st_mode & 0o777)) }
    let data: Data = (try? handle.readToEnd()) ?? Data()
    return try KeyFile.parse(String(decoding: data, as: UTF8.self))
  }

  static func parse(_ text: String) throws -> [KeyRing.Key] {
    var keys: [KeyRing.Key] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let fields: [Substring] = line.split(separator: " ")
      if fields.isEmpty || line.hasPrefix("#") { continue }
      guard let key = key(fields), !keys.contains(where: { $0.id == key.id }) else { throw KeyFileError.badLine(index + 1) }
      keys.append(key)
    }
    guard !keys.isEmpty else { throw KeyFileError.empty }
    return keys
  }

  private static func key(_ fields: [Substring]) -> KeyRing.Key? {
    guard fields.count == 3, (1...32).contains(fields[0].utf8.count) else { return nil }
    guard let secret = Data(base64Encoded: String(fields[1])), secret.count == 32 else { return nil }
    guard let created = try? Date.ISO8601FormatStyle().parse(String(fields[2])) else { return nil }
    return KeyRing.Key(id: String(fields[0]), secret: [UInt8](secret), created: created)
  }

  private static func fresh(now: Date) -> KeyRing.Key {
    KeyRing.Key(id: Hex.encode(Randomness.bytes(4)), secret: Randomness.bytes(32), created: now)
  }

  /// Writes a whole file beside the real one, readable by its owner only, and on the disk when this returns.
  private func write(_ keys: [KeyRing.Key]) throws -> String {
    let temporary = "\(path).\(Hex.encode(Randomness.bytes(4))).new"
    let file: Int32 = Foundation.open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw KeyFileError.notWritten(path: path, reason: reason()) }
    defer { close(file) }
    var text: String = "# Lianzhi's secret keys. Keep a copy elsewhere: without them encrypted data is lost.\n"
    for key in keys {
      text += "\(key.id) \(Data(key.secret).base64EncodedString()) \(key.created.formatted(.iso8601))\n"
    }
    let bytes: [UInt8] = Array(text.utf8)
    guard Foundation.write(file, bytes, bytes.count) == bytes.count, fsync(file) == 0 else {
      unlink(temporary)
      throw KeyFileError.notWritten(path: path, reason: reason())
    }
    return temporary
  }

  private func reason() -> String { String(cString: strerror(errno)) }
}

/// Why the keys cannot be used, for the person who starts the program.
public enum KeyFileError: Error, Hashable, CustomStringConvertible {
  case notReadable(path: String, reason: String)
  case notWritten(path: String, reason: String)
  case openToOthers(path: String, mode: Int)
  case badLine(Int)
  case empty

  public var description: String {
    switch self {
    case .notReadable(let path, let reason): "The key file \(path) cannot be read: \(reason)."
    case .notWritten(let path, let reason): "The key file \(path) cannot be written: \(reason)."
    case .openToOthers(let path, let mode):
      "The key file \(path) can be read by others (mode \(String(mode, radix: 8))). Type: chmod 600 '\(path)'"
    case .badLine(let line): "Line \(line) of the key file is not `id base64key created` with a key of 32 bytes and an id of its own."
    case .empty: "The key file has no key. Restore it from its copy; a new key cannot open what older ones sealed."
    }
  }
}
