import Ground
import Places
import SQL

/// Follows a change with a table whose place or area stands under a name of its own.
struct TieFollower: AreaFollower {
  private let subject: AreaSubject
  private let table: Query
  private let row: Query
  private let place: Query?
  private let area: Query?
  private let after: @Sendable (Int64, any Session) throws -> Void

  /// - Parameters:
  ///   - subject: names the things in words and in `area_move`.
  ///   - row: the column by which a row is found again.
  ///   - place: its place, renumbered with the areas.
  ///   - area: the area it names; without one, what lies at a retired area's place goes with it.
  ///   - after: what else a row needs once it has moved.
  init(
    _ subject: AreaSubject, table: Query, row: Query = "id", place: Query? = nil, area: Query? = nil,
    after: @escaping @Sendable (Int64, any Session) throws -> Void = { _, _ in }
  ) {
    self.subject = subject
    self.table = table
    self.row = row
    self.place = place
    self.area = area
    self.after = after
  }

  func touched(by effect: AreaEffect, for caller: Caller, words: Words, in session: any Session) throws -> [AreaTouch] {
    let moved: Int = try moves(effect, isDone: false, in: session).count
    var renumbered: Int = 0
    if let place { renumbered = try session.value("SELECT COUNT(*) FROM \(table) WHERE \(effect.isShifted(place))") }
    guard moved > 0 || renumbered > 0 else { return [] }
    return [AreaTouch(subject: subject.rawValue, moved: moved, renumbered: renumbered)]
  }

  func follow(_ effect: AreaEffect, by caller: Caller, in session: any Session) throws {
    if let place { try effect.shift(table, place: place, in: session) }
    for move in try moves(effect, isDone: true, in: session) { try carry(move, effect, in: session) }
  }

  private struct Move {
    let row: Int64
    let from: AreaID
    let to: AreaEffect.Home
  }

  private func moves(_ effect: AreaEffect, isDone: Bool, in session: any Session) throws -> [Move] {
    var known: Set<Int64> = []
    return try (returning(effect, in: session) + leaving(effect, isDone: isDone, in: session)).filter { known.insert($0.row).inserted }
  }

  private func leaving(_ effect: AreaEffect, isDone: Bool, in session: any Session) throws -> [Move] {
    var out: [Move] = []
    for source in effect.sources {
      guard let home = effect.home(of: source.area) else { continue }
      let condition: Query
      if let area {
        condition = "\(area) = \(source.area)"
      } else if let place {
        condition = "\(place) = \((isDone ? source.after : source.before).first)"
      } else {
        continue
      }
      out += try session.rows("SELECT \(row) FROM \(table) WHERE \(condition) ORDER BY 1") { Move(row: try $0.at(0), from: source.area, to: home) }
    }
    return out
  }

  /// What the change that is taken back had moved.
  private func returning(_ effect: AreaEffect, in session: any Session) throws -> [Move] {
    guard let reversed = effect.reverses else { return [] }
    let found: [Move?] = try session.rows(
      "SELECT m.row_id, m.from_id FROM area_move m WHERE m.change_id = \(reversed) AND m.subject = \(subject) ORDER BY m.row_id"
    ) { line in
      let from: AreaID = try line.at(1)
      return try effect.homes[from].map { Move(row: try line.at(0), from: from, to: $0) }
    }
    return found.compactMap { $0 }
  }

  private func carry(_ move: Move, _ effect: AreaEffect, in session: any Session) throws {
    var sets: [Query] = []
    if let area { sets.append("\(area) = \(move.to.area)") }
    if let place { sets.append("\(place) = \(move.to.place)") }
    var condition: Query = "\(row) = \(move.row)"
    // A party stands beside others of the same agreement; one that comes back is no longer under its own id.
    if let area, effect.reverses == nil { condition = "\(condition) AND \(area) = \(move.from)" }
    if let area, let reversed = effect.reverses {
      condition = """
        \(condition) AND \(area) = (SELECT m.to_id FROM area_move m
          WHERE m.change_id = \(reversed) AND m.subject = \(subject) AND m.row_id = \(move.row))
        """
    }
    try session.run("UPDATE \(table) SET \(Query.joined(sets, by: ", ")) WHERE \(condition)")
    try AreaMoveRecords.insert(change: effect.change, subject: subject, row: move.row, from: move.from, to: move.to.area, in: session)
    try after(move.row, session)
  }
}
