import Ground
import SQL

/// Works out what a plan does to what stands in the areas.
struct AreaEffectRecords: Sendable {
  let plan: AreaPlan
  let change: AreaChangeID
  let reverses: AreaChangeID?

  func effect(in session: any Session) throws -> AreaEffect {
    let ids: Set<AreaID> = plan.areas.union(plan.steps.compactMap(\.successor))
    var rows: [AreaID: Area] = try AreaRecords().find(ids.sorted(), in: session)
    let returning = try origins(in: session)
    for (id, area) in try AreaRecords().find(returning.filter { rows[$0] == nil }, in: session) { rows[id] = area }
    let homes = homes(rows)
    let moves = try moves(homes, in: session)
    let outlines = try outlines(homes)
    let endings = plan.steps.filter(\.isEnding)
    let sources = Set(endings.map(\.area) + plan.buildings.map(\.from) + outlines.keys)
    return AreaEffect(
      change: change, reverses: reverses, day: plan.day, shifts: plan.shifts, sources: sources.sorted().compactMap { source($0, rows, homes) },
      buildings: moves, successors: successors(endings, homes), outlines: outlines, staying: try staying(moves, in: session), homes: homes)
  }

  /// Where every area stands after the change; a retired one keeps its number, moved along with what lies around it.
  private func homes(_ rows: [AreaID: Area]) -> [AreaID: AreaEffect.Home] {
    var out: [AreaID: AreaEffect.Home] = [:]
    let shifts = plan.shifts
    for (id, area) in rows {
      let shift = shifts.first { $0.from.contains(area.range) }
      let moved = shift.map { shift in
        PlaceRange(Place(area.range.first.number + shift.distance), Place(area.range.last.number + shift.distance))
      }
      out[id] = AreaEffect.Home(area: id, range: moved ?? area.range)
    }
    for step in plan.steps { if let after = step.after { out[step.area] = AreaEffect.Home(area: step.area, range: after.range) } }
    return out
  }

  private func source(_ id: AreaID, _ rows: [AreaID: Area], _ homes: [AreaID: AreaEffect.Home]) -> AreaEffect.Source? {
    guard let row = rows[id], let home = homes[id] else { return nil }
    return AreaEffect.Source(area: id, before: row.range, after: home.range)
  }

  private func successors(_ endings: [AreaPlan.Step], _ homes: [AreaID: AreaEffect.Home]) -> [AreaID: AreaEffect.Home] {
    let next = Dictionary(uniqueKeysWithValues: endings.map { ($0.area, $0.successor) })
    var out: [AreaID: AreaEffect.Home] = [:]
    for step in endings {
      var target: AreaID? = step.successor
      // The successor of an area may itself end on that day.
      for _ in 0..<16 { if let current = target, let further = next[current] { target = further } }
      if let target, let home = homes[target] { out[step.area] = home }
    }
    return out
  }

  private func moves(_ homes: [AreaID: AreaEffect.Home], in session: any Session) throws -> [AreaEffect.BuildingMove] {
    let houses = try BuildingRecords().find(plan.buildings.map(\.building), in: session)
    return plan.buildings.compactMap { step in
      homes[step.to].map {
        AreaEffect.BuildingMove(building: step.building, from: step.from, to: $0, coordinates: houses[step.building]?.coordinates)
      }
    }
  }

  private func outlines(_ homes: [AreaID: AreaEffect.Home]) throws -> [AreaID: [(home: AreaEffect.Home, polygon: Polygon)]] {
    var drawn: [(home: AreaEffect.Home, polygon: Polygon)] = []
    for step in plan.outlines {
      guard let text = step.after, let home = homes[step.area] else { continue }
      drawn.append((home: home, polygon: try GeoJSON.polygon(text)))
    }
    let old = plan.outlines.filter { $0.before != nil && $0.after != nil }
    // What stands in a grid goes to a grid, also when the community was drawn anew with it.
    return Dictionary(uniqueKeysWithValues: old.map { step in (step.area, drawn.filter { $0.home.isLevel(with: homes[step.area]) }) })
  }

  private func staying(_ moves: [AreaEffect.BuildingMove], in session: any Session) throws -> [AreaID: [Coordinates]] {
    let leaving = Set(moves.map(\.building))
    var out: [AreaID: [Coordinates]] = [:]
    for area in Set(moves.map(\.from)).sorted() {
      try session.each("SELECT id, longitude, latitude FROM building WHERE area_id = \(area) AND valid_until IS NULL") { row in
        guard !leaving.contains(try row.at(0)), let point = Coordinates(longitude: try row.at(1), latitude: try row.at(2)) else { return }
        out[area, default: []].append(point)
      }
    }
    return out
  }

  /// From where the change that is taken back had taken things.
  private func origins(in session: any Session) throws -> [AreaID] {
    guard let reverses else { return [] }
    return try session.rows("SELECT DISTINCT from_id FROM area_move WHERE change_id = \(reverses)") { try $0.at(0) }
  }
}
