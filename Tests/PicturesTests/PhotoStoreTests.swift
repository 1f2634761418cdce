import Foundation
import Testing

@testable import Pictures

@Suite("Photos on the disk") struct PhotoStoreTests {
  private let photo = ProcessedPhoto(
    full: [1, 2, 3], thumbnail: [4], width: 3, height: 1, digest: PhotoWorkshop.digest([1, 2, 3]))

  private func inFolder(_ body: (String) async throws -> Void) async throws {
    let folder: String = NSTemporaryDirectory() + "lianzhi-photos-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await body(folder)
  }

  @Test("a photo is found again by its digest, in two sizes, in folders by its first digits")
  func saved() async throws {
    try await inFolder { folder in
      let store = PhotoStore(folder: folder)
      try await store.save(photo)
      #expect(await store.read(photo.digest, .full) == [1, 2, 3])
      #expect(await store.read(photo.digest, .thumbnail) == [4])
      let names: [String] = try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
      let digest: String = photo.digest
      #expect(names == ["03", "03/90", "03/90/\(digest).jpg", "03/90/\(digest).small.jpg"])
    }
  }

  @Test("saving the same photo many times at once leaves one whole file of each size")
  func idempotent() async throws {
    try await inFolder { folder in
      let store = PhotoStore(folder: folder)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<20 { group.addTask { try await store.save(photo) } }
        try await group.waitForAll()
      }
      #expect(try FileManager.default.subpathsOfDirectory(atPath: folder).count == 4)
      #expect(await store.read(photo.digest, .full) == photo.full)
    }
  }

  @Test("removing takes both sizes away, and a second time is no error")
  func removed() async throws {
    try await inFolder { folder in
      let store = PhotoStore(folder: folder)
      try await store.save(photo)
      try await store.remove(photo.digest)
      try await store.remove(photo.digest)
      #expect(await store.read(photo.digest, .full) == nil)
      #expect(await store.read(photo.digest, .thumbnail) == nil)
    }
  }

  @Test(
    "only a digest becomes a path",
    arguments: [
      "", "..", "../../../../etc/passwd", String(repeating: "A", count: 64), String(repeating: "a", count: 63), String(repeating: "/", count: 64),
    ])
  func traversal(text: String) async {
    #expect(PhotoStore(folder: "/tmp").path(text, .full) == nil)
    #expect(await PhotoStore(folder: "/tmp").read(text, .full) == nil)
  }

  @Test("a folder that cannot be made is an error, not a lost photo")
  func unwritable() async {
    await #expect(throws: (any Error).self) { try await PhotoStore(folder: "/proc/nowhere").save(photo) }
  }
}
