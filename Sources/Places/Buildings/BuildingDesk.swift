public import Ground
import SQL

/// What one can ask about buildings and do with them, each within the caller's reach.
public struct BuildingDesk: PlaceDesk {
  typealias Thing = Building
  static let noun: StaticString = "building"

  let profile: CityProfile
  let ids: IdentifierMaker
  let timepiece: Timepiece
  let locator: GridLocator
  /// Who takes a building to another grid.
  let changes: AreaChangeDesk
  /// Who keeps something at buildings.
  let tenants: [any BuildingTenant]
  let records: BuildingRecords = BuildingRecords()
  let estates: EstateRecords = EstateRecords()
  let areas: AreaRecords = AreaRecords()
  let units: UnitRecords = UnitRecords()

  public var today: CivilDay { profile.calendar.localDay(timepiece.now()) }

  /// A page of the buildings that a caller may see.
  func list(
    _ filter: BuildingFilter, after cursor: RowCursor?, limit: Int, by caller: Caller, words: Words, in session: any Session
  ) throws -> BuildingList {
    let policy = caller.policy(for: .areaRead)
    let found = try records.list(filter, of: policy, after: cursor, limit: limit + 1, in: session)
    let shown = Array(found.prefix(limit))
    let titles = try areas.titles(Set(shown.map(\.area)), lowest: lowest, words: words, in: session)
    let names = try estates.names(Set(shown.compactMap(\.estate)), in: session)
    let planned = try Self.ends.days(of: shown.map(\.id), in: session)
    return BuildingList(
      rows: shown.map { BuildingRow(building: $0, grid: titles[$0.area] ?? "", estate: $0.estate.flatMap { names[$0] }, ends: planned[$0.id]) },
      count: try records.count(filter, of: policy, in: session), next: found.count > limit ? shown.last.map { RowCursor($0) } : nil)
  }

  /// - Throws: ``Refusal/absent``.
  func view(_ id: BuildingID, by caller: Caller, in session: any Session) throws -> BuildingView {
    let building = try records.reachable(id, by: caller.policy(for: .areaRead), in: session)
    let ends = try Self.ends.all(of: [id], in: session)
    let heir = try ends.first { $0.unit == nil }?.heir.flatMap { try records.find($0, in: session) }
    return BuildingView(
      building: building, chain: try areas.chain(to: building.area, in: session),
      estate: try building.estate.flatMap { try estates.find($0, on: today, in: session) }, units: try units.units(of: id, in: session),
      codes: try DoorCodeRecords().codes(of: id, in: session),
      ends: ends, heir: heir, mayManage: caller.policy(for: .areaManage).allows(place: building.place))
  }

  // MARK: What every verb does

  /// The level of grids.
  var lowest: String { profile.levels.last?.id ?? "" }

  /// The building, if it stands and this caller may change it.
  /// - Throws: ``Refusal/absent``, `.stale`, `.conflict` when it has ended.
  func target(_ id: BuildingID, expecting version: Int64?, by caller: Caller, in session: any Session) throws -> Building {
    try changeable(records.find(id, in: session), expecting: version, by: caller)
  }

  func facts(_ building: Building) -> [String: String] {
    [
      "name": building.name, "former_name": building.formerName ?? "", "area": building.area.description,
      "estate": building.estate?.description ?? "", "households": building.households.map { "\($0)" } ?? "",
      "point": "\(building.coordinates.longitude) \(building.coordinates.latitude)", "units": "\(building.units)",
      "from": building.validFrom?.description ?? "",
    ]
  }
}
