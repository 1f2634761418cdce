import Ground

/// What lies around a community's outer border: which corners of it may be moved, and whose land moves with them.
///
/// A corner may be moved when the caller manages every area that has it on its border, so that all of them can move together, and when
/// land is known on every side: what lies beyond the topmost outline is nobody's.
struct DrawingBorder {
  let community: Area
  /// The areas with an outline from the level of communities up, whosever they are.
  let around: [BoundaryRecords.Bounded]
  /// What the caller manages.
  let policy: Policy
  /// Metres.
  let tolerance: Double

  struct Found {
    var loose: Set<Vertex> = []
    /// The communities whose land moves along.
    var neighbours: Set<AreaID> = []
  }

  /// - Parameter corners: those of the community's grids.
  func found(_ corners: Set<Vertex>) -> Found {
    var out = Found()
    guard let own = around.first(where: { $0.id == community.id })?.polygon else { return out }
    let plane = PlanPlane(around: own.box)
    let near = around.filter { own.box.touches($0.polygon.box) }
    let drawn = Set(around.map(\.id))
    for corner in corners where plane.distance(corner, toBorderOf: own) <= tolerance {
      let owners = near.filter { plane.distance(corner, toBorderOf: $0.polygon) <= tolerance }
      let beside = owners.filter { $0.level == community.level && $0.id != community.id }
      let isInland = owners.allSatisfy { $0.parent.map(drawn.contains) ?? false }
      guard !beside.isEmpty, isInland, owners.allSatisfy({ policy.allows(place: $0.place) }) else { continue }
      out.loose.insert(corner)
      out.neighbours.formUnion(beside.map(\.id))
    }
    return out
  }
}

extension Box {
  func touches(_ other: Box) -> Bool { west <= other.east && other.west <= east && south <= other.north && other.south <= north }
}
