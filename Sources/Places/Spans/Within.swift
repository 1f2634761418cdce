public import Ground
public import SQL
public import Web

/// The area to which a list is narrowed: as it is today, or as it was on a day. Then a row counts where it stood on that day, whatever
/// areas and rows have done since.
public struct Within: Sendable, Hashable {
  public let area: AreaID
  /// As it was called on that day; empty when there was no such area.
  public let name: String
  /// The day of the structure; nil: today's.
  public let structure: CivilDay?
  /// Its places on that day.
  let range: PlaceRange?
  /// Today's places of what counts there.
  let ranges: [PlaceRange]
  /// Areas that count there and that something has left since.
  let left: [AreaID]

  /// The area and all below it, as they are today.
  public init(_ area: Area) {
    self.init(area.id, area, structure: nil, ranges: [area.range], left: [])
  }

  /// - Parameter found: the area as it was on that day; nil when there was none.
  init(_ area: AreaID, _ found: Area?, structure: CivilDay?, ranges: [PlaceRange], left: [AreaID]) {
    self.area = area
    name = found?.name ?? ""
    range = found?.range
    self.structure = structure
    self.ranges = ranges
    self.left = left
  }

  /// - Parameters:
  ///   - table: a table or its alias, with `id`.
  ///   - subject: what its follower calls it in `area_move`.
  ///   - place: its column of the place.
  public func condition(_ table: Query, _ subject: AreaSubject, place: Query = "place") -> Query {
    let standing: Query = Within.within(ranges, "\(table).\(place)")
    guard let structure else { return standing }
    let moves: Query = "area_move m JOIN area_change c ON c.id = m.change_id WHERE m.subject = \(subject) AND c.day > \(structure)"
    let stayed: Query = "\(standing) AND NOT EXISTS (SELECT 1 FROM \(moves) AND m.row_id = \(table).id)"
    guard !left.isEmpty else { return "(\(stayed))" }
    return """
      ((\(stayed)) OR \(table).id IN (SELECT m.row_id FROM \(moves) AND m.from_id IN (\(list: left)) AND NOT EXISTS (
        SELECT 1 FROM area_move n JOIN area_change d ON d.id = n.change_id WHERE n.subject = m.subject AND n.row_id = m.row_id
          AND d.day > \(structure) AND (d.day < c.day OR (d.day = c.day AND d.id < c.id)))))
      """
  }

  /// The area in which a row stood on a day: where the first move after it took the row from.
  /// - Parameters: as for ``condition(_:_:place:)``; the table has an `area_id`.
  public static func stood(_ table: Query, _ subject: AreaSubject, on day: CivilDay) -> Query {
    """
    COALESCE((SELECT m.from_id FROM area_move m JOIN area_change c ON c.id = m.change_id
      WHERE m.subject = \(subject) AND m.row_id = \(table).id AND c.day > \(day) ORDER BY c.day, c.id LIMIT 1), \(table).area_id)
    """
  }

  /// Which spans of areas, of the day of the structure, lie in it.
  public func spans(_ table: Query) -> Query {
    guard let range else { return "1 = 0" }
    return "\(table).place BETWEEN \(range.first) AND \(range.last)"
  }

  /// Buildings have spans of their own.
  func buildings(_ table: Query) -> Query {
    guard let structure else { return Within.within(ranges, "\(table).place") }
    return """
      \(table).id IN (SELECT s.building_id FROM building_span s JOIN area a ON a.id = s.area_id
        WHERE \(DatedRows.holding("s", on: structure)) AND \(Within.within(ranges, "a.place")))
      """
  }

  private static func within(_ ranges: [PlaceRange], _ column: Query) -> Query {
    guard !ranges.isEmpty else { return "1 = 0" }
    return "(\(Query.joined(ranges.map { "\(column) BETWEEN \($0.first) AND \($0.last)" }, by: " OR ")))"
  }

  /// As the address of a list says it; ``StructureKeeper/within(_:in:)`` reads them.
  public static let fields: [FieldShape] = [
    FieldShape("area", .id, about: "Only in this area and below"),
    FieldShape("structure", .day, about: "The area as it was on this day: a row counts where it stood then; today's areas unless said"),
  ]

  /// The same, to be kept by a form or a link.
  public var items: [(name: String, value: String)] {
    [("area", area.description)] + (structure.map { [("structure", $0.description)] } ?? [])
  }
}

extension StructureKeeper {
  /// The area that a list's address names; the whole city where it names only a day, nil when it names nothing. Of an area that there is
  /// not, or was not on that day, nothing is found.
  /// - Parameter own: the area when the address names none.
  public func within(_ fields: FieldValues, own: AreaID? = nil, in session: any Session) throws -> Within? {
    let day: CivilDay? = fields.day("structure")
    if let id: AreaID = fields.id("area") ?? own { return try within(id, on: day, in: session) }
    guard let day, let city: Area = try structure(on: day, in: session).tree.areas.first else { return nil }
    return try within(city.id, on: day, in: session)
  }

  /// - Parameter day: of the structure; nil: today's.
  public func within(_ id: AreaID, on day: CivilDay?, in session: any Session) throws -> Within {
    guard let day else {
      let area = try AreaRecords().find(id, in: session)
      return area.map { Within($0) } ?? Within(id, nil, structure: nil, ranges: [], left: [])
    }
    let structure = try structure(on: day, in: session)
    let left: [AreaID] = try session.rows(
      "SELECT DISTINCT m.from_id FROM area_move m JOIN area_change c ON c.id = m.change_id WHERE c.day > \(day)"
    ) { try $0.at(0) }
    return Within(
      id, structure.tree[id], structure: day, ranges: structure.places(of: id) ?? [],
      left: left.filter(structure.areas(of: id).contains).sorted())
  }
}

extension Words {
  /// The area a list is narrowed to, and on which day's structure.
  public func within(_ within: Within) -> String {
    guard let day = within.structure else { return self("within.today", ["area": within.name]) }
    return self("within.then", ["area": within.name, "day": day.description])
  }
}
