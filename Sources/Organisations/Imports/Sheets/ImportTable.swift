import Ground
import Sheets

/// An uploaded sheet: its header understood, its rows by column.
struct ImportTable: Sendable {
  let rows: [ImportRow]
  /// The keys of the columns that are there.
  let columns: Set<String>
  /// Titles that no column has: their cells are not read.
  let ignored: [String]

  /// - Throws: ``Refusal`` `.invalid` on `sheet`.
  init(_ file: [UInt8], _ header: ImportHeader) throws {
    let reader = try SheetReading.opened(file)
    for sheet in reader.sheets where !sheet.isHidden {
      var walk = Walk(header: header)
      try SheetReading.told { try reader.each(sheet) { try walk.take($0) } }
      guard let found = walk.found else { continue }
      if let missing = header.missing(found.keys) { throw ImportTable.refusal("imports.refusal.column", ["column": missing]) }
      rows = walk.rows
      columns = Set(found.keys.values)
      ignored = found.ignored
      return
    }
    throw ImportTable.refusal("imports.refusal.header", ["columns": header.requiredTitles])
  }

  init(rows: [ImportRow]) {
    self.rows = rows
    columns = []
    ignored = []
  }

  static let nothing: ImportTable = ImportTable(rows: [])

  static func refusal(_ word: String, _ arguments: [String: String] = [:]) -> Refusal {
    .invalid([FieldProblem("sheet", word, arguments)])
  }

  private struct Walk {
    let header: ImportHeader
    var found: ImportHeader.Found?
    var rows: [ImportRow] = []
    var seen: Int = 0

    mutating func take(_ row: SheetRow) throws {
      guard let found else {
        seen += 1
        // Above the header there may be a title or two.
        if seen <= 10 { found = try header.found(in: row) }
        return
      }
      var cells: [String: Cell] = [:]
      for (column, key) in found.keys where !row[column].isEmpty { cells[key] = row[column] }
      let read = ImportRow(number: row.number, cells: cells)
      if !read.isEmpty { rows.append(read) }
    }
  }
}

/// Opens what was uploaded and says in words why it cannot be read.
enum SheetReading {
  static func opened(_ file: [UInt8]) throws -> SheetReader { try told { try SheetReader(file) } }

  static func told<T>(_ work: () throws -> T) throws -> T {
    do {
      return try work()
    } catch let refusal as SheetRefusal {
      throw ImportTable.refusal("sheets.refusal.\(refusal.kind.rawValue)", refusal.arguments)
    }
  }
}
