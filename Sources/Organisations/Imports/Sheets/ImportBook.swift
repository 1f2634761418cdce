import Ground
import Sheets

/// The workbooks that an import gives out: the template, the export, and what was uploaded with its problems beside it.
struct ImportBook<Subject: ImportSubject>: Sendable {
  let subject: Subject
  let words: Words

  private var sheetName: String { words("imports.\(subject.name).sheet") }

  private var columns: [SheetColumn] {
    subject.columns.map { column in
      let note: String = "imports.\(subject.name).\(column.key).note"
      return SheetColumn(
        words("imports.\(subject.name).\(column.key)"), width: column.width, note: words.has(note) ? words(note) : nil,
        choices: subject.choices(column.key, words), isRequired: column.isRequired, isNumber: column.isNumber)
    }
  }

  /// The empty sheet with its header, lists and notes, and a sheet that says how it is filled in.
  func template() throws -> [UInt8] {
    let writer = try WorkbookWriter()
    try writer.begin(sheetName, columns)
    try addHelp(to: writer)
    return try writer.finish(listsName: words("imports.lists"))
  }

  private func addHelp(to writer: WorkbookWriter) throws {
    try writer.beginText(words("imports.help"), width: 90)
    try writer.add(line: words("imports.\(subject.name).title"), isTitle: true)
    for number in 1...20 {
      let key: String = "imports.\(subject.name).help.\(number)"
      guard words.has(key) else { break }
      try writer.add(line: words(key))
    }
    try writer.add(line: "")
    for column in subject.columns {
      let key: String = "imports.\(subject.name).\(column.key)"
      let note: String = words.has("\(key).note") ? words("\(key).note") : ""
      try writer.add(line: words("imports.help.column", ["column": words(key), "note": note]))
    }
  }

  /// - Parameter fill: is given what writes one row.
  func export(_ fill: (([String: ImportValue]) throws -> Void) throws -> Void) throws -> [UInt8] {
    let writer = try WorkbookWriter()
    let keys: [String] = subject.columns.map(\.key)
    try writer.begin(sheetName, columns)
    try fill { values in try writer.add(keys.map { ImportBook.cell(values[$0]) }) }
    try addHelp(to: writer)
    return try writer.finish(listsName: words("imports.lists"))
  }

  private static func cell(_ value: ImportValue?) -> Cell {
    switch value {
    case .text(let text): return text.isEmpty ? .empty : .text(text)
    case .number(let number): return .number(number)
    case .day(let day):
      let parts = day.parts
      return .date(SheetDate(year: parts.year, month: parts.month, day: parts.day))
    case nil: return .empty
    }
  }

  /// The uploaded rows with what is wrong in a column of its own, wrong cells drawn.
  func marked(_ file: [UInt8], _ header: ImportHeader, _ problems: [ImportProblem]) throws -> [UInt8] {
    let byRow: [Int: [ImportProblem]] = Dictionary(grouping: problems, by: \.row)
    let reader = try SheetReading.opened(file)
    let writer = try WorkbookWriter()
    for sheet in reader.sheets where !sheet.isHidden {
      var found: ImportHeader.Found?
      try SheetReading.told {
        try reader.each(sheet) { row in
          if let found {
            try mark(row, found, header, byRow[row.number] ?? [], writer)
          } else if let header = try header.found(in: row) {
            found = header
            try begin(header, row, writer)
          }
        }
      }
      if found != nil { break }
    }
    return try writer.finish(listsName: words("imports.lists"))
  }

  private func begin(_ found: ImportHeader.Found, _ row: SheetRow, _ writer: WorkbookWriter) throws {
    let own: [String: SheetColumn] = Dictionary(zip(subject.columns.map(\.key), columns), uniquingKeysWith: { first, _ in first })
    var titles: [SheetColumn] = row.cells.enumerated().map { index, cell in
      var column: SheetColumn = found.keys[index].flatMap { own[$0] } ?? SheetColumn(cell.text ?? "")
      column.title = cell.text ?? ""
      return column
    }
    if ImportHeader.plain(titles.last?.title ?? "") == ImportHeader.plain(words("imports.marked.column")) { titles.removeLast() }
    titles.append(SheetColumn(words("imports.marked.column"), width: 60))
    try writer.begin(sheetName, titles)
  }

  private func mark(_ row: SheetRow, _ found: ImportHeader.Found, _ header: ImportHeader, _ problems: [ImportProblem], _ writer: WorkbookWriter)
    throws
  {
    let width: Int = (found.titles.keys.max() ?? 0) + 1
    let isMarkedAlready: Bool = ImportHeader.plain(found.titles[width - 1] ?? "") == ImportHeader.plain(words("imports.marked.column"))
    let data: Int = isMarkedAlready ? width - 1 : width
    let positions: [String: Int] = Dictionary(found.keys.map { ($0.value, $0.key) }, uniquingKeysWith: { first, _ in first })
    let said: [String] = problems.map { problem in
      let column: String = problem.column.map { header.title($0) } ?? words("imports.row")
      return words("imports.marked.problem", ["column": column, "problem": problem.text.said(words)])
    }
    var cells: [Cell] = (0..<data).map { row[$0] }
    cells.append(said.isEmpty ? .empty : .text(said.joined(separator: "\n")))
    try writer.add(cells, marked: Set(problems.compactMap { $0.column.flatMap { positions[$0] } }))
  }
}
