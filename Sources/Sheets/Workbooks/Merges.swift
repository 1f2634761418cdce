/// The merged cells of a sheet. They stand behind the rows, so they are read in a walk of their own.
final class MergesListener: MarkupListener {
  private(set) var ranges: [CellRange] = []
  private let limits: SheetLimits

  init(limits: SheetLimits) { self.limits = limits }

  func begin(_ name: ElementName, _ attributes: ElementAttributes) throws {
    guard name("mergeCell"), let range = attributes.text("ref").flatMap({ CellRange($0) }), range.first.column < limits.columns else { return }
    guard ranges.count < limits.mergedRanges else { throw SheetRefusal(.tooManyMerges, ["max": "\(limits.mergedRanges)"]) }
    ranges.append(range)
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) throws {}
  func end(_ name: ElementName) throws {}
}

/// Fills merged cells as rows go by: what stands in the first cell stands in every one, because that is what people see.
struct Merges {
  private let starting: [Int: [CellRange]]
  private var open: [(range: CellRange, cell: Cell)] = []
  private let width: Int

  init(_ ranges: [CellRange], width: Int) {
    var starting: [Int: [CellRange]] = [:]
    for range in ranges { starting[range.first.row, default: []].append(range) }
    self.starting = starting
    self.width = width
  }

  var isEmpty: Bool { starting.isEmpty }

  mutating func fill(_ cells: inout [Cell], row: Int) {
    open.removeAll { $0.range.last.row < row }
    for range in starting[row] ?? [] {
      let cell: Cell = cells.indices.contains(range.first.column) ? cells[range.first.column] : .empty
      if !cell.isEmpty { open.append((range, cell)) }
    }
    for (range, cell) in open {
      let last = min(range.last.column, width - 1)
      guard range.first.column <= last else { continue }
      while cells.count <= last { cells.append(.empty) }
      for column in range.first.column...last where cells[column].isEmpty { cells[column] = cell }
    }
  }
}
