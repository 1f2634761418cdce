import Ground
import Places
import SQL

struct CoverageDesk: Sendable {
  let profile: CityProfile
  let structures: StructureKeeper
  let records: CoverageRecords = CoverageRecords()

  /// Where the caller reads people.
  static func own(_ caller: Caller) -> AreaID? {
    caller.holdings.first { $0.permissions.contains(.peopleRead) && $0.organisation == nil }?.area
  }

  /// - Throws: ``Refusal/absent``.
  func view(_ within: Within, to caller: Caller, on day: CivilDay, in session: any Session) throws -> CoverageView {
    let area: Area = try AreaRecords().reachable(within.area, by: caller.policy(for: .peopleRead), in: session)
    let policy: Policy = caller.policy(for: .peopleRead)
    let filter = PostFilter(within: within)
    let digits: Int = profile.level(area.level)?.digits ?? 0
    let measures: [CoverageMeasure] = CoverageMeasure.all(profile).filter { (profile.level($0.level)?.digits ?? 0) >= digits }
    let figures: [CoverageFigure] = try measures.map {
      try records.figure($0, within: within, of: policy, on: day, in: session)
    }
    let seats: [(type: String, all: Int, vacant: Int)] = try profile.postTypes.filter { ["building", "unit"].contains($0.level) }.map { type in
      let tally: PostTally = try PostTallyRecords().standing(PostFilter(within: within, type: type.id), of: policy, on: day, in: session)
      return (type.id, tally.all, tally.vacant)
    }
    return CoverageView(
      within: within, tally: try PostTallyRecords().tally(filter, of: policy, on: day, in: session), figures: figures.filter { $0.total > 0 },
      seats: seats.filter { $0.all > 0 }, below: try below(within, of: policy, on: day, in: session))
  }

  private func below(
    _ within: Within, of policy: Policy, on day: CivilDay, in session: any Session
  ) throws -> [(area: AreaID, name: String, tally: PostTally)] {
    guard let structure = within.structure else { return try records.below(within.area, of: policy, on: day, in: session) }
    let children: [Area] = try structures.structure(on: structure, in: session).tree.children(of: within.area)
    return try children.map { child in
      let filter = PostFilter(within: try structures.within(child.id, on: structure, in: session))
      return (child.id, child.name, try PostTallyRecords().tally(filter, of: policy, on: day, in: session))
    }
  }

  /// The names of the areas above, for lists.
  func above(_ lines: [CoverageLine], in session: any Session) throws -> [AreaID: String] {
    let areas: [AreaID: Area] = try AreaRecords().find(lines.map(\.area), in: session)
    let parents: [AreaID: Area] = try AreaRecords().find(areas.values.compactMap(\.parent), in: session)
    return areas.compactMapValues { $0.parent.flatMap { parents[$0]?.name } }
  }
}
