import Ground

/// The outlines above the grids that no longer fit once grids were drawn anew: the communities' on both sides of a moved border, and
/// those of the areas above as far up as the border is theirs too.
struct MovedBorders {
  private(set) var outlines: [AreaID: Polygon] = [:]
  /// Where the areas around do not fit together any more.
  private(set) var findings: [PlanFinding] = []
  private let check: PlanCheck
  private let tolerance: Double
  private let old: [AreaID: Plan.Part]
  private var parts: [AreaID: Plan.Part]
  private var below: [AreaID: [AreaID]] = [:]

  /// - Parameters: the drawing as it was; new outlines of grids; the neighbours that have such.
  init(_ drawing: Drawing, _ grids: [AreaID: Polygon], _ redrawn: Set<AreaID>, check: PlanCheck, tolerance: Double) {
    self.check = check
    self.tolerance = tolerance
    let around = drawing.around.map { Plan.Part(id: $0.id, parent: $0.parent, polygon: $0.polygon, isSized: false, isGrid: false) }
    old = Dictionary(around.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    parts = old
    guard !redrawn.isEmpty else { return }
    below = Dictionary(grouping: around.filter { $0.parent != nil }, by: { $0.parent ?? $0.id }).mapValues { $0.map(\.id) }
    var moved: Set<AreaID> = []
    for community in [drawing] + drawing.neighbours.filter({ redrawn.contains($0.community.id) }) {
      guard let part = parts[community.community.id] else { continue }
      let before = community.grids.map { Plan.Part(id: $0.id, parent: part.id, polygon: $0.polygon, isSized: false, isGrid: true) }
      let after = before.map { Plan.Part(id: $0.id, parent: part.id, polygon: grids[$0.id] ?? $0.polygon, isSized: false, isGrid: true) }
      if fit(part, before, after), let parent = part.parent { moved.insert(parent) }
    }
    climb(moved)
  }

  /// Gives an area the outline that those below it make up, when its own no longer is. Where they never fitted exactly, what the plan
  /// check lets pass is left alone.
  /// - Returns: whether its outline changed.
  private mutating func fit(_ part: Plan.Part, _ before: [Plan.Part], _ after: [Plan.Part]) -> Bool {
    guard let whole = part.polygon else { return false }
    let fitted = PlanChain.tiles(before.compactMap(\.polygon), whole)
    let fits = fitted ? PlanChain.tiles(after.compactMap(\.polygon), whole) : check.covering(part, after).isEmpty
    guard !fits, let united = Polygon.united(after.compactMap(\.polygon), tolerance: tolerance) else { return false }
    parts[part.id]?.polygon = united
    outlines[part.id] = united
    return true
  }

  private mutating func climb(_ first: Set<AreaID>) {
    var open = first
    while !open.isEmpty {
      var next: Set<AreaID> = []
      for id in open.sorted() {
        guard let part = parts[id] else { continue }
        let own = (below[id] ?? []).compactMap { parts[$0] }
        if fit(part, (below[id] ?? []).compactMap { old[$0] }, own), let parent = part.parent { next.insert(parent) }
        findings += check.covering(parts[id] ?? part, own)
      }
      open = next
    }
  }
}
