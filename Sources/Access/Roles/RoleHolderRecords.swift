import Ground
import Organisations
import SQL

/// Who holds posts of a role on a day, with whatever else they hold: one query.
struct RoleHolderRecords: Sendable {
  func holders(ofTypes types: [String], on day: CivilDay, in session: any Session) throws -> [RoleEffect.Holder] {
    if types.isEmpty { return [] }
    func holds(_ table: Query) -> Query { Validity.condition(table, on: day) }
    var held: [PersonID: [(post: PostID, type: String)]] = [:]
    let query: Query = """
      SELECT h.person_id, p.id, p.type FROM post_holding h JOIN post p ON p.id = h.post_id
      WHERE \(holds("h")) AND \(holds("p")) AND h.person_id IN (
        SELECT g.person_id FROM post_holding g JOIN post q ON q.id = g.post_id WHERE q.type IN (\(list: types)) AND \(holds("g")) AND \(holds("q")))
      ORDER BY p.id
      """
    try session.each(query) { row in held[try row.at(0), default: []].append((try row.at(1), try row.at(2))) }
    let wanted: Set<String> = Set(types)
    let found: [RoleEffect.Holder] = held.values.flatMap { posts in
      posts.filter { wanted.contains($0.type) }.map { RoleEffect.Holder(post: $0.post, type: $0.type, types: posts.map(\.type)) }
    }
    return found.sorted { $0.post < $1.post }
  }

  /// How many posts of each type are held on a day.
  func counts(on day: CivilDay, in session: any Session) throws -> [String: Int] {
    var out: [String: Int] = [:]
    try session.each(
      """
      SELECT p.type, COUNT(DISTINCT p.id) FROM post p JOIN post_holding h ON h.post_id = p.id
      WHERE \(Validity.condition("p", on: day)) AND \(Validity.condition("h", on: day)) GROUP BY p.type
      """
    ) { row in out[try row.at(0)] = try row.at(1, as: Int.self) }
    return out
  }
}
