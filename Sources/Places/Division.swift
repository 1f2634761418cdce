/// One row of the public register of divisions: province, city, district or county, subdistrict or town.
public struct Division: Sendable, Hashable {
  public let code: String
  public let name: String

  public init(code: String, name: String) {
    self.code = code
    self.name = name
  }

  /// Reads `code,level,name,parent` with its head line. The level follows from the code's length and the parent from its
  /// beginning, so the two columns are not kept.
  /// - Throws: ``DivisionProblem`` with the number of the line that is wrong.
  public static func parse(_ csv: String) throws -> [Division] {
    var out: [Division] = []
    for (index, line) in csv.split(whereSeparator: \.isNewline).enumerated() where index > 0 {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      guard cells.count == 4, let division = Division(code: cells[0], name: cells[2]) else {
        throw DivisionProblem(line: index + 1)
      }
      out.append(division)
    }
    return out
  }

  private init?(code: Substring, name: Substring) {
    guard [2, 4, 6, 9].contains(code.utf8.count), code.utf8.allSatisfy({ (0x30...0x39).contains($0) }), !name.isEmpty else { return nil }
    self.init(code: String(code), name: String(name))
  }
}

/// A line of the register that is not `code,level,name,parent`.
public struct DivisionProblem: Error, Sendable, Hashable {
  /// Counted from 1, the head line included.
  public let line: Int
}
