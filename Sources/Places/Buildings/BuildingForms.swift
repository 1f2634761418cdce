import Ground
import Markup
import SQL

/// What the form on which a building is registered offers.
struct BuildingFounding: Sendable {
  let community: Area
  let grids: [Area]
  let estates: [(id: EstateID, name: String)]
  /// Chosen by the address one came from.
  let estate: EstateID?
}

/// What the page on which a building is changed offers.
struct BuildingEdit: Sendable {
  let view: BuildingView
  let grids: [Area]
  let estates: [(id: EstateID, name: String)]
  /// Standing buildings of the same grid.
  let neighbours: [Building]
  let loads: [BuildingLoad]
}

/// Gathers what the forms of buildings offer.
struct BuildingForms: Sendable {
  let desk: BuildingDesk
  let caller: Caller

  /// - Returns: nil until the community is known.
  /// - Throws: ``Refusal/absent`` when it is out of the caller's reach.
  func founding(area: AreaID?, estate: EstateID?, in session: any Session) throws -> BuildingFounding? {
    let policy = caller.policy(for: .areaManage)
    let wanted = try estate.map { try desk.estates.reachable($0, by: policy, on: desk.today, in: session) }
    guard let asked = wanted?.area ?? area else { return nil }
    let found = try desk.areas.reachable(asked, by: policy, in: session)
    let community = found.level == desk.lowest ? try found.parent.flatMap { try desk.areas.find($0, in: session) } ?? found : found
    guard try desk.areas.children(of: community.id, in: session).contains(where: { $0.level == desk.lowest }) else { return nil }
    return BuildingFounding(
      community: community, grids: try grids(of: community.id, in: session), estates: try desk.estates.standing(in: community.id, in: session),
      estate: wanted?.id)
  }

  /// - Throws: ``Refusal/absent`` when the caller may not change it.
  func edit(_ id: BuildingID, in session: any Session) throws -> BuildingEdit {
    let view = try desk.view(id, by: caller, in: session)
    guard view.mayManage, let grid = view.chain.last else { throw Refusal.absent }
    guard view.building.validUntil == nil else { throw Refusal(.conflict, "buildings.refusal.ended") }
    let community = grid.parent ?? grid.id
    return BuildingEdit(
      view: view, grids: try grids(of: community, in: session), estates: try desk.estates.standing(in: community, in: session),
      neighbours: try desk.records.within(grid.range, in: session).filter { $0.id != id }, loads: try desk.load(of: view.building, in: session))
  }

  private func grids(of community: AreaID, in session: any Session) throws -> [Area] {
    try desk.areas.children(of: community, in: session).filter { $0.validUntil == nil }
  }
}
