public import Ground

/// Numbers a community's grids anew as one reads a page: rows from the north, in each row from the west.
public struct GridNumbering: Sendable {
  public struct Line: Sendable, Hashable {
    public let grid: AreaID
    public let name: String
    public let old: String
    public let new: String
  }

  /// In the new order.
  public let lines: [Line]

  /// The codes that change.
  public var changes: [AreaID: String] {
    Dictionary(lines.filter { $0.old != $0.new }.map { ($0.grid, $0.new) }, uniquingKeysWith: { first, _ in first })
  }

  /// - Parameters:
  ///   - width: the digits behind the community's.
  ///   - taken: codes that others have had and that are not given again.
  /// - Throws: ``Refusal`` `.conflict` when there are more grids than numbers.
  public init(_ drawing: Drawing, rules: CityProfile.GridRules, width: Int, taken: Set<String>) throws {
    var next: [String: Int] = [:]
    var lines: [Line] = []
    for grid in GridNumbering.ordered(drawing.grids) {
      let digit = rules.codes == .typed ? rules.kind(grid.kind).map { String($0.digit) } ?? "0" : ""
      var code: String
      repeat {
        let number = String(next[digit, default: 0] + 1)
        next[digit, default: 0] += 1
        let room = width - digit.utf8.count
        guard number.utf8.count <= room else { throw Refusal(.conflict, "numbering.refusal.full") }
        code = drawing.community.code + digit + String(repeating: "0", count: room - number.utf8.count) + number
      } while taken.contains(code)
      lines.append(Line(grid: grid.id, name: grid.name, old: grid.code, new: code))
    }
    self.lines = lines
  }

  /// A row holds what begins above the middle of its northernmost grid; those without an outline come last.
  static func ordered(_ grids: [DrawnGrid]) -> [DrawnGrid] {
    var rest: [(grid: DrawnGrid, box: Box)] = grids.compactMap { grid in grid.polygon.map { (grid, $0.box) } }
    rest.sort { ($0.box.middleY, $1.grid.id) > ($1.box.middleY, $0.grid.id) }
    var out: [DrawnGrid] = []
    while let top = rest.first {
      let line = top.box.middleY - (Int64(top.box.north) - Int64(top.box.south)) / 2
      let row = rest.prefix { $0.box.middleY > line }
      out += row.sorted { ($0.box.middleX, $0.grid.id) < ($1.box.middleX, $1.grid.id) }.map(\.grid)
      rest.removeFirst(max(1, row.count))
    }
    return out + grids.filter { $0.polygon == nil }
  }
}

extension Box {
  var middleX: Int64 { (Int64(west) + Int64(east)) / 2 }
  var middleY: Int64 { (Int64(south) + Int64(north)) / 2 }
}
