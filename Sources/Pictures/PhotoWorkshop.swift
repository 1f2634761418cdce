import CPictures
import Foundation
import Synchronization

/// Makes what visitors upload safe to keep and to show.
///
/// Pictures are decoded on a few threads of the workshop's own, never on an event loop. A photo of 50 megapixels takes up to
/// about 300 MB while it is decoded (progressive JPEG or HEIC); the threads bound how many do so at once.
public struct PhotoWorkshop: Sendable {
  public struct Limits: Sendable, Hashable {
    public var bytes: Int = 15 * 1024 * 1024
    public var pixels: Int = 50_000_000
    public var milliseconds: Int = 10_000
    /// Photos that may wait for a thread; each holds its upload in memory.
    public var waiting: Int = 32

    public init() {}
  }

  public let limits: Limits
  private let queue: OperationQueue
  private let count: Waiting = Waiting()

  public init(limits: Limits = Limits(), threads: Int = 2) {
    self.limits = limits
    queue = OperationQueue()
    queue.name = "photos"
    queue.maxConcurrentOperationCount = threads
  }

  /// - Throws: ``PhotoRefusal``.
  public func process(_ upload: [UInt8]) async throws -> ProcessedPhoto {
    let kind: PhotoKind = try sniff(upload)
    guard count.enter(limit: limits.waiting) else { throw PhotoRefusal.busy }
    let result: Result<ProcessedPhoto, PhotoRefusal> = await withCheckedContinuation { continuation in
      queue.addOperation {
        let result: Result<ProcessedPhoto, PhotoRefusal> = Result { () throws(PhotoRefusal) in try work(upload, kind) }
        count.leave()
        continuation.resume(returning: result)
      }
    }
    return try result.get()
  }

  /// What can be said of an upload by looking at its bytes.
  private func sniff(_ upload: [UInt8]) throws -> PhotoKind {
    guard let kind = PhotoKind(upload) else { throw PhotoRefusal.notAPhoto }
    guard upload.count <= limits.bytes else { throw PhotoRefusal.tooLarge }
    guard kind != .jpeg || PhotoKind.scans(upload) <= PhotoKind.scanLimit else { throw PhotoRefusal.damaged }
    return kind
  }

  private func work(_ upload: [UInt8], _ kind: PhotoKind) throws(PhotoRefusal) -> ProcessedPhoto {
    guard PhotoWorkshop.started else { throw PhotoRefusal.busy }
    var header = lz_header()
    guard lz_read_header(kind.code, upload, upload.count, &header) == LZ_DONE else { throw PhotoRefusal.damaged }
    guard header.width > 0, header.height > 0 else { throw PhotoRefusal.damaged }
    guard Int(header.width) * Int(header.height) <= limits.pixels else { throw PhotoRefusal.tooManyPixels }
    guard header.frames == 1 else { throw PhotoRefusal.animatedOrTooManyFrames }
    return try make(upload)
  }

  private func make(_ upload: [UInt8]) throws(PhotoRefusal) -> ProcessedPhoto {
    var wishes = lz_wishes(side: 2048, thumbnail_side: 480, quality: 82, thumbnail_quality: 76, milliseconds: Int32(limits.milliseconds))
    var picture = lz_picture()
    var small = lz_picture()
    switch lz_make(upload, upload.count, &wishes, &picture, &small) {
    case LZ_DONE: break
    case LZ_TOO_SLOW: throw PhotoRefusal.tooSlow
    default: throw PhotoRefusal.damaged
    }
    let full: [UInt8] = picture.taken()
    return ProcessedPhoto(
      full: full, thumbnail: small.taken(), width: Int(picture.width), height: Int(picture.height), digest: PhotoWorkshop.digest(full))
  }

  static func digest(_ bytes: [UInt8]) -> String {
    var text: [CChar] = Array(repeating: 0, count: 65)
    lz_digest(bytes, bytes.count, &text)
    return String(decoding: text.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  // libvips starts at the first photo, once.
  static let started: Bool = lz_start() == 0
}

/// How many photos are under way or waiting.
private final class Waiting: Sendable {
  private let count: Mutex<Int> = Mutex(0)

  func enter(limit: Int) -> Bool {
    count.withLock { now in
      if now >= limit { return false }
      now += 1
      return true
    }
  }

  func leave() { count.withLock { $0 -= 1 } }
}

extension PhotoKind {
  fileprivate var code: lz_kind {
    switch self {
    case .jpeg: LZ_JPEG
    case .png: LZ_PNG
    case .webp: LZ_WEBP
    case .heif: LZ_HEIF
    }
  }
}

extension lz_picture {
  /// The bytes, copied into Swift's hands.
  fileprivate func taken() -> [UInt8] {
    defer { lz_free(bytes) }
    return [UInt8](UnsafeRawBufferPointer(start: bytes, count: length))
  }
}
