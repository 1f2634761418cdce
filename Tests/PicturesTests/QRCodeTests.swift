import Pictures
import Testing

@Suite("QR codes") struct QRCodeTests {
  @Test(
    "a scanner reads back what was written, at level M",
    arguments: ["a", "http://127.0.0.1:8080/q/7K3M9", "https://lz.example/q/2202-0012", "二维码😀", "0123456789012345678901234567890123456789"])
  func readBack(text: String) throws {
    let reader = QRReader(code: try QRCode(text))
    #expect(reader.level == 0)
    #expect(reader.text() == text)
  }

  @Test("the three corners carry a finder pattern and all around is light")
  func finders() throws {
    let code = try QRCode("https://lianzhi.example/q/7K3M9PQR")
    let ring: String = "#######\n#.....#\n#.###.#\n#.###.#\n#.###.#\n#.....#\n#######"
    for (left, top) in [(0, 0), (code.size - 7, 0), (0, code.size - 7)] {
      let rows: [String] = (0..<7).map { y in (0..<7).map { x in code.isDark(left + x, top + y) ? "#" : "." }.joined() }
      #expect(rows.joined(separator: "\n") == ring)
    }
    #expect(!code.isDark(-1, 0))
    #expect(!code.isDark(0, code.size))
  }

  @Test("a code grows with its text up to 177 modules, and one byte more is refused")
  func sizes() throws {
    #expect(try QRCode("a").size == 21)
    #expect(try QRCode(String(repeating: "a", count: 2331)).size == 177)
    #expect(throws: QRCode.Failure.tooLong) { try QRCode(String(repeating: "a", count: 2332)) }
  }

  @Test("an empty text and one with NUL are refused", arguments: ["", "a\0b"])
  func refused(text: String) {
    #expect(throws: QRCode.Failure.notEncodable) { try QRCode(text) }
  }
}
