import Ground
import Places

/// What somebody saw of a town evening by evening. It never asks about the past, so what it says of a past day owes nothing to spans and moves.
struct Evenings: Sendable {
  typealias Rows = [AreaID: Set<Int64>]

  struct Evening: Sendable {
    let day: CivilDay
    let tree: AreaTree
    let doors: [BuildingID: String]
    /// By list, what that of every area showed.
    let lists: [String: Rows]
  }

  private(set) var all: [Evening] = []
  /// What a new area was cut from, or the area above it.
  private var births: [AreaID: AreaID] = [:]
  /// By list, the lowest areas that showed a row when it was first seen.
  private var first: [String: [Int64: Set<AreaID>]] = [:]
  /// Lists of which a row has gone to another area.
  private(set) var moved: Set<String> = []

  mutating func note(_ change: AreaChange) {
    for step in change.plan.steps where step.isNew && births[step.area] == nil { births[step.area] = step.origin ?? step.after?.parent }
  }

  mutating func note(_ evening: Evening) {
    for (list, rows) in evening.lists {
      for (row, areas) in Self.homes(rows, evening.tree) {
        if let known = first[list]?[row] {
          if known != areas { moved.insert(list) }
        } else {
          first[list, default: [:]][row] = areas
        }
      }
    }
    all.append(evening)
  }

  /// The areas that show a row while none below them does.
  private static func homes(_ rows: Rows, _ tree: AreaTree) -> [Int64: Set<AreaID>] {
    var out: [Int64: Set<AreaID>] = [:]
    for area in tree.areas {
      let below: Set<Int64> = tree.children(of: area.id).reduce(into: []) { $0.formUnion(rows[$1.id] ?? []) }
      for row in (rows[area.id] ?? []).subtracting(below) { out[row, default: []].insert(area.id) }
    }
    return out
  }

  /// What a list should say of an evening later on: what was seen then, and what has come since where its ground lay then.
  func expected(_ list: String, on evening: Evening, withLater: Bool) -> Rows {
    var out: Rows = evening.lists[list] ?? [:]
    let known: Set<Int64> = out.values.reduce(into: []) { $0.formUnion($1) }
    guard withLater else { return out }
    for (row, areas) in first[list] ?? [:] where !known.contains(row) {
      for area in areas.compactMap({ ground($0, evening) }).flatMap({ evening.tree.chain(of: $0) }) { out[area.id, default: []].insert(row) }
    }
    return out
  }

  /// Where the ground of an area lay on an evening: in itself, or, when it was not there, in what it had last lain in or was cut from.
  private func ground(_ area: AreaID, _ evening: Evening) -> AreaID? {
    var next: AreaID? = area
    for _ in 0..<32 {
      guard let current = next else { return nil }
      if evening.tree[current] != nil { return current }
      let earlier: Evening? = all.last { $0.day < evening.day && $0.tree[current] != nil }
      next = earlier?.tree[current]?.parent ?? births[current]
    }
    return nil
  }
}
