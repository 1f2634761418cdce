public import Ground
public import SQL

public struct PostRecords: Sendable {
  static let columns: Query =
    "p.id, p.type, p.area_id, p.place, p.place_last, p.building_id, p.unit, p.organisation_id, p.name, p.valid_from, p.valid_until, p.version"

  public init() {}

  static func post(_ reader: inout RowReader) throws -> Post {
    Post(
      id: try reader.next(), type: try reader.next(), area: try reader.next(), range: try reader.range(), building: try reader.next(),
      unit: try reader.next(), organisation: try reader.next(), name: try reader.next(), validFrom: try reader.next(),
      validUntil: try reader.next(), version: try reader.next())
  }

  public func insert(_ post: Post, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO post (id, type, area_id, place, place_last, building_id, unit, organisation_id, name, valid_from, valid_until, version)
      VALUES (\(post.id), \(post.type), \(post.area), \(post.range.first), \(post.range.last), \(post.building), \(post.unit),
        \(post.organisation), \(post.name), \(post.validFrom), \(post.validUntil), \(post.version))
      """)
  }

  /// Not public: whoever gives a post from another room does it by ``PostDesk``, where the rules are.
  func insert(_ tenure: Tenure, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO post_holding (post_id, person_id, valid_from, valid_until, term_until)
      VALUES (\(tenure.post), \(tenure.person), \(tenure.validFrom), \(tenure.validUntil),
        \(tenure.termUntil))
      """)
  }

  public func post(_ id: PostID, in session: any Session) throws -> Post? {
    try session.first("SELECT \(PostRecords.columns) FROM post p WHERE p.id = \(id)") { row in
      var reader = row.reader()
      return try PostRecords.post(&reader)
    }
  }

  /// The post, if this caller may read who holds it.
  /// - Throws: ``Refusal/absent`` when there is none or it is out of the caller's reach.
  public func visible(_ id: PostID, to caller: Caller, in session: any Session) throws -> Post {
    let policy: Policy = caller.policy(for: .peopleRead)
    guard let found = try post(id, in: session),
      policy.allows(place: found.place, organisation: found.organisation, post: found.id)
    else { throw Refusal.absent }
    return found
  }

  /// Everybody who has held, holds or will hold a post, the latest first.
  func tenures(of post: PostID, in session: any Session) throws -> [Tenure] {
    try session.rows(
      """
      SELECT post_id, person_id, valid_from, valid_until, term_until FROM post_holding WHERE post_id = \(post)
      ORDER BY valid_from DESC, person_id
      """
    ) { row in
      var reader: RowReader = row.reader()
      return Tenure(
        post: try reader.next(), person: try reader.next(), validFrom: try reader.next(), validUntil: try reader.next(),
        termUntil: try reader.next())
    }
  }
}
