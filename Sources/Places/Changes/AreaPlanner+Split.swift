import Ground

extension AreaPlanner {
  /// What of an area goes into a part.
  private enum Extent { case all, some, none }

  /// - Parameter isDrawn: the parts get outlines; not when they come with their own.
  mutating func split(_ area: AreaID, _ parts: [AreaCommand.Part], isDrawn: Bool = true) throws -> AreaID {
    let own = try standing(area, "area")
    guard let parent = own.parent else { throw AreaPlanner.problem("area", "top") }
    guard !parts.isEmpty else { throw AreaPlanner.problem("buildings", "nothing_chosen") }
    var taken: Set<BuildingID> = []
    let within = Set(outlook.subtree(of: area))
    for part in parts {
      guard taken.isDisjoint(with: part.buildings) else { throw AreaPlanner.problem("buildings", "chosen_twice") }
      taken.formUnion(part.buildings)
      guard part.buildings.allSatisfy({ outlook.buildings[$0].map { within.contains($0.grid) } ?? false }),
        part.areas.allSatisfy({ $0 != area && within.contains($0) })
      else { throw AreaPlanner.problem("buildings", "no_building") }
      let new = try create(below: parent, code: part.code, name: part.name, origin: area)
      guard try take(part, from: area, to: new) else { throw AreaPlanner.problem("buildings", "nothing_chosen") }
      if isDrawn { divideOutline(of: area, for: new) }
    }
    guard own.level == lowest ? outlook.buildings(of: area).contains(where: { grid(of: $0) == area }) : !children(of: area).isEmpty else {
      throw AreaPlanner.problem("buildings", "nothing_left")
    }
    return area
  }

  /// - Returns: whether anything went.
  private mutating func take(_ part: AreaCommand.Part, from area: AreaID, to new: AreaID) throws -> Bool {
    if try standing(area, "area").level == lowest {
      for building in part.buildings { homes[building] = new }
      return !part.buildings.isEmpty
    }
    var isTaken = false
    for child in outlook.children(of: area) { isTaken = try carve(child, part, to: new) || isTaken }
    return isTaken
  }

  /// An area that goes altogether is adopted; one that goes in part is cut, and what is cut off keeps its name.
  private mutating func carve(_ area: AreaID, _ part: AreaCommand.Part, to parent: AreaID) throws -> Bool {
    switch extent(of: area, part) {
    case .none: return false
    case .all:
      guard state(area)?.parent != parent else { return true }
      try adopt(area, by: parent)
    case .some:
      let own = try standing(area, "area")
      let new = fresh()
      try add(
        new, code: try code(nil, below: try standing(parent, "parent"), keeping: own.code, for: new), name: own.name, parent: parent, origin: area)
      if own.level == lowest {
        for building in outlook.buildings(of: area) where part.buildings.contains(building) { homes[building] = new }
      } else {
        for child in outlook.children(of: area) { _ = try carve(child, part, to: new) }
      }
    }
    return true
  }

  private func extent(of area: AreaID, _ part: AreaCommand.Part) -> Extent {
    if part.areas.contains(area) { return .all }
    if outlook.state(area)?.level == lowest {
      let houses = outlook.buildings(of: area)
      let chosen = houses.count { part.buildings.contains($0) }
      return chosen == 0 ? .none : chosen == houses.count ? .all : .some
    }
    let below = outlook.children(of: area).map { extent(of: $0, part) }
    if below.allSatisfy({ $0 == .none }) { return .none }
    return below.allSatisfy { $0 == .all } ? .all : .some
  }

  mutating func cut(_ area: AreaID, stays: Polygon, _ parts: [AreaCommand.OutlinedPart]) throws -> AreaID {
    try cover([area: stays], parts.map(\.outline))
    var chosen: [Set<BuildingID>] = parts.map { _ in [] }
    for grid in outlook.subtree(of: area) where outlook.state(grid)?.level == lowest {
      for building in outlook.buildings(of: grid) {
        guard let house = outlook.buildings[building] else { continue }
        let place = try hit(house, among: [stays] + parts.map(\.outline))
        if place > 0 { chosen[place - 1].insert(building) }
      }
    }
    let before = Set(drafts.keys)
    _ = try split(area, zip(parts, chosen).map { AreaCommand.Part(name: $0.name, code: $0.code, buildings: $1) }, isDrawn: false)
    let level = outlook.state(area)?.level
    let created = drafts.keys.filter { !before.contains($0) && outlook.entries[$0] == nil && state($0)?.level == level }
    for (id, part) in zip(created.sorted(), parts) { outlines[id] = part.outline }
    outlines[area] = stays
    return area
  }

  /// Of one level, or of several where a border is that of a community too.
  mutating func redraw(_ wanted: [AreaID: Polygon]) throws -> AreaID {
    let levels = Dictionary(grouping: wanted.keys.sorted()) { state($0)?.level ?? "" }
    for ids in levels.values {
      for id in ids { _ = try standing(id, "area") }
      try cover(wanted.filter { ids.contains($0.key) }, [])
    }
    for (id, outline) in wanted { outlines[id] = outline }
    try rehouse(levels[lowest] ?? [], wanted)
    guard let first = levels.max(by: { levelIndex($0.key) < levelIndex($1.key) })?.value.first else {
      throw AreaPlanner.problem("outlines", "nothing")
    }
    return first
  }

  /// Buildings go where they stand.
  private mutating func rehouse(_ grids: [AreaID], _ wanted: [AreaID: Polygon]) throws {
    let polygons: [Polygon] = grids.compactMap { wanted[$0] }
    for id in grids {
      for building in outlook.buildings(of: id) {
        guard let house = outlook.buildings[building] else { continue }
        let place = try hit(house, among: polygons)
        if grids[place] != id { homes[building] = grids[place] }
      }
    }
  }

  /// Which of the outlines a building stands in.
  /// - Throws: when it is none or several.
  private func hit(_ house: AreaOutlook.House, among outlines: [Polygon]) throws -> Int {
    guard let point = house.coordinates else { return 0 }
    let found = outlines.indices.filter { outlines[$0].contains(point) }
    guard let only = found.first, found.count == 1 else {
      throw AreaPlanner.problem("outlines", found.isEmpty ? "building_outside" : "building_twice", ["building": house.name])
    }
    return only
  }

  /// New outlines cover together what the old ones did: within a thousandth, because a corner cannot lie exactly on a slanting line.
  private func cover(_ wanted: [AreaID: Polygon], _ parts: [Polygon]) throws {
    let old: [Polygon] = wanted.keys.compactMap { outlook.outlines[$0] }
    guard old.count == wanted.count else { return }
    let before: Int128 = old.reduce(0) { $0 + $1.twiceArea }
    let after: Int128 = (Array(wanted.values) + parts).reduce(0) { $0 + $1.twiceArea }
    if (after - before).magnitude > before.magnitude / 1000 {
      throw AreaPlanner.problem("outlines", after < before ? "gap" : "overlap")
    }
  }
}
