import Testing

@testable import Sheets

@Suite("Reading sheets") struct ReadingTests {
  @Test("what openpyxl and LibreOffice write is read alike", arguments: ["types.xlsx", "office-types.xlsx"])
  func types(file: String) throws {
    let reader = try Shelf.reader(file)
    #expect(reader.sheets.map(\.name) == ["岗位", "藏"])
    #expect(reader.sheets.map(\.isHidden) == [false, true])
    let rows = try reader.rows(reader.sheets[0])
    #expect(rows.map(\.number) == [1, 2, 3, 4, 5, 7, 9])
    #expect(rows[0].cells.compactMap(\.text) == ["区划代码", "姓名", "电话", "起", "在岗", "分数", "时刻", "富文本"])
    #expect(rows[1][0] == .text("220211004001001"))
    #expect(rows[1][1] == .text("王 强"))
    #expect(rows[1][2] == .text("13843200001"))
    #expect(rows[1][3] == .date(SheetDate(year: 2024, month: 2, day: 29)))
    #expect(rows[1][4] == .flag(true))
    #expect(rows[1][5] == .number(3.25))
    #expect(rows[1][6] == .date(SheetDate(year: 2026, month: 3, day: 2, second: 14 * 3600 + 5 * 60 + 30)))
    #expect(rows[1][7] == .text("吉钢社区"))
  }

  @Test("a code kept as a number keeps its 15 digits; a text that looks like a formula stays one", arguments: ["types.xlsx", "office-types.xlsx"])
  func codes(file: String) throws {
    let reader = try Shelf.reader(file)
    let row = try reader.rows(reader.sheets[0])[2]
    #expect(row[0] == .number(220_211_004_001_002))
    #expect(row[0].text == "220211004001002")
    #expect(row[1] == .text("=1+1 is text"))
    #expect(row[2] == .text("+86 138"))
    #expect(row[5].text == "-7")
    #expect(row[7] == .text("@x"))
  }

  @Test("merged cells all say what the first says; a hidden row is told as such", arguments: ["types.xlsx", "office-types.xlsx"])
  func merged(file: String) throws {
    let reader = try Shelf.reader(file)
    let rows = try reader.rows(reader.sheets[0])
    #expect(rows[3][0] == .text("合并"))
    #expect(rows[4][0] == .text("合并"))
    #expect(rows[4][1] == .text("B"))
    #expect(rows.filter(\.isHidden).map(\.number) == [7])
    #expect(rows[6][2] == .date(SheetDate(year: 2026, month: 12, day: 31)))
    #expect(rows[6][3] == .number(0.5))
  }

  @Test("dates are counted from 1904 where the book says so")
  func macintosh() throws {
    let rows = try Shelf.rows(Shelf.bytes("macintosh.xlsx"))
    #expect(rows[0][0] == .date(SheetDate(year: 1904, month: 1, day: 2)))
    #expect(rows[0][1] == .date(SheetDate(year: 2026, month: 3, day: 2)))
    #expect(rows[0][2] == .number(100))
  }

  @Test("of a formula the last value counts")
  func formulas() throws {
    let row = try Shelf.rows(Shelf.bytes("office-formulas.xlsx"))[0]
    #expect(row[2] == .number(3))
    #expect(row[3] == .text("ab"))
    #expect(row[4] == .flag(false))
    #expect(row[5] == .error("#DIV/0!"))
    #expect(row[6] == .date(SheetDate(year: 2026, month: 3, day: 2)))
  }

  @Test("a formula that nobody has worked out is an error, not an empty cell")
  func openFormulas() throws {
    let row = try Shelf.rows(Shelf.bytes("formulas.xlsx"))[0]
    #expect(row[0] == .number(1))
    #expect((2...6).allSatisfy { row[$0] == .error("=") })
  }

  @Test("dates before March 1900 know that 1900 was no leap year")
  func leap() {
    #expect(SheetDate(serial: 1, isFrom1904: false)?.description == "1900-01-01")
    #expect(SheetDate(serial: 59, isFrom1904: false)?.description == "1900-02-28")
    #expect(SheetDate(serial: 61, isFrom1904: false)?.description == "1900-03-01")
    #expect(SheetDate(serial: 0, isFrom1904: true)?.description == "1904-01-01")
    #expect(SheetDate(serial: 45_351.999_999_9, isFrom1904: false)?.description == "2024-03-01")
    #expect(SheetDate(serial: 0.5, isFrom1904: false) == nil)
    #expect(SheetDate(serial: 2_958_466, isFrom1904: false) == nil)
  }

  @Test("what is only there to be read aloud is left out, in shared and in inline texts")
  func phonetic() throws {
    let texts = "<sst><si><t>東京</t><rPh sb=\"0\" eb=\"2\"><t>とうきょう</t></rPh><phoneticPr/></si></sst>"
    let cells =
      "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"inlineStr\"><is><r><t>a</t></r><rPh><t>x</t></rPh><r><t> b</t></r></is></c></row>"
    let rows = try Shelf.rows(Shelf.workbook(sheet: Shelf.sheet(rows: cells), texts: texts))
    #expect(rows[0].cells == [.text("東京"), .text("a b")])
  }

  @Test("escaped characters come back; an underscore that only looks like one stays")
  func escapes() throws {
    let cells = "<row r=\"2\"><c t=\"inlineStr\"><is><t>a_x000D__x0009_b_x005F_x0041_ _x12_</t></is></c></row>"
    let rows = try Shelf.rows(Shelf.workbook(sheet: Shelf.sheet(rows: cells)))
    #expect(rows[0] == SheetRow(number: 2, cells: [.text("a\r\tb_x0041_ _x12_")]))
  }

  @Test("cells without addresses, prefixed names and cells that are only drawn are read")
  func unusual() throws {
    let cells = "<x:row><x:c><x:v>1</x:v></x:c><x:c s=\"4\"/><x:c t=\"d\"><x:v>2026-03-02T00:00:00</x:v></x:c><x:c t=\"b\"><x:v>1</x:v></x:c></x:row>"
    let sheet = "<x:worksheet xmlns:x=\"m\"><x:sheetData>\(cells)</x:sheetData></x:worksheet>"
    let rows = try Shelf.rows(Shelf.workbook(sheet: sheet))
    #expect(rows == [SheetRow(number: 1, cells: [.number(1), .empty, .date(SheetDate(year: 2026, month: 3, day: 2)), .flag(true)])])
  }

  @Test("formats are dates by their letters, not by what stands in quotes or brackets")
  func formats() {
    #expect(NumberFormat.isDate("yyyy\"年\"m\"月\""))
    #expect(NumberFormat.isDate("[$-804]d/m/yy"))
    #expect(!NumberFormat.isDate("0.00\" days\""))
    #expect(!NumberFormat.isDate("[Red]0.0;[Blue]-0.0"))
    #expect(!NumberFormat.isDate("General"))
    #expect(!NumberFormat.isDate("0\\d"))
  }
}
