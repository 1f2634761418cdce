import Foundation
import Testing

@testable import Sheets

@Suite("Hostile files") struct HostileTests {
  @Test("a file of 200 MB is refused by its size alone")
  func large() throws {
    #expect(try Shelf.refusal([UInt8](repeating: 0x50, count: 200 << 20)) == .tooLarge)
  }

  @Test("what is not a workbook is named: old Excel, OpenDocument, a web page, a picture, a document, an archive, nothing")
  func types() throws {
    #expect(try Shelf.refusal(Shelf.bytes("old.xls")) == .oldExcel)
    #expect(try Shelf.refusal(Shelf.bytes("open.ods")) == .openDocument)
    #expect(try Shelf.refusal(Array("<html><table></table></html>".utf8)) == .webPage)
    #expect(try Shelf.refusal([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) == .wrongType)
    #expect(try Shelf.refusal(Array("%PDF-1.7\n".utf8)) == .wrongType)
    #expect(try Shelf.refusal(Shelf.archive([("a.txt", "a")])) == .noWorkbook)
    #expect(try Shelf.refusal([]) == .empty)
    #expect(try Shelf.refusal([0, 1, 2, 3]) == .wrongType)
  }

  @Test("a binary workbook is named")
  func binary() throws {
    let root = "<Relationships><Relationship Id=\"r\" Type=\"a/officeDocument\" Target=\"xl/workbook.bin\"/></Relationships>"
    #expect(try Shelf.refusal(Shelf.archive([("_rels/.rels", root), ("xl/workbook.bin", "x")])) == .binaryExcel)
  }

  @Test("passwords: an archive of ours with one, and Excel's own way")
  func encrypted() throws {
    #expect(try Shelf.refusal(Shelf.archive([("_rels/.rels", Shelf.root)], password: "secret")) == .encrypted)
    var guarded: [UInt8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] + [UInt8](repeating: 0, count: 600)
    guarded += "EncryptedPackage".utf8.flatMap { [$0, 0] }
    #expect(try Shelf.refusal(guarded) == .encrypted)
  }

  @Test("a file that is cut off anywhere is refused as damaged")
  func truncated() throws {
    let whole = try Shelf.bytes("types.xlsx")
    for part in stride(from: 10, to: whole.count - 1, by: 211) {
      #expect(try Shelf.refusal(Array(whole.prefix(part))) == .damaged, "cut after \(part)")
    }
  }

  @Test("a bomb is refused by what it declares")
  func bomb() throws {
    let rows = String(repeating: " ", count: 20 << 20)
    #expect(try Shelf.refusal(Shelf.workbook(sheet: Shelf.sheet(rows: rows))) == .bomb)
    var limits = SheetLimits()
    limits.unpackedBytes = 1 << 20
    #expect(try Shelf.refusal(Shelf.workbook(sheet: Shelf.sheet(rows: String(repeating: " ", count: 2 << 20))), limits: limits) == .bomb)
  }

  @Test("a bomb that lies about its size is refused by what comes out")
  func liar() throws {
    // The declared size of the sheet, in the central directory and before the file, is set to 40.
    var bytes = try Shelf.workbook(sheet: Shelf.sheet(rows: String(repeating: "<row/>", count: 100_000)))
    let name = Array("xl/worksheets/sheet1.xml".utf8)
    var found = 0
    for start in 0..<(bytes.count - name.count) where bytes[start] == name[0] && bytes[start..<(start + name.count)].elementsEqual(name) {
      let isCentral = start >= 46 && bytes[(start - 46)..<(start - 42)].elementsEqual([0x50, 0x4b, 1, 2])
      let size = isCentral ? start - 46 + 24 : start - 30 + 22
      bytes.replaceSubrange(size..<(size + 4), with: [40, 0, 0, 0])
      found += 1
    }
    #expect(found >= 2)
    let kind = try Shelf.refusal(bytes)
    #expect(kind == .bomb || kind == .damaged)
  }

