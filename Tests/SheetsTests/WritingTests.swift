import Foundation
import Testing

@testable import Sheets

@Suite("Writing sheets") struct WritingTests {
  @Test("what is written is read again with its types")
  func types() throws {
    let cells: [Cell] = [
      .text("220211004001001"), .text("=HYPERLINK(\"http://x\")"), .text("+86 138 4320 0001"), .text("-"), .text("@a"), .text("\tx\r\ny"),
      .number(-3.5), .flag(true), .date(SheetDate(year: 2026, month: 3, day: 2)), .date(SheetDate(year: 2026, month: 3, day: 2, second: 61)),
      .empty, .text(" spaces "), .text("_x0041_"), .text("<&\"'>"), .text("😀中文"),
    ]
    let writer = try WorkbookWriter()
    try writer.begin(
      "岗位", (1...15).map { SheetColumn("列\($0)", note: $0 == 1 ? "说明" : nil, choices: $0 == 2 ? ["甲", "乙"] : [], isRequired: $0 == 3) })
    try writer.add(cells)
    try writer.add([.text("x")], marked: [0, 3])
    try writer.beginText("说明", width: 60)
    try writer.add(line: "标题", isTitle: true)
    let reader = try SheetReader(try writer.finish(listsName: "选项"))
    #expect(reader.sheets.map(\.name) == ["岗位", "说明", "选项"])
    #expect(reader.sheets.map(\.isHidden) == [false, false, true])
    let rows = try reader.rows(reader.sheets[0])
    #expect(rows[0][0] == .text("列1"))
    #expect(rows[1].cells == cells)
    #expect(rows[2].cells == [.text("x")])
    #expect(try reader.rows(reader.sheets[1]).map { $0[0].text } == ["标题"])
    #expect(try reader.rows(reader.sheets[2]).map { $0[0].text } == ["甲", "乙"])
  }

  @Test("a writer that is given up leaves nothing behind; a name that workbooks do not allow is refused")
  func givenUp() throws {
    var folder = ""
    do {
      let writer = try WorkbookWriter()
      folder = writer.folder
      try writer.begin("a", [SheetColumn("b")])
      #expect(FileManager.default.fileExists(atPath: folder))
      #expect(throws: WorkbookWriter.Failure.sheet("a/b")) { try writer.begin("a/b", []) }
    }
    #expect(!FileManager.default.fileExists(atPath: folder))
  }

  @Test("random cells come back as they were, from workbooks and from CSV", arguments: [1, 2, 3, 4, 5, 6, 7, 8].map { UInt64($0 + 20_261_121) })
  func roundTrip(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let rows: [[Cell]] = (0..<60).map { _ in (0..<Int.random(in: 1...9, using: &dice)).map { _ in dice.cell() } }
    let writer = try WorkbookWriter()
    try writer.begin("a", [SheetColumn("b")])
    var text = CSVWriter()
    for row in rows {
      try writer.add(row)
      text.add(row.map { .text($0.text ?? "") })
    }
    let book = try Shelf.rows(try writer.finish())
    var found: [Int: [Cell]] = [:]
    for row in book.dropFirst() { found[row.number - 2] = row.cells }
    for (index, row) in rows.enumerated() {
      let trimmed = Array(row.reversed().drop { $0.isEmpty }.reversed())
      #expect(found[index, default: []] == trimmed, "seed \(seed), row \(index)")
    }
    let wanted = rows.map { $0.map { $0.text ?? "" } }.filter { $0.contains { !$0.isEmpty } }
    let lines = try Shelf.rows(text.bytes)
    #expect(lines.count == wanted.count, "seed \(seed)")
    for (line, row) in zip(lines, wanted) {
      for (column, text) in row.enumerated() { #expect(line[column].text ?? "" == text, "seed \(seed)") }
    }
  }

  @Test("random damage never crashes and never hangs", arguments: ["types.xlsx", "office-types.xlsx", "old.xls"])
  func damage(file: String) throws {
    let whole = try Shelf.bytes(file)
    var dice = Dice(seed: 77_196)
    var read = 0
    for _ in 0..<400 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...12, using: &dice) {
        bytes[Int.random(in: 0..<bytes.count, using: &dice)] = UInt8.random(in: 0...255, using: &dice)
      }
      if try Shelf.refusal(bytes) == nil { read += 1 }
    }
    #expect(read <= 400)
  }

  @Test("random damage within the sheet itself never crashes", arguments: [UInt64(1), 2, 3])
  func damagedMarkup(seed: UInt64) throws {
    let rows = (1...20).map { "<row r=\"\($0)\"><c r=\"A\($0)\" t=\"s\"><v>0</v></c><c r=\"B\($0)\" s=\"1\"><v>45000.5</v></c></row>" }.joined()
    let sheet = Array("<worksheet><sheetData>\(rows)</sheetData><mergeCells><mergeCell ref=\"A1:B3\"/></mergeCells></worksheet>".utf8)
    var dice = Dice(seed: seed)
    for _ in 0..<150 {
      var bytes = sheet
      for _ in 0..<3 { bytes[Int.random(in: 0..<bytes.count, using: &dice)] = UInt8.random(in: 32...126, using: &dice) }
      let file = try Shelf.workbook(sheet: String(decoding: bytes, as: UTF8.self), texts: "<sst><si><t>a</t></si></sst>")
      let kind = try Shelf.refusal(file)
      #expect(kind == nil || kind == .damaged || kind == .tooManyColumns || kind == .documentType, "seed \(seed)")
    }
  }
}

/// A seeded generator (SplitMix64).
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  private static let signs: [Unicode.Scalar] = Array("=+-@\t\r\n'\",;_x0 a1中文楼é😀<&>]\u{1}\u{7f}\u{fffd}".unicodeScalars)

  mutating func text() -> String {
    var out = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...12, using: &self) { out.append(Dice.signs[Int.random(in: 0..<Dice.signs.count, using: &self)]) }
    return String(out)
  }

  mutating func cell() -> Cell {
    switch Int.random(in: 0..<8, using: &self) {
    case 0: return .empty
    case 1: return .number(Double(Int64.random(in: -999_999_999_999_999...999_999_999_999_999, using: &self)))
    case 2: return .number(Double(Int.random(in: -1_000_000...1_000_000, using: &self)) / 64)
    case 3: return .flag(Bool.random(using: &self))
    case 4: return .date(SheetDate(daysSince1970: Int.random(in: -25_000...60_000, using: &self), second: Int.random(in: 0..<86_400, using: &self)))
    default:
      let text = text()
      return text.isEmpty ? .empty : .text(text)
    }
  }
}
