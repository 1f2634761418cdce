/// A sheet's rows, one after another; none is kept.
final class RowsListener: MarkupListener {
  private let limits: SheetLimits
  private let texts: [String]
  private let isDate: [Bool]
  private let isFrom1904: Bool
  private var merges: Merges
  private let take: (SheetRow) throws -> Void

  private var row: Int = 0
  private var isHidden: Bool = false
  private var cells: [Cell] = []
  private var column: Int = -1
  private var kind: CellKind = .number
  private var style: Int = 0
  private var run: TextRun
  private var isFormula: Bool = false
  private var rows: Int = 0

  init(
    limits: SheetLimits, texts: [String], isDate: [Bool], isFrom1904: Bool, merges: Merges, take: @escaping (SheetRow) throws -> Void
  ) {
    self.limits = limits
    self.texts = texts
    self.isDate = isDate
    self.isFrom1904 = isFrom1904
    self.merges = merges
    self.take = take
    run = TextRun(limit: limits.cellLength)
  }

  func begin(_ name: ElementName, _ attributes: ElementAttributes) throws {
    if name("c") {
      try beginCell(attributes)
    } else if name("v") {
      run.open()
    } else if name("row") {
      try beginRow(attributes)
    } else {
      // `is`, `r`, `t`, `rPh`; a formula's own text (`f`) is passed over, its last value counts.
      if name("f") { isFormula = true }
      run.begin(name)
    }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) throws { try run.add(bytes, row: row) }

  func end(_ name: ElementName) throws {
    if name("c") {
      try endCell()
    } else if name("row") {
      try endRow()
    } else {
      run.end(name)
      if name("v") { run.close() }
    }
  }

  private func beginRow(_ attributes: ElementAttributes) throws {
    let given: Int? = attributes.text("r").flatMap { Int($0) }
    let number = given ?? row + 1
    // Rows come in order; what goes back is broken, and would make a row count twice.
    guard number > row, number <= CellReference.lastRow else { throw SheetRefusal(.damaged) }
    row = number
    isHidden = attributes.flag("hidden")
    cells.removeAll(keepingCapacity: true)
    column = -1
  }

  private func beginCell(_ attributes: ElementAttributes) throws {
    run.clear()
    isFormula = false
    if let text = attributes.bytes("r") {
      guard let reference = CellReference(text), reference.row == row, reference.column > column else { throw SheetRefusal(.damaged) }
      column = reference.column
    } else {
      column += 1
    }
    kind = attributes.bytes("t").map { CellKind($0) } ?? .number
    style = attributes.bytes("s").flatMap { Int(String(cString: $0)) } ?? 0
  }

  private func endCell() throws {
    // A formula that nobody has worked out has no value; one whose value is an empty text says so by its type.
    let isOpen: Bool = run.isEmpty && isFormula && kind != .text
    guard !run.isEmpty || isOpen else { return }
    guard column < limits.columns else { throw SheetRefusal(.tooManyColumns, ["max": "\(limits.columns)", "row": "\(row)"]) }
    let cell: Cell = isOpen ? .error("=") : try cell()
    guard !cell.isEmpty else { return }
    while cells.count < column { cells.append(.empty) }
    cells.append(cell)
  }

  private func cell() throws -> Cell {
    switch kind {
    case .shared:
      guard let index = Int(String(decoding: run.raw, as: UTF8.self)), texts.indices.contains(index) else { throw SheetRefusal(.damaged) }
      return try text(texts[index])
    case .text: return try text(run.text)
    case .flag: return .flag(run.raw.first == 0x31 || run.raw.first == 0x74)
    case .error: return .error(run.text)
    case .date: return SheetDate(iso: run.text).map { .date($0) } ?? .text(run.text)
    case .number: return number()
    }
  }

  private func text(_ text: String) throws -> Cell {
    guard text.utf8.count <= limits.cellLength || text.unicodeScalars.count <= limits.cellLength else {
      throw SheetRefusal(.cellTooLong, ["max": "\(limits.cellLength)", "row": "\(row)"])
    }
    return text.isEmpty ? .empty : .text(text)
  }

  private func number() -> Cell {
    let text = String(decoding: run.raw, as: UTF8.self)
    guard let number = Double(text), number.isFinite else { return .text(text) }
    let isShownAsDate = isDate.indices.contains(style) && isDate[style]
    if isShownAsDate, let date = SheetDate(serial: number, isFrom1904: isFrom1904) { return .date(date) }
    return .number(number)
  }

  private func endRow() throws {
    merges.fill(&cells, row: row)
    guard cells.contains(where: { !$0.isEmpty }) else { return }
    rows += 1
    guard rows <= limits.rows else { throw SheetRefusal(.tooManyRows, ["max": "\(limits.rows)"]) }
    try take(SheetRow(number: row, cells: cells, isHidden: isHidden))
  }
}

/// The `t` of a cell.
private enum CellKind {
  case number, shared, text, flag, error, date

  init(_ word: UnsafePointer<CChar>) {
    switch String(cString: word) {
    case "s": self = .shared
    case "str", "inlineStr": self = .text
    case "b": self = .flag
    case "e": self = .error
    case "d": self = .date
    default: self = .number
    }
  }
}
