import Ground

extension AreaPlanner {
  mutating func create(below parent: AreaID, code: String?, name: String, origin: AreaID?) throws -> AreaID {
    let above = try standing(parent, "parent")
    let id = fresh()
    let code = try self.code(code, below: above, for: id)
    leaningOn.insert(parent)
    try add(id, code: code, name: name, parent: parent, origin: origin)
    return id
  }

  mutating func add(_ id: AreaID, code: String, name: String, parent: AreaID, origin: AreaID?) throws {
    let index = levelIndex(try standing(parent, "parent").level) + 1
    set(id, AreaState(code: code, level: levels[index].id, name: try checked(name), parent: parent))
    origins[id] = origin
  }

  mutating func rename(_ area: AreaID, _ name: String) throws -> AreaID {
    var state = try standing(area, "area")
    state.name = try checked(name)
    set(area, state)
    return area
  }

  mutating func recode(_ codes: [AreaID: String]) throws -> AreaID {
    // From the top: a community that is renumbered takes its grids along before one of them gets a number of its own.
    let wanted = codes.sorted { (outlook.state($0.key)?.code.utf8.count ?? 0, $0.key) < (outlook.state($1.key)?.code.utf8.count ?? 0, $1.key) }
    for (area, code) in wanted {
      _ = try standing(area, "area")
      renumber(area, code)
    }
    for (area, code) in wanted {
      guard let parent = state(area)?.parent else { throw AreaPlanner.problem("area", "top") }
      _ = try self.code(code, below: try standing(parent, "area"), for: area)
    }
    guard let first = wanted.first?.key else { throw AreaPlanner.problem("code", "nothing") }
    return first
  }

  mutating func move(_ area: AreaID, to parent: AreaID, code: String?) throws -> AreaID {
    let own = try standing(area, "area")
    guard own.parent != nil else { throw AreaPlanner.problem("area", "top") }
    guard own.parent != parent else { throw AreaPlanner.problem("parent", "same_parent") }
    try adopt(area, by: parent, code: code)
    return area
  }

  /// Puts an area, with all below it, below another. It keeps the end of its code where that is free.
  mutating func adopt(_ area: AreaID, by parent: AreaID, code wanted: String? = nil) throws {
    let own = try standing(area, "area")
    let above = try standing(parent, "parent")
    guard levelIndex(above.level) + 1 == levelIndex(own.level) else { throw AreaPlanner.problem("parent", "level") }
    let code = try self.code(wanted, below: above, keeping: own.code, for: area)
    renumber(area, code)
    guard var moved = state(area) else { return }
    moved.parent = parent
    set(area, moved)
    leaningOn.insert(parent)
  }

  mutating func merge(_ areas: [AreaID], into target: AreaID) throws -> AreaID {
    let kept = try standing(target, "into")
    guard !areas.isEmpty, !areas.contains(target) else { throw AreaPlanner.problem("into", "merge_self") }
    leaningOn.insert(target)
    for area in areas {
      let state = try standing(area, "area")
      guard state.level == kept.level else { throw AreaPlanner.problem("into", "level") }
      for child in children(of: area) { try adopt(child, by: target) }
      for building in outlook.buildings(of: area) { homes[building] = target }
      set(area, nil)
      successors[area] = target
    }
    try unite(areas, into: target, "into")
    return target
  }

  mutating func retire(_ area: AreaID, _ successor: AreaID?) throws -> AreaID {
    let own = try standing(area, "area")
    guard let parent = own.parent else { throw AreaPlanner.problem("area", "top") }
    let next = successor ?? parent
    guard next != area else { throw AreaPlanner.problem("successor", "merge_self") }
    _ = try standing(next, "successor")
    leaningOn.insert(next)
    if !children(of: area).isEmpty { throw AreaPlanner.problem("area", "open_children", ["count": "\(children(of: area).count)"]) }
    let houses = outlook.buildings(of: area)
    if !houses.isEmpty { throw AreaPlanner.problem("area", "open_buildings", ["count": "\(houses.count)"]) }
    set(area, nil)
    successors[area] = next
    if state(next)?.level == own.level {
      try unite([area], into: next, "successor")
    } else if outlook.outlines[area] != nil {
      throw AreaPlanner.problem("successor", "land", ["area": own.name])
    }
    return area
  }

  mutating func assign(_ buildings: [BuildingID], to grid: AreaID) throws -> AreaID {
    guard try standing(grid, "into").level == lowest else { throw AreaPlanner.problem("into", "level") }
    for building in buildings {
      guard outlook.buildings[building] != nil else { throw AreaPlanner.problem("buildings", "no_building") }
      homes[building] = grid
    }
    leaningOn.insert(grid)
    return grid
  }

  func checked(_ name: String) throws -> String {
    guard !name.isEmpty else { throw AreaPlanner.problem("name", "name") }
    return name
  }
}
