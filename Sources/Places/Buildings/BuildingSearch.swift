public import Ground
public import SQL

/// Finds buildings by what people type: a street or an estate, the building's number, the unit's.
public struct BuildingSearch: Sendable {
  /// The runs of letters and of digits: `["松江路", "12", "号楼", "2", "单元"]`.
  private let runs: [String]
  /// Half-width and small.
  private let text: String

  public init(_ typed: String) {
    var text: String = ""
    for scalar in typed.lowercased().unicodeScalars {
      let isWide: Bool = (0xff10...0xff19).contains(scalar.value)
      text.unicodeScalars.append(isWide ? Unicode.Scalar(UInt8(scalar.value - 0xff10 + 0x30)) : scalar)
    }
    self.text = text
    runs = BuildingSearch.runs(text)
  }

  /// The number after the building's, if one was typed: the unit's.
  public var unit: Int? {
    let numbers: [Int] = runs.compactMap { Int($0) }
    return numbers.count > 1 ? numbers[1] : nil
  }

  /// Buildings whose name, or whose estate's name, begins with the typed words, in order of length: 12 stands before 112.
  public func find(after cursor: RowCursor?, limit: Int, in session: any Session) throws -> [Building] {
    guard let first = runs.first(where: { Int($0) == nil }) ?? runs.first else { return [] }
    let name: String = "%\(Pattern.escaped(first))%"
    var conditions: [Query] = ["b.valid_until IS NULL"]
    let estates: Query = "b.estate_id IN (SELECT e.id FROM estate e WHERE LOWER(e.name) LIKE \(name) ESCAPE '!')"
    conditions.append("(LOWER(b.name) LIKE \(name) ESCAPE '!' OR \(estates))")
    if let number = runs.first(where: { Int($0) != nil }), number != first {
      conditions.append("' ' || b.name || ' ' LIKE \("%\(number)%") AND NOT \(BuildingSearch.within(number))")
    }
    if let cursor { conditions.append(cursor.condition("LENGTH(b.name)", "b.id")) }
    let query: Query = """
      SELECT b.id FROM building b WHERE \(Query.joined(conditions, by: " AND ")) ORDER BY LENGTH(b.name), b.id LIMIT \(limit)
      """
    let ids: [BuildingID] = try session.rows(query) { try $0.at(0) }
    let found: [BuildingID: Building] = try BuildingRecords().find(ids, in: session)
    return ids.compactMap { found[$0] }
  }

  /// Where a page ended whose last row this was.
  public static func cursor(_ building: Building) -> RowCursor { RowCursor(Int64(building.name.unicodeScalars.count), building.id.raw) }

  /// The number is only part of a longer one.
  private static func within(_ number: String) -> Query {
    let digits: [String] = (0...9).map { String($0) }
    let longer: [Query] = digits.flatMap { digit -> [Query] in
      let before: String = "%\(digit)\(number)%"
      let after: String = "%\(number)\(digit)%"
      return ["b.name LIKE \(before)", "b.name LIKE \(after)"]
    }
    return "(\(Query.joined(longer, by: " OR ")))"
  }

  private static func runs(_ text: String) -> [String] {
    var out: [String] = []
    var last: Bool?
    for character in text where !character.isWhitespace && !character.isPunctuation {
      let isDigit: Bool = character.isASCII && character.isNumber
      if isDigit == last { out[out.count - 1].append(character) } else { out.append(String(character)) }
      last = isDigit
    }
    return out
  }
}