  @Test("names that lead out of the archive, and two files of one name, are refused")
  func paths() throws {
    let good = Shelf.files(sheet: Shelf.sheet(rows: ""))
    for name in ["../evil", "/etc/passwd", "xl/../../evil", "C:\\evil", "a\\b"] {
      #expect(try Shelf.refusal(Shelf.archive(good + [(name, "x")])) == .wrongPath, "\(name)")
    }
    #expect(try Shelf.refusal(Shelf.archive(good + [("XL/WORKBOOK.XML", "x")])) == .damaged)
    let outside = "<Relationships><Relationship Id=\"r1\" Type=\"a/worksheet\" Target=\"../../../etc/passwd\"/></Relationships>"
    let files = good.map { $0.name == "xl/_rels/workbook.xml.rels" ? ($0.name, outside) : $0 }
    #expect(try Shelf.refusal(Shelf.archive(files)) == .wrongPath)
  }

  @Test("entities are refused before they are declared: neither the billion laughs nor a file of the machine")
  func entities() throws {
    let laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]><worksheet>&b;</worksheet>"
    #expect(try Shelf.refusal(Shelf.workbook(sheet: laughs)) == .documentType)
    let outside = "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><worksheet/>"
    #expect(try Shelf.refusal(Shelf.workbook(sheet: outside)) == .documentType)
    #expect(try Shelf.refusal(Shelf.workbook(sheet: "<worksheet>&unknown;</worksheet>")) == .damaged)
  }

  @Test("each limit has its own refusal")
  func limits() throws {
    var limits = SheetLimits()
    limits.rows = 3
    limits.columns = 2
    limits.sharedTexts = 2
    limits.mergedRanges = 1
    limits.cellLength = 5
    limits.depth = 8
    limits.entries = 6
    func kind(_ rows: String, texts: String = "<sst/>", after: String = "") throws -> SheetRefusal.Kind? {
      try Shelf.refusal(Shelf.workbook(sheet: "<worksheet><sheetData>\(rows)</sheetData>\(after)</worksheet>", texts: texts), limits: limits)
    }
    let row = "<row><c><v>1</v></c></row>"
    #expect(try kind(row + row + row) == nil)
    #expect(try kind(row + row + row + row) == .tooManyRows)
    #expect(try kind("<row r=\"1\"><c r=\"C1\"><v>1</v></c></row>") == .tooManyColumns)
    #expect(try kind("<row r=\"1\"><c r=\"C1\" s=\"1\"/></row>") == nil)
    #expect(try kind(row, texts: "<sst><si/><si/><si/></sst>") == .tooManyTexts)
    #expect(try kind(row, after: "<mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"A3:A4\"/></mergeCells>") == .tooManyMerges)
    #expect(try kind("<row><c t=\"str\"><v>123456</v></c></row>") == .cellTooLong)
    #expect(try kind(String(repeating: "<a>", count: 9) + String(repeating: "</a>", count: 9)) == .tooDeep)
    let files = Shelf.files(sheet: Shelf.sheet(rows: row)) + [("a", ""), ("b", "")]
    #expect(try Shelf.refusal(Shelf.archive(files), limits: limits) == .tooManyEntries)
  }

  @Test("rows and cells that go backwards, and texts that are not there, are damaged")
  func order() throws {
    for rows in [
      "<row r=\"2\"><c><v>1</v></c></row><row r=\"1\"><c><v>1</v></c></row>", "<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>",
      "<row r=\"1\"><c r=\"A7\"><v>1</v></c></row>", "<row r=\"1\"><c t=\"s\"><v>9</v></c></row>", "<row r=\"99999999\"/>",
    ] {
      #expect(try Shelf.refusal(Shelf.workbook(sheet: Shelf.sheet(rows: rows))) == .damaged, "\(rows)")
    }
  }
}
