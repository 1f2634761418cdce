public import Ground
import SQL

/// What one can ask about estates and do with them, each within the caller's reach.
public struct EstateDesk: PlaceDesk {
  typealias Thing = Estate
  static let noun: StaticString = "estate"

  let profile: CityProfile
  let ids: IdentifierMaker
  let timepiece: Timepiece
  let tenants: [any EstateTenant]
  let records: EstateRecords = EstateRecords()
  let buildings: BuildingRecords = BuildingRecords()
  let areas: AreaRecords = AreaRecords()

  public init(_ profile: CityProfile, ids: IdentifierMaker, timepiece: Timepiece, tenants: [any EstateTenant] = []) {
    self.profile = profile
    self.ids = ids
    self.timepiece = timepiece
    self.tenants = tenants
  }

  public var today: CivilDay { profile.calendar.localDay(timepiece.now()) }

  /// A page of the estates that a caller may see.
  func list(
    _ filter: EstateFilter, after cursor: RowCursor?, limit: Int, by caller: Caller, words: Words, in session: any Session
  ) throws -> EstateList {
    let policy = caller.policy(for: .areaRead)
    let found = try records.list(filter, of: policy, on: today, after: cursor, limit: limit + 1, in: session)
    let shown = Array(found.prefix(limit))
    let names = try areas.names(Set(shown.map(\.area)), in: session)
    let houses = try records.buildings(of: shown.map(\.id), in: session)
    let planned = try Self.ends.days(of: shown.map(\.id), in: session)
    var unflagged = filter
    unflagged.flag = nil
    return EstateList(
      rows: shown.map { EstateList.Row(estate: $0, area: names[$0.area] ?? "", buildings: houses[$0.id] ?? 0, ends: planned[$0.id]) },
      count: try records.count(filter, of: policy, on: today, in: session),
      flags: try records.flags(unflagged, of: policy, on: today, in: session), next: found.count > limit ? shown.last.map { RowCursor($0) } : nil)
  }

  /// Buildings that the page of an estate shows; more are a list of their own.
  static let shown: Int = 12

  /// - Throws: ``Refusal/absent``.
  func view(
    _ id: EstateID, by caller: Caller, rooms: [any EstateFaceted], words: Words, in session: any Session
  ) throws -> EstateView {
    let policy = caller.policy(for: .areaRead)
    let estate = try records.reachable(id, by: policy, on: today, in: session)
    let filter = BuildingFilter(estate: id)
    let houses = try buildings.list(filter, of: policy, limit: Self.shown, in: session)
    let planned = try BuildingDesk.ends.days(of: houses.map(\.id), in: session)
    let end = try ends.find(id, unit: nil, in: session)
    let grids = try records.grids(of: id, in: session)
    let titles = try areas.titles(Set(grids.map(\.id)), lowest: profile.levels.last?.id ?? "", words: words, in: session)
    return EstateView(
      estate: estate, chain: try areas.chain(to: estate.area, in: session), modes: try records.modes(of: id, in: session),
      buildings: houses.map { BuildingRow(building: $0, grid: titles[$0.area] ?? "", estate: estate.name, ends: planned[$0.id]) },
      count: try buildings.count(filter, of: policy, in: session),
      grids: grids.map { (id: $0.id, name: titles[$0.id] ?? "", buildings: $0.buildings) },
      facets: try rooms.flatMap { try $0.facets(of: estate, on: today, to: caller, words: words, in: session) },
      end: end, heir: try end?.heir.flatMap { try records.find($0, on: today, in: session) },
      mayManage: caller.policy(for: .areaManage).allows(place: estate.place))
  }
}
