import Ground
import Places
import SQL

extension MatterViews {
  /// The figures of an area and of those below it as they were on a day.
  /// - Throws: ``Refusal/absent`` when the area is out of the caller's reach, or did not exist on that day.
  func tiles(_ id: AreaID?, asWasOn day: CivilDay, in session: any Session) throws -> TilesView {
    let policy = caller.policy(for: .matterRead)
    let structure = try room.structures.structure(on: day, in: session)
    guard let own = try id ?? home(in: session)?.id, let row = try areas.find(own, in: session),
      policy.ranges.contains(where: { $0.contains(row.range) }) || !policy.organisations.isEmpty
    else { throw Refusal.absent }
    guard let area = structure.tree[own] else { throw Refusal(.conflict, "structure.absent") }
    let children = structure.tree.children(of: own)
    let lines = try children.map { TilesView.Line(area: $0, tiles: try tiles(within: $0.id, on: day, in: session)) }
    let chain = try reachable(structure.tree.chain(of: own), in: session)
    return TilesView(area: area, chain: chain, tiles: try tiles(within: own, on: day, in: session), lines: lines, structure: day)
  }

  /// Each figure is counted by the very question behind its link.
  private func tiles(within area: AreaID, on day: CivilDay, in session: any Session) throws -> MatterTiles {
    func count(_ filter: MatterFilter) throws -> Int {
      var filter = filter
      filter.area = area
      filter.structure = day
      return try room.queue.figure(try question(filter, in: session), in: session)
    }
    return MatterTiles(
      open: try count(MatterTiles.openFilter), dueToday: try count(MatterTiles.dueTodayFilter), late: try count(MatterTiles.lateFilter),
      answeredThisWeek: try count(MatterTiles.answeredFilter), rated: try count(MatterTiles.ratedFilter),
      satisfied: try count(MatterTiles.satisfiedFilter))
  }

  /// A way up leads only where the caller may go today.
  private func reachable(_ chain: [Area], in session: any Session) throws -> [Area] {
    let policy = caller.policy(for: .matterRead)
    let rows = try areas.find(chain.map(\.id), in: session)
    return chain.filter { area in
      guard let range = rows[area.id]?.range else { return false }
      return policy.ranges.contains { $0.contains(range) } || !policy.organisations.isEmpty
    }
  }
}
