import Testing

@testable import Pictures

@Suite("Photos that are refused") struct PhotoRefusalTests {
  private let workshop: PhotoWorkshop = PhotoWorkshop()

  private func refusal(_ upload: [UInt8], _ workshop: PhotoWorkshop? = nil) async -> PhotoRefusal? {
    do {
      _ = try await (workshop ?? self.workshop).process(upload)
      return nil
    } catch {
      return error as? PhotoRefusal
    }
  }

  @Test(
    "what is not one of the four kinds is not a photo, whatever it is called",
    arguments: [
      "", "\u{ff}", "hello", "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "GIF89a\u{1}\u{0}", "%PDF-1.7",
      "<html>", "RIFF....AVI LIST....", "\0\0\0\u{1c}ftypavif\0\0\0\0avifmif1miaf", "\0\0\0\u{18}ftypqt  \0\0\0\0qt  \0\0\0\0",
    ])
  func notAPhoto(text: String) async {
    #expect(await refusal(Array(text.utf8)) == .notAPhoto)
  }

  @Test("real pictures of other kinds are not taken", arguments: [".gif", ".tif", ".avif", ".jp2"])
  func otherKinds(suffix: String) async {
    let upload: [UInt8] = Pictured(suffix: suffix, width: 64, height: 64).bytes
    #expect(!upload.isEmpty)
    #expect(await refusal(upload) == .notAPhoto)
  }

  @Test(
    "an SVG, a GIF or a PDF behind a photo's first bytes is damaged",
    arguments: [[0xff, 0xd8, 0xff] as [UInt8], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]])
  func dressedUp(magic: [UInt8]) async {
    for text in ["<svg xmlns='http://www.w3.org/2000/svg'/>", "GIF89a", "%PDF-1.7", ""] {
      #expect(await refusal(magic + Array(text.utf8)) == .damaged)
    }
  }

  @Test("a cut photo is damaged", arguments: [".jpg", ".png", ".webp", ".heic"])
  func truncated(suffix: String) async {
    let whole: [UInt8] = Pictured(suffix: suffix, bands: 3, secrets: true).bytes
    for share in [0.05, 0.3, 0.6, 0.9] {
      let cut: [UInt8] = Array(whole[..<Int(Double(whole.count) * share)])
      let answer: PhotoRefusal? = await refusal(cut)
      #expect(answer == .damaged || answer == .notAPhoto, "\(suffix) cut to \(share)")
    }
  }

  @Test("random damage never ends the program", arguments: [".jpg", ".png", ".webp", ".heic"])
  func fuzzed(suffix: String) async {
    let whole: [UInt8] = Pictured(suffix: suffix, width: 96, height: 64, secrets: true).bytes
    var state: UInt64 = 20_261_120
    var answers: Set<PhotoRefusal?> = []
    for _ in 0..<60 {
      var changed: [UInt8] = whole
      for _ in 0..<8 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        changed[Int(state >> 33) % changed.count] = UInt8(truncatingIfNeeded: state >> 20)
      }
      answers.insert(await refusal(changed))
    }
    #expect(answers.isSubset(of: [nil, .damaged, .notAPhoto, .tooManyPixels, .animatedOrTooManyFrames]))
  }

  @Test("a decompression bomb is refused by its header", arguments: [(30_000, 30_000), (50_001, 1000), (2_000_000_000, 1)])
  func bombs(width: Int, height: Int) async {
    let answer: PhotoRefusal? = await refusal(Bomb.png(width: width, height: height))
    #expect(answer == (width < 1_000_000 ? .tooManyPixels : .damaged))
  }

  @Test("a JPEG whose header claims 65,021 by 65,021 pixels is refused")
  func jpegBomb() async throws {
    var bytes: [UInt8] = Pictured(width: 64, height: 64).bytes
    let frame: Int = try #require(bytes.indices.dropLast().first { bytes[$0] == 0xff && bytes[$0 + 1] == 0xc0 })
    for index in 5...8 { bytes[frame + index] = 0xfd }
    #expect(await refusal(bytes) == .tooManyPixels)
  }

  @Test("a JPEG with hundreds of scans is refused before it is decoded")
  func manyScans() async {
    let bytes: [UInt8] = Pictured(suffix: ".jpg[interlace]", width: 64, height: 64).bytes
    #expect(PhotoKind.scans(bytes) < 20)
    let scan: [UInt8] = [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0]
    let many: [UInt8] = bytes.dropLast(2) + Array(repeatElement(scan, count: 500).joined()) + bytes.suffix(2)
    #expect(await refusal(many) == .damaged)
  }

  @Test("an animated WebP is refused")
  func animated() async {
    #expect(await refusal(Pictured(suffix: ".webp", width: 64, height: 48, frames: 3).bytes) == .animatedOrTooManyFrames)
  }

  @Test("more bytes than the limit are refused unread")
  func tooLarge() async {
    let upload: [UInt8] = Pictured().bytes + Array(repeating: 0, count: 15 * 1024 * 1024)
    #expect(await refusal(upload) == .tooLarge)
  }

  @Test("the limits can be set, and a photo that needs longer is given up")
  func limits() async {
    var limits = PhotoWorkshop.Limits()
    limits.pixels = 640 * 480 - 1
    #expect(await refusal(Pictured().bytes, PhotoWorkshop(limits: limits)) == .tooManyPixels)
    limits.pixels = 640 * 480
    #expect(await refusal(Pictured().bytes, PhotoWorkshop(limits: limits)) == nil)
    limits.milliseconds = 0
    #expect(await refusal(Pictured().bytes, PhotoWorkshop(limits: limits)) == .tooSlow)
    limits.waiting = 0
    #expect(await refusal(Pictured().bytes, PhotoWorkshop(limits: limits)) == .busy)
  }
}

/// A PNG whose header promises more than its few bytes hold.
enum Bomb {
  static func png(width: Int, height: Int) -> [UInt8] {
    let header: [UInt8] = big(width) + big(height) + [8, 2, 0, 0, 0]
    return [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] + chunk("IHDR", header) + chunk("IDAT", [0x78, 0x9c, 0x03, 0, 0, 0, 0, 1])
      + chunk("IEND", [])
  }

  private static func big(_ number: Int) -> [UInt8] { (0..<4).reversed().map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) } }

  private static func chunk(_ name: String, _ body: [UInt8]) -> [UInt8] {
    let named: [UInt8] = Array(name.utf8) + body
    return big(body.count) + named + big(Int(checksum(named)))
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum: UInt32 = 0xffff_ffff
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xedb8_8320 : sum >> 1 }
    }
    return ~sum
  }
}
