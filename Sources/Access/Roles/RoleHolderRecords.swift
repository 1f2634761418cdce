import Ground
import Organisations
import SQL

/// Who has posts of a role on a day, holding or acting, with whatever else they have: one query.
struct RoleHolderRecords: Sendable {
  func holders(ofTypes types: [String], on day: CivilDay, in session: any Session) throws -> [RoleEffect.Holder] {
    let held: [PersonID: [OccupancyRecords.Held]] = try OccupancyRecords.posts(ofWhoHas: types, on: day, in: session)
    let found: [RoleEffect.Holder] = held.values.flatMap { posts in
      posts.filter { types.contains($0.type) }.map { RoleEffect.Holder(post: $0.post, type: $0.type, types: posts.map(\.type)) }
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
