import Foundation

/// Photos as files under `LIANZHI_FILES`, named by the digest of their bytes: `ab/cd/abcd….jpg` and `ab/cd/abcd….small.jpg`.
/// What is there is whole and never changes, so the same photo saved twice is one file and may be cached for ever.
public struct PhotoStore: Sendable {
  public enum Size: String, Sendable, CaseIterable {
    case full = "jpg"
    case thumbnail = "small.jpg"
  }

  public enum Failure: Error, Hashable {
    /// The system's words, for the log.
    case notWritten(String)
  }

  private let folder: String
  private let queue: OperationQueue

  /// - Parameter folder: made when it is needed.
  public init(folder: String) {
    self.folder = folder
    queue = OperationQueue()
    queue.name = "photo files"
    queue.maxConcurrentOperationCount = 4
  }

  /// When this returns, both files are on the disk.
  public func save(_ photo: ProcessedPhoto) async throws {
    try await onQueue {
      try write(photo.full, photo.digest, .full)
      try write(photo.thumbnail, photo.digest, .thumbnail)
    }
  }

  /// nil when there is no such photo, or the text is not a digest at all.
  public func read(_ digest: String, _ size: Size) async -> [UInt8]? {
    guard let path = path(digest, size) else { return nil }
    return try? await onQueue { FileManager.default.contents(atPath: path).map { [UInt8]($0) } }
  }

  /// Removes a photo whose time is over; an absent one is no error.
  public func remove(_ digest: String) async throws {
    try await onQueue {
      for size in Size.allCases {
        guard let path = path(digest, size) else { continue }
        guard unlink(path) == 0 || errno == ENOENT else { throw PhotoStore.failure() }
      }
    }
  }

  /// Only 64 lowercase hexadecimal digits become a path: no text from a URL can leave the folder.
  func path(_ digest: String, _ size: Size) -> String? {
    let digits: [UInt8] = Array("0123456789abcdef".utf8)
    guard digest.utf8.count == 64, digest.utf8.allSatisfy(digits.contains) else { return nil }
    return "\(folder)/\(digest.prefix(2))/\(digest.dropFirst(2).prefix(2))/\(digest).\(size.rawValue)"
  }

  private func write(_ bytes: [UInt8], _ digest: String, _ size: Size) throws {
    guard let path = path(digest, size) else { throw Failure.notWritten("not a digest: \(digest)") }
    if access(path, F_OK) == 0 { return }
    let parent: String = URL(fileURLWithPath: path).deletingLastPathComponent().path
    try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    let temporary: String = "\(parent)/.\(UUID().uuidString).new"
    do {
      try PhotoStore.writeThrough(bytes, temporary)
      guard rename(temporary, path) == 0 else { throw PhotoStore.failure() }
      try PhotoStore.sync(parent)
    } catch {
      unlink(temporary)
      throw error
    }
  }

  private static func writeThrough(_ bytes: [UInt8], _ path: String) throws {
    let file: Int32 = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o640)
    guard file >= 0 else { throw failure() }
    defer { close(file) }
    var written = 0
    while written < bytes.count {
      let count: Int = bytes.withUnsafeBytes { Foundation.write(file, $0.baseAddress?.advanced(by: written), bytes.count - written) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure() }
      written += count
    }
    guard fsync(file) == 0 else { throw failure() }
  }

  /// A renamed file survives a power cut only once its folder is on the disk too.
  private static func sync(_ folder: String) throws {
    let file: Int32 = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard file >= 0 else { throw failure() }
    defer { close(file) }
    guard fsync(file) == 0 else { throw failure() }
  }

  private static func failure() -> Failure { .notWritten(String(cString: strerror(errno))) }

  private func onQueue<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
      queue.addOperation { continuation.resume(with: Swift.Result(catching: work)) }
    }
  }
}
