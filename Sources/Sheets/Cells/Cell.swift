/// What stands in one cell.
public enum Cell: Sendable, Hashable {
  case empty
  case text(String)
  /// As spreadsheets keep numbers: 15 digits are exact, more are not.
  case number(Double)
  case flag(Bool)
  case date(SheetDate)
  /// A formula that failed, such as `#N/A`: its word.
  case error(String)

  public var isEmpty: Bool { self == .empty }

  /// The cell as a clerk reads it: whole numbers without a point, dates as `2026-03-02`, flags as `1` and `0`. nil when it is empty.
  public var text: String? {
    switch self {
    case .empty: nil
    case .text(let text): text
    case .number(let number): Cell.text(of: number)
    case .flag(let flag): flag ? "1" : "0"
    case .date(let date): date.description
    case .error(let word): word
    }
  }

  private static func text(of number: Double) -> String {
    // 2^53: below it every whole number has a Double of its own.
    guard number.rounded() == number, abs(number) < 9_007_199_254_740_992 else { return String(number) }
    return String(Int64(number))
  }
}

/// One row that holds something.
public struct SheetRow: Sendable, Hashable {
  /// As the program shows it, from 1.
  public let number: Int
  /// From column A on; what is not there is empty.
  public let cells: [Cell]
  /// Hidden by whoever made the sheet, by hand or by a filter. It is data all the same.
  public let isHidden: Bool

  public init(number: Int, cells: [Cell], isHidden: Bool = false) {
    self.number = number
    self.cells = cells
    self.isHidden = isHidden
  }

  public subscript(column: Int) -> Cell { cells.indices.contains(column) ? cells[column] : .empty }
}
