import Ground

extension AreaPlanner {
  /// As it is drawn so far; nil: not at all.
  private func outline(of id: AreaID) -> Polygon? {
    if let drawn = outlines[id] { return drawn }
    return outlook.outlines[id]
  }

  // MARK: Splitting

  /// Gives what was cut off its outline, and what stays what is left of the old one. Nothing is drawn when the buildings do not say how:
  /// then it is told as to be drawn.
  mutating func divideOutline(of area: AreaID, for new: AreaID) {
    divide(area, new, leaving: spots(below: new), staying: spots(below: area))
  }

  private mutating func divide(_ old: AreaID, _ new: AreaID, leaving: Set<Vertex>, staying: Set<Vertex>) {
    guard let whole = outline(of: old) else { return }
    let below = children(of: new)
    for child in below {
      guard let origin = origins[child], outlook.entries[child] == nil else { continue }
      divide(origin, child, leaving: leaving, staying: staying)
    }
    let isBare = (below + children(of: old)).allSatisfy { outline(of: $0) == nil }
    let parts = isBare ? OutlineDivision.divide(whole, leaving: leaving, staying: staying) : united(whole, children(of: old), below)
    guard let parts else { return }
    outlines[old] = parts.stays
    outlines[new] = parts.leaves
  }

  /// Both parts as their areas make them up, when these cover the old outline.
  private func united(_ whole: Polygon, _ staying: [AreaID], _ leaving: [AreaID]) -> (stays: Polygon, leaves: Polygon)? {
    let (left, gone) = (staying.compactMap(outline), leaving.compactMap(outline))
    guard left.count == staying.count, gone.count == leaving.count,
      let stays = Polygon.united(left, tolerance: tolerance), let leaves = Polygon.united(gone, tolerance: tolerance),
      (stays.twiceArea + leaves.twiceArea - whole.twiceArea).magnitude <= whole.twiceArea.magnitude / 1_000
    else { return nil }
    return (stays, leaves)
  }

  /// Where the buildings of an area stand.
  private func spots(below area: AreaID) -> Set<Vertex> {
    guard state(area)?.level == lowest else { return children(of: area).reduce(into: []) { $0.formUnion(spots(below: $1)) } }
    let own = Set(outlook.buildings(of: area)).union(homes.filter { $0.value == area }.keys)
    return Set(own.filter { grid(of: $0) == area }.compactMap { outlook.buildings[$0]?.coordinates.map(Vertex.init) })
  }

  // MARK: Merging and retiring

  /// What ends leaves its land to another area of its level. Where one of them is not drawn, that one stays to be drawn.
  /// - Throws: ``Refusal`` `.invalid` on the field when their outlines do not make one.
  mutating func unite(_ areas: [AreaID], into target: AreaID, _ field: String) throws {
    for area in areas where outlook.outlines[area] != nil { outlines[area] = .some(nil) }
    let polygons: [Polygon] = ([target] + areas).compactMap { outlook.outlines[$0] }
    guard polygons.count == areas.count + 1 else {
      if !polygons.isEmpty { misfits.insert(target) }
      return
    }
    guard let whole = Polygon.united(polygons, tolerance: tolerance) else {
      let names = [areas[0], target].map { outlook.state($0)?.name ?? "" }
      throw AreaPlanner.problem(field, "apart", ["area": names[0], "into": names[1]])
    }
    outlines[target] = whole
  }

  // MARK: Above

  /// What came to lie in another area takes its land along: the areas it left and joined, and those above them as far as they differ,
  /// are what their parts now make up. Where these do not hang together, or are not all drawn, the old outline stays and is told as to be
  /// drawn.
  mutating func fitAbove() {
    for (id, draft) in drafts.sorted(by: { $0.key < $1.key }) {
      guard let before = outlook.state(id)?.parent, outlook.outlines[id] != nil else { continue }
      let next = draft?.parent ?? successors[id].flatMap { state($0)?.parent }
      fit(before, next)
    }
  }

  private mutating func fit(_ left: AreaID?, _ joined: AreaID?) {
    guard let left, let joined, left != joined else { return }
    if outlook.outlines[left] != nil { gather(left) }
    gather(joined)
    fit(state(left)?.parent, state(joined)?.parent)
  }

  private mutating func gather(_ area: AreaID) {
    guard outlines[area] == nil else { return }
    let below = children(of: area)
    guard !below.isEmpty else { return outlines[area] = .some(nil) }
    let drawn = below.compactMap(outline)
    if drawn.count == below.count, let whole = Polygon.united(drawn, tolerance: tolerance) {
      outlines[area] = whole
    } else if outlook.outlines[area] != nil {
      misfits.insert(area)
    }
  }
}
