import Ground
import SQL

/// The rows of who holds posts and who stands in, as the desk changes them.
struct TenureRecords: Sendable {
  func setEnd(_ day: CivilDay?, of tenure: Tenure, in session: any Session) throws {
    try session.run(
      """
      UPDATE post_holding SET valid_until = \(day)
      WHERE post_id = \(tenure.post) AND person_id = \(tenure.person) AND valid_from = \(tenure.validFrom)
      """)
  }

  func setTerm(_ day: CivilDay?, of tenure: Tenure, in session: any Session) throws {
    try session.run(
      """
      UPDATE post_holding SET term_until = \(day)
      WHERE post_id = \(tenure.post) AND person_id = \(tenure.person) AND valid_from = \(tenure.validFrom)
      """)
  }

  func remove(_ tenure: Tenure, in session: any Session) throws {
    try session.run(
      """
      DELETE FROM post_holding
      WHERE post_id = \(tenure.post) AND person_id = \(tenure.person) AND valid_from = \(tenure.validFrom)
      """)
  }

  // MARK: Those who stand in

  func standIns(of post: PostID, in session: any Session) throws -> [StandIn] {
    try session.rows(
      """
      SELECT id, post_id, person_id, kind, valid_from, valid_until, position FROM post_stand_in WHERE post_id = \(post)
      ORDER BY valid_from DESC, id DESC
      """, TenureRecords.standIn)
  }

  static func standIn(_ row: Row) throws -> StandIn {
    var reader: RowReader = row.reader()
    let id: StandIn.ID = try reader.next()
    let post: PostID = try reader.next()
    let person: PersonID = try reader.next()
    let word: String = try reader.next()
    guard let kind = StandIn.Kind(rawValue: word) else { throw RowError.unknown(word: word, of: "StandIn.Kind") }
    return StandIn(
      id: id, post: post, person: person, kind: kind, validFrom: try reader.next(), validUntil: try reader.next(),
      position: try reader.next())
  }

  func insert(_ standIn: StandIn, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO post_stand_in (id, post_id, person_id, kind, valid_from, valid_until, position)
      VALUES (\(standIn.id), \(standIn.post), \(standIn.person), \(standIn.kind.rawValue), \(standIn.validFrom),
        \(standIn.validUntil), \(standIn.position))
      """)
  }

  func setEnd(_ day: CivilDay, of standIn: StandIn, in session: any Session) throws {
    try session.run("UPDATE post_stand_in SET valid_until = \(day) WHERE id = \(standIn.id)")
  }

  func setPosition(_ position: Int, of standIn: StandIn, in session: any Session) throws {
    try session.run("UPDATE post_stand_in SET position = \(position) WHERE id = \(standIn.id)")
  }

  func remove(_ standIn: StandIn, in session: any Session) throws {
    try session.run("DELETE FROM post_stand_in WHERE id = \(standIn.id)")
  }
}

extension PostRecords {
  /// Raises the version, so that whoever else changes this post waits, and is then refused.
  /// - Throws: ``Refusal`` `.stale` when it has changed since it was read.
  func hold(_ post: Post, in session: any Session) throws -> Post {
    let changed: Int = try session.run("UPDATE post SET version = version + 1 WHERE id = \(post.id) AND version = \(post.version)")
    guard changed == 1 else { throw Refusal(.stale) }
    var held = post
    held.version += 1
    return held
  }

  func setEnd(_ day: CivilDay, successor: PostID?, isSettled: Bool, of post: Post, in session: any Session) throws {
    try session.run(
      """
      UPDATE post SET valid_until = \(day), successor_id = \(successor), settled = \(isSettled) WHERE id = \(post.id)
      """)
  }

  func successor(of post: PostID, in session: any Session) throws -> PostID? {
    try session.first("SELECT successor_id FROM post WHERE id = \(post)") { try $0.at(0, as: PostID?.self) } ?? nil
  }

  func setName(_ name: String?, of post: Post, in session: any Session) throws {
    try session.run("UPDATE post SET name = \(name) WHERE id = \(post.id)")
  }

  /// Posts whose last day is over and whose work has not been handed on, with the successor.
  func unsettled(on day: CivilDay, limit: Int, in session: any Session) throws -> [(post: Post, successor: PostID?)] {
    try session.rows(
      """
      SELECT \(PostRecords.columns), p.successor_id FROM post p
      WHERE p.valid_until IS NOT NULL AND p.settled = 0 AND p.valid_until <= \(day) ORDER BY p.valid_until, p.id LIMIT \(limit)
      """
    ) { row in
      var reader: RowReader = row.reader()
      return (try PostRecords.post(&reader), try reader.next())
    }
  }

  func settle(_ post: PostID, in session: any Session) throws {
    try session.run("UPDATE post SET settled = 1 WHERE id = \(post)")
  }
}
