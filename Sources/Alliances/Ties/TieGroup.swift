/// Units that are tied in the same way: members of one alliance, or tied by a pair or an agreement alone. One figure of the picture.
struct TieGroup: Sendable {
  /// nil: not in any alliance here.
  let alliance: TieGraph.Node?
  let units: [TieGraph.Node]
  /// Whether it goes on from the figure before.
  let isContinued: Bool

  /// Rows of a figure that fits a side of A4.
  static let most: Int = 30

  /// Every unit once: below the first of its alliances, else at the end; cut into figures.
  static func groups(of graph: TieGraph) -> [TieGroup] {
    var byAlliance: [PairParty: [TieGraph.Node]] = [:]
    var alone: [TieGraph.Node] = []
    let order: [PairParty] = graph.alliances.map(\.party)
    for unit in graph.units {
      let own: [PairParty] = graph.ties(of: unit.party).compactMap { $0.alliance.map { .organisation($0) } }
      if let first = order.first(where: own.contains) { byAlliance[first, default: []].append(unit) } else { alone.append(unit) }
    }
    let figures: [TieGroup] = graph.alliances.flatMap { cut($0, byAlliance[$0.party] ?? []) }
    return alone.isEmpty ? figures : figures + cut(nil, alone)
  }

  private static func cut(_ alliance: TieGraph.Node?, _ units: [TieGraph.Node]) -> [TieGroup] {
    guard !units.isEmpty else { return [TieGroup(alliance: alliance, units: [], isContinued: false)] }
    return stride(from: 0, to: units.count, by: most).map { start in
      TieGroup(alliance: alliance, units: Array(units[start..<min(start + most, units.count)]), isContinued: start > 0)
    }
  }

  /// The part of the graph that this figure draws: its units with all their ties, and the alliances that these lead to.
  func part(of graph: TieGraph) -> TieGraph {
    let shown: Set<PairParty> = Set(units.map(\.party))
    let ties: [TieGraph.Tie] = graph.ties.filter { shown.contains($0.unit) }
    let reached: Set<PairParty> = Set(ties.compactMap { $0.alliance.map { .organisation($0) } }).union(alliance.map { [$0.party] } ?? [])
    return TieGraph(area: graph.area, alliances: graph.alliances.filter { reached.contains($0.party) }, ordered: units, ties: ties)
  }
}
