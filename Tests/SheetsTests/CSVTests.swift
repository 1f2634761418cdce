import Testing

@testable import Sheets

@Suite("CSV") struct CSVTests {
  private func cells(_ bytes: [UInt8]) throws -> [[String?]] { try Shelf.rows(bytes).map { $0.cells.map(\.text) } }
  private func cells(_ text: String) throws -> [[String?]] { try cells(Array(text.utf8)) }

  @Test("quotes, doubled quotes, line ends within them and empty cells")
  func quotes() throws {
    #expect(try cells("a,\"b,\"\"c\"\"\r\nd\",,e\r\n\r\n1,2\n") == [["a", "b,\"c\"\r\nd", nil, "e"], ["1", "2"]])
    #expect(try Shelf.rows(Array("a\n\n\nb".utf8)).map(\.number) == [1, 4])
  }

  @Test("semicolons and tabs separate too")
  func separators() throws {
    #expect(try cells("a;b;\"c;d\"\n1;2;3") == [["a", "b", "c;d"], ["1", "2", "3"]])
    #expect(try cells("a\tb,c\td\n") == [["a", "b,c", "d"]])
  }

  @Test("UTF-8 with and without its mark, GB 18030 and UTF-16 are told apart")
  func encodings() throws {
    let text = "姓名,电话\n王强,138"
    let expected: [[String?]] = [["姓名", "电话"], ["王强", "138"]]
    #expect(try cells(Array(text.utf8)) == expected)
    #expect(try cells([0xef, 0xbb, 0xbf] + Array(text.utf8)) == expected)
    // GB 18030: 姓名 is D0D5 C3FB, 电话 B5E7 BBB0, 王强 CDF5 C7BF.
    let chinese: [UInt8] = [0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xb5, 0xe7, 0xbb, 0xb0, 0x0a, 0xcd, 0xf5, 0xc7, 0xbf, 0x2c] + Array("138".utf8)
    #expect(try cells(chinese) == expected)
    let units = Array(text.utf16)
    #expect(try cells([0xff, 0xfe] + units.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }) == expected)
    #expect(try cells([0xfe, 0xff] + units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xff)] }) == expected)
  }

  @Test("text in no known encoding and a quote that is never closed are refused")
  func refused() throws {
    #expect(try Shelf.refusal([0x61, 0x2c, 0xff, 0xff, 0xff, 0x0a]) == .encoding)
    #expect(try Shelf.refusal([0xef, 0xbb, 0xbf, 0xc3]) == .encoding)
    #expect(try Shelf.refusal(Array("a,\"b\nc".utf8)) == .openQuote)
  }

  @Test(
    "what looks like a formula is marked, and comes back as it was",
    arguments: ["=1+1", "+86", "-5", "@a", "\tx", "\r=", "'=1", "''-", "'", "it's", "\nx"])
  func formulas(text: String) throws {
    var writer = CSVWriter()
    writer.add([.text(text), .text("b")])
    let line = String(decoding: writer.bytes.dropFirst(3), as: UTF8.self)
    #expect(!["=", "+", "-", "@", "\t", "\r"].contains { line.hasPrefix($0) })
    #expect(try Shelf.rows(writer.bytes)[0].cells == [.text(text), .text("b")])
  }
}
