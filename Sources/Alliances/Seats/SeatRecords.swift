import Ground
import SQL

/// Seats, turns and the holdings that follow from them.
struct SeatRecords: Sendable {
  private static let columns: Query =
    "s.id, s.alliance_id, s.kind, s.member_id, s.post_id, s.person_id, s.valid_from, s.valid_until"

  private static func seat(_ row: Row) throws -> AllianceSeat {
    var reader: RowReader = row.reader()
    return AllianceSeat(
      id: try reader.next(), alliance: try reader.next(), kind: try reader.next(), member: try reader.next(), post: try reader.next(),
      person: try reader.next(), validFrom: try reader.next(), validUntil: try reader.next())
  }

  func insert(_ seat: AllianceSeat, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO alliance_seat (id, alliance_id, kind, member_id, post_id, person_id, valid_from, valid_until)
      VALUES (\(seat.id), \(seat.alliance), \(seat.kind), \(seat.member), \(seat.post), \(seat.person), \(seat.validFrom),
        \(seat.validUntil))
      """)
  }

  func end(_ id: AllianceSeatID, on day: CivilDay, in session: any Session) throws {
    try session.run("UPDATE alliance_seat SET valid_until = \(day) WHERE id = \(id)")
  }

  /// All that are or have been, in the order in which they came.
  func all(of alliance: OrganisationID, in session: any Session) throws -> [AllianceSeat] {
    try session.rows("SELECT \(Self.columns) FROM alliance_seat s WHERE s.alliance_id = \(alliance) ORDER BY s.id", Self.seat)
  }

  // MARK: Lists

  func list(
    kind: AllianceSeat.Kind?, of scope: AllianceScope, alliances filter: AllianceFilter, after cursor: RowCursor?, limit: Int,
    in session: any Session
  ) throws -> Rows<AllianceSeat> {
    var conditions: [Query] = seatConditions(kind, scope, filter)
    if let cursor { conditions.append("s.id > \(cursor.id)") }
    let found: [AllianceSeat] = try session.rows(
      "SELECT \(Self.columns) \(Self.joined) WHERE \(Query.joined(conditions, by: " AND ")) ORDER BY s.id LIMIT \(limit + 1)", Self.seat)
    return Rows(found, limit: limit) { RowCursor(0, $0.id.raw) }
  }

  func count(kind: AllianceSeat.Kind, of scope: AllianceScope, alliances filter: AllianceFilter, in session: any Session) throws -> Int {
    try session.value("SELECT COUNT(*) \(Self.joined) WHERE \(Query.joined(seatConditions(kind, scope, filter), by: " AND "))")
  }

  private static let joined: Query = """
    FROM alliance_seat s JOIN alliance a ON a.organisation_id = s.alliance_id JOIN organisation o ON o.id = a.organisation_id
    """

  private func seatConditions(_ kind: AllianceSeat.Kind?, _ scope: AllianceScope, _ filter: AllianceFilter) -> [Query] {
    var out: [Query] = [scope.condition, Validity.condition("o", on: scope.day), Validity.condition("s", on: scope.day)]
    out += filter.conditions(on: scope.day)
    if let kind { out.append("s.kind = \(kind)") }
    return out
  }

  // MARK: Turns

  func turns(of alliance: OrganisationID, in session: any Session) throws -> [AllianceTurn] {
    try session.rows(
      "SELECT t.seat_id, t.person_id, t.valid_from, t.valid_until FROM alliance_turn t WHERE t.alliance_id = \(alliance) ORDER BY t.valid_from"
    ) { row in
      var reader: RowReader = row.reader()
      let seat: AllianceSeatID = try reader.next()
      let person: PersonID = try reader.next()
      return AllianceTurn(turn: Rotation.Turn(seat: seat, from: try reader.next(), until: try reader.next()), person: person)
    }
  }

  /// The alliances in which a turn of one of these people begins in these days.
  func turnsBeginning(after day: CivilDay, through last: CivilDay, of people: [PersonID], in session: any Session) throws -> [OrganisationID] {
    try session.rows(
      """
      SELECT DISTINCT t.alliance_id FROM alliance_turn t
      WHERE t.valid_from > \(day) AND t.valid_from <= \(last) AND t.person_id IN (\(list: people)) ORDER BY 1
      """
    ) { try $0.at(0) }
  }

  /// Takes out the turns from a day on.
  func removeTurns(of alliance: OrganisationID, from day: CivilDay, in session: any Session) throws {
    try session.run("DELETE FROM alliance_turn WHERE alliance_id = \(alliance) AND valid_from >= \(day)")
  }

  func insert(_ turn: AllianceTurn, of alliance: OrganisationID, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO alliance_turn (alliance_id, seat_id, person_id, valid_from, valid_until)
      VALUES (\(alliance), \(turn.turn.seat), \(turn.person), \(turn.turn.from), \(turn.turn.until))
      """)
  }

  // MARK: Posts and holdings

  /// Ends a post that is no longer a seat, and whoever holds it with it.
  func close(_ post: PostID, on day: CivilDay, in session: any Session) throws {
    try session.run("DELETE FROM post_holding WHERE post_id = \(post) AND valid_from >= \(day)")
    try session.run(
      """
      UPDATE post_holding SET valid_until = \(day)
      WHERE post_id = \(post) AND (valid_until IS NULL OR valid_until > \(day))
      """)
    try session.run("UPDATE post SET valid_until = \(day), version = version + 1 WHERE id = \(post)")
  }

  /// Who holds posts on a day: the chair in office, for a rotating chair's.
  func holders(of posts: Set<PostID>, on day: CivilDay, in session: any Session) throws -> [PostID: PersonID] {
    guard !posts.isEmpty else { return [:] }
    var out: [PostID: PersonID] = [:]
    try session.each(
      """
      SELECT h.post_id, h.person_id FROM post_holding h WHERE h.post_id IN (\(list: posts.sorted())) AND \(Validity.condition("h", on: day))
      ORDER BY h.valid_from, h.person_id DESC
      """
    ) { row in out[try row.at(0)] = try row.at(1, as: PersonID.self) }
    return out
  }

  /// Whether somebody holds, on a day, a post of one of these organisations or of the area: only such people are named by id.
  func isNear(_ person: PersonID, _ organisations: [OrganisationID], area: AreaID, on day: CivilDay, in session: any Session) throws -> Bool {
    try session.first(
      """
      SELECT 1 FROM post_holding h JOIN post p ON p.id = h.post_id
      WHERE h.person_id = \(person) AND (h.valid_until IS NULL OR h.valid_until > \(day))
        AND (p.organisation_id IN (\(list: organisations)) OR p.area_id = \(area)) LIMIT 1
      """) != nil
  }

  /// People who hold a post of an organisation on a day: who could sit for it.
  func people(of organisation: OrganisationID, on day: CivilDay, in session: any Session) throws -> [PersonID] {
    try session.rows(
      """
      SELECT DISTINCT h.person_id FROM post_holding h JOIN post p ON p.id = h.post_id
      WHERE p.organisation_id = \(organisation) AND \(Validity.condition("h", on: day)) AND \(Validity.condition("p", on: day))
      ORDER BY h.person_id LIMIT 50
      """
    ) { try $0.at(0) }
  }

  /// People who hold a post of an area itself on a day.
  func people(at area: AreaID, on day: CivilDay, in session: any Session) throws -> [PersonID] {
    try session.rows(
      """
      SELECT DISTINCT h.person_id FROM post_holding h JOIN post p ON p.id = h.post_id
      WHERE p.area_id = \(area) AND p.building_id IS NULL AND p.organisation_id IS NULL AND \(Validity.condition("h", on: day)) AND \(Validity.condition("p", on: day))
      ORDER BY h.person_id LIMIT 50
      """
    ) { try $0.at(0) }
  }
}
