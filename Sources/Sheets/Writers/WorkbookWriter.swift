import CXLSXWriter
import Foundation

/// Writes an `.xlsx` row by row through a file of its own; what has been written does not stay in memory.
///
/// Text is always written as text, in cells whose format is text: a code of 15 digits keeps its digits, and `=1+1` stays a text
/// even after somebody has opened the cell and pressed Enter.
public final class WorkbookWriter {
  public enum Failure: Error, Hashable {
    /// The file could not be made or written; the number is libxlsxwriter's.
    case file(Int)
    /// A name of a sheet that workbooks do not allow.
    case sheet(String)
  }

  let folder: String
  private var path: String { "\(folder)/book.xlsx" }
  private var book: UnsafeMutablePointer<lxw_workbook>?
  private var sheet: UnsafeMutablePointer<lxw_worksheet>?
  private var row: UInt32 = 0
  private var lists: [(sheet: UnsafeMutablePointer<lxw_worksheet>, column: UInt16, choices: [String])] = []
  private let looks: WorkbookLooks

  /// The unfinished file lies in a folder that only this user can open, and goes with the writer.
  public init() throws {
    let folder: String = FileManager.default.temporaryDirectory.appendingPathComponent("lianzhi-\(UUID().uuidString)").path
    self.folder = folder
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let book: UnsafeMutablePointer<lxw_workbook>? = folder.withCString { place in
      var options = lxw_workbook_options(constant_memory: 1, tmpdir: UnsafeMutablePointer(mutating: place), use_zip64: 0)
      return workbook_new_opt("\(folder)/book.xlsx", &options)
    }
    guard let book else {
      try? FileManager.default.removeItem(atPath: folder)
      throw Failure.file(0)
    }
    self.book = book
    looks = WorkbookLooks(book)
  }

  deinit {
    if let book { workbook_close(book) }
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Begins a sheet with its header: drawn, frozen, with filters, notes and lists of what may be chosen.
  /// - Throws: ``Failure``.
  public func begin(_ name: String, _ columns: [SheetColumn]) throws {
    let sheet = try made(name)
    for (index, column) in columns.enumerated() {
      let at = UInt16(index)
      worksheet_set_column(sheet, at, at, column.width, column.isNumber ? looks.number : looks.text)
      if !column.choices.isEmpty { lists.append((sheet, at, column.choices)) }
      if let note = column.note { worksheet_write_comment(sheet, 0, at, note) }
    }
    worksheet_freeze_panes(sheet, 1, 0)
    if !columns.isEmpty { worksheet_autofilter(sheet, 0, 0, UInt32(WorkbookWriter.listRows), UInt16(columns.count - 1)) }
    worksheet_set_row(sheet, 0, 24, looks.header)
    for (index, column) in columns.enumerated() {
      worksheet_write_string(sheet, 0, UInt16(index), column.title, column.isRequired ? looks.required : looks.header)
    }
    row = 1
  }

  /// Begins a sheet of plain lines, such as instructions.
  public func beginText(_ name: String, width: Double) throws {
    let sheet = try made(name)
    worksheet_set_column(sheet, 0, 0, width, looks.prose)
    row = 0
  }

  private func made(_ name: String) throws -> UnsafeMutablePointer<lxw_worksheet> {
    guard let sheet = workbook_add_worksheet(book, name) else { throw Failure.sheet(name) }
    self.sheet = sheet
    return sheet
  }

  /// How far down lists of choices and filters reach.
  private static let listRows: Int = 100_000

  /// - Parameter marked: the columns that are drawn as wrong.
  /// - Throws: ``Failure`` when the disk is full or a text too long.
  public func add(_ cells: [Cell], marked: Set<Int> = []) throws {
    guard let sheet else { return }
    for (index, cell) in cells.enumerated() {
      let look = marked.contains(index) ? looks.wrong : looks.text
      let result = write(cell, sheet, UInt16(index), look)
      guard result == LXW_NO_ERROR else { throw Failure.file(Int(result.rawValue)) }
    }
    row += 1
  }

  /// A line of a sheet of text.
  public func add(line: String, isTitle: Bool = false) throws {
    guard let sheet else { return }
    worksheet_write_string(sheet, row, 0, WritableText.of(line), isTitle ? looks.title : looks.prose)
    row += 1
  }

  private func write(
    _ cell: Cell, _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ column: UInt16, _ look: UnsafeMutablePointer<lxw_format>?
  ) -> lxw_error {
    switch cell {
    case .empty: return look == looks.wrong ? worksheet_write_blank(sheet, row, column, look) : LXW_NO_ERROR
    case .text(let text): return worksheet_write_string(sheet, row, column, WritableText.of(text), look)
    case .error(let word): return worksheet_write_string(sheet, row, column, WritableText.of(word), look)
    case .number(let number): return worksheet_write_number(sheet, row, column, number, look == looks.wrong ? look : looks.number)
    case .flag(let flag): return worksheet_write_boolean(sheet, row, column, flag ? 1 : 0, look == looks.wrong ? look : looks.number)
    case .date(let date):
      var moment = lxw_datetime(
        year: Int32(date.year), month: Int32(date.month), day: Int32(date.day), hour: Int32(date.second / 3600),
        min: Int32(date.second / 60 % 60), sec: Double(date.second % 60))
      let look = look == looks.wrong ? looks.wrongDate : date.second > 0 ? looks.moment : looks.date
      return worksheet_write_datetime(sheet, row, column, &moment, look)
    }
  }

  /// Ends the workbook.
  /// - Parameter listsName: of the sheet that holds what may be chosen.
  /// - Returns: the file's bytes.
  public func finish(listsName: String = "Lists") throws -> [UInt8] {
    try writeLists(listsName)
    let closed = workbook_close(book)
    book = nil
    guard closed == LXW_NO_ERROR else { throw Failure.file(Int(closed.rawValue)) }
    return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  /// Choices stand on a sheet of their own, because a list in the validation itself may have 255 characters only.
  private func writeLists(_ name: String) throws {
    guard !lists.isEmpty else { return }
    guard let page = workbook_add_worksheet(book, name) else { throw Failure.sheet(name) }
    let longest = lists.map(\.choices.count).max() ?? 0
    for line in 0..<longest {
      for (index, list) in lists.enumerated() where list.choices.indices.contains(line) {
        worksheet_write_string(page, UInt32(line), UInt16(index), WritableText.of(list.choices[line]), looks.text)
      }
    }
    for (index, list) in lists.enumerated() {
      let letters = CellReference.letters(index)
      let source = "='\(name)'!$\(letters)$1:$\(letters)$\(list.choices.count)"
      validate(list.sheet, list.column, source)
    }
    worksheet_hide(page)
  }

  private func validate(_ sheet: UnsafeMutablePointer<lxw_worksheet>, _ column: UInt16, _ source: String) {
    var rule = lxw_data_validation()
    source.withCString { formula in
      rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
      rule.value_formula = UnsafeMutablePointer(mutating: formula)
      // It offers; what else is written is told row by row when the sheet is read.
      rule.show_error = UInt8(LXW_VALIDATION_OFF.rawValue)
      worksheet_data_validation_range(sheet, 1, column, UInt32(WorkbookWriter.listRows), column, &rule)
    }
  }
}
