import Testing

@testable import Pictures

@Suite("Photos that are taken") struct PhotoTests {
  private let workshop: PhotoWorkshop = PhotoWorkshop()

  @Test(
    "every kind becomes a small upright JPEG with its colours in place",
    arguments: [".jpg[Q=90]", ".jpg[interlace]", ".png", ".png[interlace]", ".png[bitdepth=8]", ".webp", ".webp[lossless]", ".heic"])
  func kinds(suffix: String) async throws {
    let photo: ProcessedPhoto = try await workshop.process(Pictured(suffix: suffix).bytes)
    #expect(photo.width == 640 && photo.height == 480)
    #expect(PhotoKind(photo.full) == .jpeg && PhotoKind(photo.thumbnail) == .jpeg)
    #expect(Hue(photo.full, 100, 240) == .red && Hue(photo.full, 540, 240) == .blue)
    #expect(Hue(photo.thumbnail, 80, 180) == .red && Hue(photo.thumbnail, 400, 180) == .blue)
  }

  @Test(
    "a photo is turned upright by its EXIF orientation",
    arguments: [
      (1, false, 0, 0), (2, false, 1, 0), (3, false, 1, 0), (4, false, 0, 0), (5, true, 0, 0), (6, true, 0, 0), (7, true, 0, 1), (8, true, 0, 1),
    ])
  func orientations(orientation: Int, isTurned: Bool, redX: Int, redY: Int) async throws {
    let photo: ProcessedPhoto = try await workshop.process(Pictured(orientation: orientation).bytes)
    #expect(photo.width == (isTurned ? 480 : 640))
    #expect(photo.height == (isTurned ? 640 : 480))
    // Where red stands: at the near or the far end of the axis along which the halves lie.
    let x: Int = isTurned ? 240 : (redX == 0 ? 100 : 540)
    let y: Int = isTurned ? (redY == 0 ? 100 : 540) : 240
    #expect(Hue(photo.full, x, y) == .red)
    #expect(Hue(photo.full, photo.width - 1 - x, photo.height - 1 - y) == (isTurned || x != 320 ? .blue : .red))
  }

  @Test("nothing of the camera, the position or the editor is left", arguments: [".jpg", ".png", ".webp", ".heic"])
  func metadata(suffix: String) async throws {
    let upload: [UInt8] = Pictured(suffix: suffix, orientation: suffix == ".jpg" ? 6 : 0, secrets: true).bytes
    // In a PNG the packet is compressed.
    let isThere: Bool = suffix == ".png" || upload.contains(text: "Geheim")
    #expect(isThere)
    let photo: ProcessedPhoto = try await workshop.process(upload)
    for bytes in [photo.full, photo.thumbnail] {
      for trace in ["Geheim", "Exif", "GPS", "xmp", "http://ns.adobe.com", "ICC_PROFILE", "Photoshop", "Make"] {
        let isLeft: Bool = bytes.contains(text: trace)
        #expect(!isLeft, "\(trace) is still there")
      }
    }
  }

  @Test("a large photo is fitted into 2048 pixels and its thumbnail into 480", arguments: [(4000, 1000, 2048, 512), (900, 3600, 512, 2048)])
  func sizes(width: Int, height: Int, fittedWidth: Int, fittedHeight: Int) async throws {
    let photo: ProcessedPhoto = try await workshop.process(Pictured(width: width, height: height).bytes)
    #expect(photo.width == fittedWidth && photo.height == fittedHeight)
    #expect(Hue(photo.thumbnail, width > height ? 479 : 100, width > height ? 60 : 479) != .other)
    #expect(Hue(photo.thumbnail, 480, 480) == .other, "the thumbnail is larger than 480")
  }

  @Test("a photo smaller than the thumbnail keeps its size")
  func small() async throws {
    let photo: ProcessedPhoto = try await workshop.process(Pictured(suffix: ".png", width: 3, height: 2).bytes)
    #expect(photo.width == 3 && photo.height == 2)
  }

  @Test(
    "grey, transparent and 16-bit pictures become plain colours",
    arguments: [(".png", 1), (".png", 4), (".webp", 4), (".jpg", 1), (".png[bitdepth=16]", 3)])
  func pixels(suffix: String, bands: Int) async throws {
    let photo: ProcessedPhoto = try await workshop.process(Pictured(suffix: suffix, bands: bands).bytes)
    #expect(photo.width == 640)
    #expect(Hue(photo.full, 100, 240) == (bands == 1 ? .other : .red))
  }

  @Test("the same upload gives the same bytes and the same digest, another upload another one")
  func digest() async throws {
    let first: ProcessedPhoto = try await workshop.process(Pictured().bytes)
    let second: ProcessedPhoto = try await workshop.process(Pictured().bytes)
    let other: ProcessedPhoto = try await workshop.process(Pictured(width: 639).bytes)
    #expect(first == second)
    #expect(first.digest != other.digest)
    #expect(first.digest.utf8.count == 64)
    #expect(PhotoWorkshop.digest(Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test("what hides behind a photo's end does not come through")
  func polyglot() async throws {
    let script: [UInt8] = Array("<script>alert(1)</script>PK\u{3}\u{4}%PDF-1.7".utf8)
    let photo: ProcessedPhoto = try await workshop.process(Pictured().bytes + script)
    let isLeft: Bool = photo.full.contains(text: "<script>") || photo.thumbnail.contains(text: "<script>")
    #expect(!isLeft)
  }

  @Test("many at once all come back as themselves")
  func together() async throws {
    let uploads: [[UInt8]] = (0..<12).map { Pictured(width: 100 + $0, height: 80).bytes }
    let widths: [Int] = try await withThrowingTaskGroup(of: Int.self) { group in
      for upload in uploads { group.addTask { try await workshop.process(upload).width } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(widths.sorted() == Array(100..<112))
  }
}
