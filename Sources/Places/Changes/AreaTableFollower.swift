public import Ground
public import SQL

/// Follows a change with a table that has the usual columns: `id`, `place`, and if it has them `place_last`, `area_id`,
/// `building_id`, `version`.
public struct AreaTableFollower: AreaFollower {
  private let subject: AreaSubject
  private let table: Query
  private let hasLast: Bool
  private let isHomed: Bool
  private let hasBuilding: Bool
  private let hasVersion: Bool
  private let telling: Telling?
  private let area: Query
  private let place: Query
  private let current: @Sendable (CivilDay) -> Query

  /// How a row is told in a dry run.
  public struct Telling: Sendable {
    let permission: Permission
    let title: Query
    let word: String?
    let path: String?

    /// - Parameters:
    ///   - permission: without it the rows are counted and not shown.
    ///   - title: a text column or expression of the table `t`.
    ///   - word: when the title is a key, what stands before it in the words: `post.`
    ///   - path: the row's page without its id: `/posts/`.
    public init(_ permission: Permission, title: Query, word: String? = nil, path: String? = nil) {
      self.permission = permission
      self.title = title
      self.word = word
      self.path = path
    }
  }

  /// - Parameters:
  ///   - subject: names the things in words and in `area_move`.
  ///   - table: its name.
  ///   - hasLast: it has a `place_last`.
  ///   - isHomed: it has an `area_id`, which follows an area's successor.
  ///   - hasBuilding: it has a `building_id`, with which it moves.
  ///   - hasVersion: it has a `version`, which is raised when a row moves.
  ///   - area: the column of the area, when it has another name; `place` likewise.
  ///   - telling: how its rows are told in a dry run; without, they are only counted.
  ///   - current: what still counts on the change's day; the rest keeps its area and is only renumbered.
  public init(
    _ subject: AreaSubject, table: Query, hasLast: Bool = false, isHomed: Bool = true, hasBuilding: Bool = false, hasVersion: Bool = false,
    area: Query = "area_id", place: Query = "place", telling: Telling? = nil, current: @escaping @Sendable (CivilDay) -> Query = { _ in "1 = 1" }
  ) {
    self.telling = telling
    self.area = area
    self.place = place
    self.subject = subject
    self.table = table
    self.hasLast = hasLast
    self.isHomed = isHomed
    self.hasBuilding = hasBuilding
    self.hasVersion = hasVersion
    self.current = current
  }

  public func touched(by effect: AreaEffect, for caller: Caller, words: Words, in session: any Session) throws -> [AreaTouch] {
    let moves = try moves(effect, in: session)
    let numbered: Int = try session.value("SELECT COUNT(*) FROM \(table) WHERE \(effect.isShifted(place)) AND \(current(effect.day))")
    guard !moves.isEmpty || numbered > 0 else { return [] }
    let rows = try rows(moves, effect, for: caller, words, in: session)
    return [AreaTouch(subject: subject.rawValue, moved: moves.count, renumbered: numbered, rows: rows)]
  }

  private func rows(_ moves: [Move], _ effect: AreaEffect, for caller: Caller, _ words: Words, in session: any Session) throws -> [AreaTouch.Row] {
    guard let telling, !moves.isEmpty else { return [] }
    let shown = effect.page(of: moves)
    let seen = caller.policy(for: telling.permission).filter(place: "t.\(place)")
    var titles: [Int64: String] = [:]
    try session.each("SELECT t.id, \(telling.title) FROM \(table) t WHERE t.id IN (\(list: shown.map(\.row))) AND \(seen)") { row in
      titles[try row.at(0)] = try row.at(1)
    }
    return shown.compactMap { move in
      guard let title = titles[move.row] else { return nil }
      return AreaTouch.Row(
        title: telling.word.map { words($0 + title) } ?? title, href: telling.path.map { "\($0)\(move.row)" }, from: move.from, to: move.to.area)
    }
  }

  public func follow(_ effect: AreaEffect, by caller: Caller, in session: any Session) throws {
    try effect.shift(table, place: place, last: hasLast ? "place_last" : nil, in: session)
    for move in try moves(effect, in: session) { try carry(move, effect, in: session) }
  }

  private struct Move {
    let row: Int64
    let from: AreaID
    let to: AreaEffect.Home
  }

  /// First what the change that is taken back had moved, as far as it still stands there; then by building and successor.
  private func moves(_ effect: AreaEffect, in session: any Session) throws -> [Move] {
    guard isHomed else { return [] }
    var known: Set<Int64> = []
    var out: [Move] = []
    for move in try returning(effect, in: session) + leaving(effect, in: session) where known.insert(move.row).inserted { out.append(move) }
    return out
  }

  private func returning(_ effect: AreaEffect, in session: any Session) throws -> [Move] {
    guard let reversed = effect.reverses else { return [] }
    let found: [Move?] = try session.rows(
      """
      SELECT t.id, t.\(area), m.from_id FROM area_move m JOIN \(table) t ON t.id = m.row_id AND t.\(area) = m.to_id
      WHERE m.change_id = \(reversed) AND m.subject = \(subject) ORDER BY t.id
      """
    ) { row in
      guard let home = effect.homes[try row.at(2)] else { return nil }
      return Move(row: try row.at(0), from: try row.at(1), to: home)
    }
    return found.compactMap { $0 }
  }

  private func leaving(_ effect: AreaEffect, in session: any Session) throws -> [Move] {
    let sources: [AreaID] = effect.sources.map(\.area)
    guard !sources.isEmpty else { return [] }
    let building: Query = hasBuilding ? "building_id" : "CAST(NULL AS BIGINT)"
    let found: [Move?] = try session.rows(
      "SELECT id, \(area), \(building) FROM \(table) WHERE \(area) IN (\(list: sources)) AND \(current(effect.day)) ORDER BY id"
    ) { row in
      let area: AreaID = try row.at(1)
      guard let home = effect.home(of: area, building: try row.at(2)) else { return nil }
      return Move(row: try row.at(0), from: area, to: home)
    }
    return found.compactMap { $0 }
  }

  private func carry(_ move: Move, _ effect: AreaEffect, in session: any Session) throws {
    let last: Query = hasLast ? ", place_last = \(move.to.range.last)" : ""
    let version: Query = hasVersion ? ", version = version + 1" : ""
    try session.run("UPDATE \(table) SET \(area) = \(move.to.area), \(place) = \(move.to.place)\(last)\(version) WHERE id = \(move.row)")
    try AreaMoveRecords.insert(change: effect.change, subject: subject, row: move.row, from: move.from, to: move.to.area, in: session)
  }
}
