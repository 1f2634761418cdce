import Ground
import Places
import SQL

struct CoverageDesk: Sendable {
  let profile: CityProfile
  let records: CoverageRecords = CoverageRecords()

  /// The area asked for, or the one where the caller reads people.
  /// - Throws: ``Refusal/absent``.
  func area(_ id: AreaID?, for caller: Caller, in session: any Session) throws -> Area {
    let own: AreaID? = caller.holdings.first { $0.permissions.contains(.peopleRead) && $0.organisation == nil }?.area
    guard let id = id ?? own else { throw Refusal.absent }
    return try AreaRecords().reachable(id, by: caller.policy(for: .peopleRead), in: session)
  }

  func view(_ id: AreaID?, to caller: Caller, on day: CivilDay, in session: any Session) throws -> CoverageView {
    let area: Area = try area(id, for: caller, in: session)
    let policy: Policy = caller.policy(for: .peopleRead)
    let filter = PostFilter(within: Within(area))
    let digits: Int = profile.level(area.level)?.digits ?? 0
    let measures: [CoverageMeasure] = CoverageMeasure.all(profile).filter { (profile.level($0.level)?.digits ?? 0) >= digits }
    let figures: [CoverageFigure] = try measures.map {
      try records.figure($0, within: area.range, of: policy, on: day, in: session)
    }
    let seats: [(type: String, all: Int, vacant: Int)] = try profile.postTypes.filter { ["building", "unit"].contains($0.level) }.map { type in
      let tally: PostTally = try PostTallyRecords().standing(PostFilter(within: Within(area), type: type.id), of: policy, on: day, in: session)
      return (type.id, tally.all, tally.vacant)
    }
    return CoverageView(
      area: area, tally: try PostTallyRecords().tally(filter, of: policy, on: day, in: session), figures: figures.filter { $0.total > 0 },
      seats: seats.filter { $0.all > 0 }, below: try records.below(area.id, of: policy, on: day, in: session))
  }

  /// The names of the areas above, for lists.
  func above(_ lines: [CoverageLine], in session: any Session) throws -> [AreaID: String] {
    let areas: [AreaID: Area] = try AreaRecords().find(lines.map(\.area), in: session)
    let parents: [AreaID: Area] = try AreaRecords().find(areas.values.compactMap(\.parent), in: session)
    return areas.compactMapValues { $0.parent.flatMap { parents[$0]?.name } }
  }
}
