/// A table of cells: what a worksheet of an .xlsx or a CSV file holds.
public struct Sheet: Sendable, Hashable {
  public let name: String

  public init(name: String) { self.name = name }
}
