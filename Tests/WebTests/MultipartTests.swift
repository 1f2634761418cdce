import Ground
import Testing
import Testkit

@testable import Web

@Suite("Multipart forms")
struct MultipartTests {
  private static let limits: [String: MultipartReader.FileLimit] = ["photos": MultipartReader.FileLimit(count: 2, bytes: 1000)]

  static func text(_ name: String, _ value: String) -> [UInt8] {
    Array("--XX\r\ncontent-disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
  }

  static func file(_ name: String, _ filename: String, _ bytes: [UInt8]) -> [UInt8] {
    let head = "--XX\r\nContent-Disposition: form-data; name=\"\(name)\"; filename=\"\(filename)\"\r\nContent-Type: image/png\r\n\r\n"
    return Array(head.utf8) + bytes + [0x0d, 0x0a]
  }

  static let end: [UInt8] = Array("--XX--\r\n".utf8)

  private func read(_ body: [UInt8], chunk: Int = 7) throws -> RawFields {
    var reader = try #require(MultipartReader(boundary: "XX", limits: Self.limits))
    var rest = body[...]
    while !rest.isEmpty {
      try reader.feed(rest.prefix(chunk))
      rest = rest.dropFirst(chunk)
    }
    return try reader.finish()
  }

  @Test("however the bytes are cut, the same fields and files come out", arguments: [1, 2, 3, 5, 8, 13, 64, 100_000])
  func reads(chunk: Int) throws {
    var generator = SeededGenerator(seed: 20_261_121)
    let noise: [UInt8] = (0..<997).map { _ in [0x0d, 0x0a, 0x2d, 0x58, 0x00, 0xff].randomElement(using: &generator) ?? 0 }
    // The content may come as near to the delimiter as it can.
    let near: [UInt8] = Array("\r\n--X\r\n--\r\n\r\n--x".utf8)
    let body =
      Array("preamble".utf8) + [0x0d, 0x0a] + Self.text("title", "水管漏了 𠮷😀\r\n--X") + Self.text("empty", "") + Self.file("photos", "a.png", noise)
      + Self.file("photos", "b.png", near) + Self.file("photos", "", []) + Self.end + Array("epilogue".utf8)
    let fields = try read(body, chunk: chunk)
    #expect(fields.text("title") == "水管漏了 𠮷😀\r\n--X")
    #expect(fields.text("empty") == "")
    #expect(fields.files["photos"]?.map(\.bytes) == [noise, near], "seed 20261121")
    #expect(fields.files["photos"]?.map(\.filename) == ["a.png", "b.png"])
    #expect(fields.problems.isEmpty)
  }

  @Test("a broken body is refused and nothing of it is used")
  func refusesBroken() {
    let whole = Self.text("title", "x") + Self.file("photos", "a.png", [1, 2, 3]) + Self.end
    let bodies: [[UInt8]] = [
      [], Array("--XX".utf8), Array(whole.dropLast(6)), Array(whole.prefix(60)), Array("--YY\r\n\r\nx\r\n--YY--".utf8),
      Array("--XX\r\n\r\nno headers\r\n--XX--\r\n".utf8), Array("--XX\r\ncontent-disposition: form-data\r\n\r\nx\r\n--XX--\r\n".utf8),
      Array("--XX\r\ncontent-disposition: form-data; name=\"x\r\n\r\nx\r\n--XX--\r\n".utf8),
      Array("--XX\r\ncontent-disposition: attachment; name=\"x\"\r\n\r\nx\r\n--XX--\r\n".utf8),
      Array("--XX\r\ncontent-disposition: form-data; name=\"x\"\r\ncontent-transfer-encoding: base64\r\n\r\nx\r\n--XX--\r\n".utf8),
      Array("--XXjunk\(String(repeating: "j", count: 80))\r\n".utf8),
      Array("--XX\r\nx: \(String(repeating: "h", count: 9000))\r\n\r\nx\r\n--XX--\r\n".utf8),
    ]
    for body in bodies {
      let error = #expect(throws: Refusal.self, "\(String(decoding: body.prefix(80), as: UTF8.self))") { try read(body) }
      #expect(error?.kind == .malformed)
    }
  }

  @Test("text that is not UTF-8 is refused, and so are more parts than any form has")
  func refusesEncodingAndCount() {
    let gbk = Array("--XX\r\ncontent-disposition: form-data; name=\"a\"\r\n\r\n".utf8) + [0xd6, 0xd0] + Array("\r\n--XX--".utf8)
    #expect(throws: Refusal(.malformed, "refusal.malformed.encoding")) { try read(gbk) }
    let many = (0..<301).flatMap { Self.text("f\($0)", "") } + Self.end
    #expect(throws: Refusal(.malformed, "refusal.malformed.parts")) { try read(many, chunk: 4096) }
  }

  @Test("a file that is too large is named and not kept, a file nobody asked for is not kept")
  func dropsFiles() throws {
    let large = Self.file("photos", "large.png", Array(repeating: 1, count: 1001))
    let fields = try read(large + Self.file("other", "o.png", [1]) + Self.end)
    #expect(fields.problems == [FieldProblem("photos", "field.files.size", ["name": "large.png", "max": "0"])])
    #expect(fields.files.isEmpty)
  }

  @Test(
    "a file's name is only ever its last component, without control characters",
    arguments: [
      ("../../etc/passwd", "passwd"), ("C:\\photos\\门.png", "门.png"), ("a\u{0}b\u{202e}gnp.exe", "abgnp.exe"), ("..", "_"), ("/", ""),
      (String(repeating: "长", count: 500), String(repeating: "长", count: 120)),
    ])
  func sanitises(_ given: String, _ wanted: String) {
    #expect(PartHeader.harmless(given) == wanted)
  }

  @Test("a boundary is 1 to 70 characters of the standard's set", arguments: ["", "a b ", "a\"b", "ä", String(repeating: "x", count: 71)])
  func refusesBoundary(_ boundary: String) {
    #expect(MultipartReader(boundary: boundary, limits: [:]) == nil)
  }
}
