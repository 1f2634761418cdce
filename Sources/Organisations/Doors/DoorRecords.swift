import Ground
import Places
import SQL

/// Finds what answers for a door: the areas above it, their posts and who held them, each by index.
struct DoorRecords: Sendable {
  let seal: PersonSeal

  /// The areas from the top down to one, as they were on a day; empty when it did not exist.
  func chain(to area: AreaID, on day: CivilDay, in session: any Session) throws -> [Area] {
    let query: Query = """
      WITH RECURSIVE up (area_id, code, level, name, parent_id, place, place_last, height) AS (
        SELECT s.area_id, s.code, s.level, s.name, s.parent_id, s.place, s.place_last, 0 FROM area_span s
        WHERE s.area_id = \(area) AND \(DatedRows.holding("s", on: day))
        UNION ALL
        SELECT s.area_id, s.code, s.level, s.name, s.parent_id, s.place, s.place_last, up.height + 1
        FROM up JOIN area_span s ON s.area_id = up.parent_id WHERE up.height < 16 AND \(DatedRows.holding("s", on: day))
      )
      SELECT area_id, code, level, name, parent_id, place, place_last FROM up ORDER BY height DESC
      """
    return try session.rows(query) { row in
      var next: RowReader = row.reader()
      return Area(
        id: try next.next(), code: try next.next(), level: try next.next(), name: try next.next(), parent: try next.next(),
        range: try next.range())
    }
  }

  /// The posts of these types in these areas or at this building on a day, with who held them.
  /// - Parameter isPast: posts that have gone to another area since are looked for where they were.
  func posts(
    types: [String], areas: [AreaID], building: BuildingID?, unit: Int?, on day: CivilDay, isPast: Bool, in session: any Session
  ) throws -> [DoorPost] {
    var arms: [Query] = ["(p.area_id IN (\(list: areas)) AND p.building_id IS NULL)"]
    // Looked up first: with the question inside the OR, SQLite walks all posts (18 ms for 77,196).
    let moved: [PostID] = isPast ? try self.moved(from: areas, in: session) : []
    if !moved.isEmpty { arms.append("(p.id IN (\(list: moved)) AND p.building_id IS NULL)") }
    if let building { arms.append("(p.building_id = \(building) AND (p.unit IS NULL OR p.unit = \(unit ?? 0)))") }
    let home: Query = isPast ? Within.stood("p", .posts, on: day) : "p.area_id"
    var out: [DoorPost] = []
    try session.each(
      """
      SELECT p.id, p.type, \(home), p.place, p.building_id, p.unit, h.person_id, n.name_sealed, h.valid_from
      FROM post p LEFT JOIN post_holding h ON h.post_id = p.id AND \(Validity.condition("h", on: day)) LEFT JOIN person n ON n.id = h.person_id
      WHERE (\(Query.joined(arms, by: " OR "))) AND p.organisation_id IS NULL AND p.type IN (\(list: types))
        AND \(Validity.condition("p", on: day))
      ORDER BY p.id, h.valid_from, h.person_id
      """
    ) { row in try read(row, into: &out) }
    return try withActing(out, on: day, in: session)
  }

  /// The posts that have left these areas at some time.
  private func moved(from areas: [AreaID], in session: any Session) throws -> [PostID] {
    try session.rows("SELECT DISTINCT m.row_id FROM area_move m WHERE m.subject = \(AreaSubject.posts) AND m.from_id IN (\(list: areas))") {
      try $0.at(0)
    }
  }

  private func read(_ row: Row, into out: inout [DoorPost]) throws {
    var next: RowReader = row.reader()
    let post = DoorPost(
      id: try next.next(), type: try next.next(), area: try next.next(), place: try next.next(), building: try next.next(),
      unit: try next.next(), holders: [], isOpen: false)
    if out.last?.id != post.id { out.append(post) }
    guard let person: PersonID = try next.next(), let sealed: [UInt8] = try next.next() else { return }
    out[out.count - 1].holders.append(.init(person: person, name: try seal.open(sealed, person), since: try next.next(), isActing: false))
  }

  /// Who acts for a post for the time being answers for the door too.
  private func withActing(_ posts: [DoorPost], on day: CivilDay, in session: any Session) throws -> [DoorPost] {
    guard !posts.isEmpty else { return [] }
    var acting: [PostID: [DoorPost.Holder]] = [:]
    try session.each(
      """
      SELECT s.post_id, s.person_id, n.name_sealed, s.valid_from FROM post_stand_in s JOIN person n ON n.id = s.person_id
      WHERE s.post_id IN (\(list: posts.map(\.id))) AND s.kind = 'acting' AND \(Validity.condition("s", on: day)) ORDER BY s.valid_from, s.id
      """
    ) { row in
      let person: PersonID = try row.at(1)
      let holder = DoorPost.Holder(
        person: person, name: try seal.open(row.at(2), person), since: try row.at(3), isActing: true)
      acting[try row.at(0), default: []].append(holder)
    }
    return posts.map { post in
      var out: DoorPost = post
      out.holders += acting[post.id] ?? []
      return out
    }
  }
}
