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
  ///   - place: its place, renumbered with the areas; what lies at a retired area's place goes with it.
  ///   - area: the area it may name, which follows likewise.
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

  /// First what the change that is taken back had moved, as far as it still stands there; then what stands in a retired area.
  private func moves(_ effect: AreaEffect, isDone: Bool, in session: any Session) throws -> [Move] {
    var known: Set<Int64> = []
    return try (returning(effect, in: session) + leaving(effect, isDone: isDone, in: session)).filter { known.insert($0.row).inserted }
  }

  private func returning(_ effect: AreaEffect, in session: any Session) throws -> [Move] {
    guard let reversed = effect.reverses else { return [] }
    let found: [Move?] = try session.rows(
      """
      SELECT m.row_id, m.to_id, m.from_id FROM area_move m JOIN area a ON a.id = m.to_id JOIN \(table) t ON t.\(row) = m.row_id
      WHERE m.change_id = \(reversed) AND m.subject = \(subject) AND \(stands(at: "a.place", of: "a.id")) ORDER BY m.row_id
      """
    ) { line in
      let origin: AreaID = try line.at(2)
      return try effect.homes[origin].map { Move(row: try line.at(0), from: try line.at(1), to: $0) }
    }
    return found.compactMap { $0 }
  }

  private func leaving(_ effect: AreaEffect, isDone: Bool, in session: any Session) throws -> [Move] {
    var out: [Move] = []
    for source in effect.sources {
      guard let home = effect.home(of: source.area) else { continue }
      let there: Place = (isDone ? source.after : source.before).first
      out += try session.rows(
        "SELECT t.\(row) FROM \(table) t WHERE \(stands(at: "\(there)", of: "\(source.area)")) ORDER BY 1"
      ) { Move(row: try $0.at(0), from: source.area, to: home) }
    }
    return out
  }

  /// A unit's pair names no area and yet lies in one: where there is a place, it decides.
  private func stands(at number: Query, of id: Query) -> Query {
    if let place { return "t.\(place) = \(number)" }
    return area.map { "t.\($0) = \(id)" } ?? "1 = 0"
  }

  private func carry(_ move: Move, _ effect: AreaEffect, in session: any Session) throws {
    var sets: [Query] = []
    // A party stands beside others, of the same agreement or pair, whose area stays.
    if let area { sets.append("\(area) = CASE WHEN \(area) = \(move.from) THEN \(move.to.area) ELSE \(area) END") }
    if let place { sets.append("\(place) = \(move.to.place)") }
    try session.run("UPDATE \(table) SET \(Query.joined(sets, by: ", ")) WHERE \(row) = \(move.row)")
    try AreaMoveRecords.insert(change: effect.change, subject: subject, row: move.row, from: move.from, to: move.to.area, in: session)
    try after(move.row, session)
  }
}
