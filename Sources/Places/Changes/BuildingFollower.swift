import Ground
import SQL

/// Tells of the buildings in a dry run; the change desk itself moves them.
struct BuildingFollower {
  func touched(by effect: AreaEffect, for caller: Caller, words: Words, in session: any Session) throws -> [AreaTouch] {
    let numbered: Int = try session.value("SELECT COUNT(*) FROM building WHERE \(effect.isShifted("place")) AND valid_until IS NULL")
    guard !effect.buildings.isEmpty || numbered > 0 else { return [] }
    let shown = effect.page(of: effect.buildings)
    let names = try BuildingRecords().names(Set(shown.map(\.building)), in: session)
    let rows = shown.map { AreaTouch.Row(title: names[$0.building] ?? "", href: "/buildings/\($0.building)", from: $0.from, to: $0.to.area) }
    return [AreaTouch(subject: AreaSubject.buildings.rawValue, moved: effect.buildings.count, renumbered: numbered, rows: rows)]
  }
}

extension AreaSubject {
  static let buildings = AreaSubject("buildings")
  static let estates = AreaSubject("estates")
  static let venues = AreaSubject("venues")
}

extension PlacesRoom {
  /// What this room itself keeps in areas, beside areas and buildings: printed codes go on working and lead to the successor.
  static let areaFollowers: [any AreaFollower] = [
    AreaTableFollower(AreaSubject("codes"), table: "door_code", hasBuilding: true, telling: .init(.codePrint, title: "t.code")) { _ in
      "valid_until IS NULL"
    },
    GridLayerRecords.follower,
    AreaTableFollower(
      .estates, table: "estate", hasVersion: true, telling: .init(.areaRead, title: "t.name", path: "/estates/"), current: lasting),
    AreaTableFollower(.venues, table: "venue", hasVersion: true, telling: .init(.areaRead, title: "t.name", path: "/venues/"), current: lasting),
  ]

  private static func lasting(on day: CivilDay) -> Query { "(valid_until IS NULL OR valid_until > \(day))" }
}
