public import Ground
public import SQL

/// Who has the permissions of which posts: whoever holds one, and whoever acts for it.
public enum OccupancyRecords {
  /// A post that somebody has.
  public struct Held: Sendable, Hashable {
    public let post: PostID
    public let type: String
  }

  /// To be read from under an alias: `post_id`, `person_id`, `valid_from`, `valid_until`.
  public static let all: Query = """
    (SELECT post_id, person_id, valid_from, valid_until FROM post_holding
      UNION ALL SELECT post_id, person_id, valid_from, valid_until FROM post_stand_in WHERE kind = 'acting')
    """

  /// Everybody who has a post of one of these types on a day, with all the posts that they then have, in order.
  public static func posts(ofWhoHas types: [String], on day: CivilDay, in session: any Session) throws -> [PersonID: [Held]] {
    if types.isEmpty { return [:] }
    let query: Query = """
      SELECT DISTINCT h.person_id, p.id, p.type FROM \(all) h JOIN post p ON p.id = h.post_id
      WHERE \(Validity.condition("h", on: day)) AND \(Validity.condition("p", on: day)) AND h.person_id IN (
        SELECT d.person_id FROM \(all) d JOIN post q ON q.id = d.post_id
        WHERE q.type IN (\(list: types)) AND \(Validity.condition("d", on: day)) AND \(Validity.condition("q", on: day)))
      ORDER BY h.person_id, p.id
      """
    var out: [PersonID: [Held]] = [:]
    try session.each(query) { row in out[try row.at(0), default: []].append(Held(post: try row.at(1), type: try row.at(2))) }
    return out
  }

  /// Whoever has a post of these types on a day or later.
  static func people(withTypes types: [String], from day: CivilDay, in session: any Session) throws -> [PersonID] {
    try session.rows(
      """
      SELECT DISTINCT h.person_id FROM \(all) h JOIN post p ON p.id = h.post_id
      WHERE p.type IN (\(list: types)) AND (h.valid_until IS NULL OR h.valid_until > \(day))
      """
    ) { try $0.at(0) }
  }

  /// The types of the posts that a person has on any of these days.
  /// - Parameter until: the first day after them; nil is open.
  static func types(of person: PersonID, from day: CivilDay, until: CivilDay?, in session: any Session) throws -> [String] {
    let beginsBefore: Query = until.map { "h.valid_from < \($0)" } ?? "1 = 1"
    return try session.rows(
      """
      SELECT DISTINCT p.type FROM \(all) h JOIN post p ON p.id = h.post_id
      WHERE h.person_id = \(person) AND \(beginsBefore) AND (h.valid_until IS NULL OR h.valid_until > \(day)) ORDER BY 1
      """
    ) { try $0.at(0) }
  }

  /// The posts of these types that people with an open account have on a day or later.
  static func offices(ofTypes types: [String], from day: CivilDay, in session: any Session) throws -> [RoleEditors.Office] {
    if types.isEmpty { return [] }
    let offices: [RoleEditors.Office?] = try session.rows(
      """
      SELECT p.id, p.type, h.valid_from, h.valid_until, p.valid_from, p.valid_until
      FROM \(all) h JOIN post p ON p.id = h.post_id JOIN account a ON a.person_id = h.person_id
      WHERE a.disabled = 0 AND p.type IN (\(list: types)) AND (h.valid_until IS NULL OR h.valid_until > \(day))
      """
    ) { row in
      var reader: RowReader = row.reader()
      return RoleEditors.Office(
        post: try reader.next(), type: try reader.next(), term: Seat.Days(try reader.next(), try reader.next()),
        existence: Seat.Days(try reader.next(), try reader.next()))
    }
    return offices.compactMap(\.self)
  }
}
