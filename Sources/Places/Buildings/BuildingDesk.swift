public import Ground
import SQL

/// What one can ask about buildings and do with them, each within the caller's reach.
public struct BuildingDesk: Sendable {
  let profile: CityProfile
  let timepiece: Timepiece
  let records: BuildingRecords = BuildingRecords()
  let estates: EstateRecords = EstateRecords()
  let areas: AreaRecords = AreaRecords()

  public init(_ profile: CityProfile, timepiece: Timepiece) {
    self.profile = profile
    self.timepiece = timepiece
  }

  var today: CivilDay { profile.calendar.localDay(timepiece.now()) }

  /// A page of the buildings that a caller may see.
  func list(
    _ filter: BuildingFilter, after cursor: PlaceCursor?, limit: Int, by caller: Caller, words: Words, in session: any Session
  ) throws -> BuildingList {
    let policy = caller.policy(for: .areaRead)
    let found = try records.list(filter, of: policy, after: cursor, limit: limit + 1, in: session)
    let shown = Array(found.prefix(limit))
    let titles = try areas.titles(Set(shown.map(\.area)), lowest: profile.levels.last?.id ?? "", words: words, in: session)
    let names = try estates.names(Set(shown.compactMap(\.estate)), in: session)
    return BuildingList(
      rows: shown.map { BuildingRow(building: $0, grid: titles[$0.area] ?? "", estate: $0.estate.flatMap { names[$0] }) },
      count: try records.count(filter, of: policy, in: session), next: found.count > limit ? shown.last.map { PlaceCursor($0) } : nil)
  }

  /// - Throws: ``Refusal/absent``.
  func view(_ id: BuildingID, by caller: Caller, in session: any Session) throws -> BuildingView {
    let building = try records.reachable(id, by: caller.policy(for: .areaRead), in: session)
    return BuildingView(
      building: building, chain: try areas.chain(to: building.area, in: session),
      estate: try building.estate.flatMap { try estates.find($0, on: today, in: session) },
      units: try UnitRecords().units(of: id, in: session), codes: try DoorCodeRecords().codes(of: id, in: session),
      mayManage: caller.policy(for: .areaManage).allows(place: building.place))
  }
}
