public import Ground
public import Places
public import SQL

/// Posts at a door end with it: a chief of a building is the chief of that building. What is in their hands goes to the same post at the
/// building that takes over, else back to the desk. Bodies that answer for a building have to be taken elsewhere first.
public struct PostTenant: BuildingTenant {
  let desk: PostDesk

  public func load(of ending: BuildingEnding, in session: any Session) throws -> [BuildingLoad] {
    let posts: [Post] = try posts(of: ending, in: session)
    let later: Int = posts.filter { $0.validFrom >= ending.day }.count
    let bodies: Int = ending.unit == nil ? try bodies(of: ending, in: session) : 0
    return [
      BuildingLoad(word: "building_load.posts", count: posts.count - later),
      BuildingLoad(word: "building_load.later_posts", count: later, isFast: true),
      BuildingLoad(word: "building_load.bodies", count: bodies, isFast: true),
    ]
  }

  public func check(_ ending: BuildingEnding, by caller: Caller, in session: any Session) throws {
    let policy: Policy = caller.policy(for: .peopleManage)
    let isWithin: Bool = try posts(of: ending, in: session).allSatisfy {
      policy.allows(place: $0.place, organisation: $0.organisation, post: $0.id)
    }
    if !isWithin { throw Refusal.invalid([FieldProblem("goes_to", "building_load.posts.not_yours")]) }
  }

  public func leave(_ ending: BuildingEnding, by caller: Caller, in session: any Session) throws {
    for post in try posts(of: ending, in: session) {
      let next: PostID? = try successor(of: post, at: ending.heir?.id, on: ending.day, in: session)
      try desk.retire(post.id, until: ending.day, successor: next, expecting: post.version, by: caller, in: session)
    }
  }

  private func posts(of ending: BuildingEnding, in session: any Session) throws -> [Post] {
    let unit: Query = ending.unit.map { "p.unit = \($0)" } ?? "1 = 1"
    return try session.rows(
      """
      SELECT \(PostRecords.columns) FROM post p
      WHERE p.place = \(ending.building.place) AND p.building_id = \(ending.building.id) AND \(unit)
        AND (p.valid_until IS NULL OR p.valid_until > \(ending.day))
      ORDER BY p.id
      """
    ) { row in
      var reader: RowReader = row.reader()
      return try PostRecords.post(&reader)
    }
  }

  private func bodies(of ending: BuildingEnding, in session: any Session) throws -> Int {
    try session.value(
      """
      SELECT COUNT(DISTINCT organisation_id) FROM organisation_area
      WHERE building_id = \(ending.building.id) AND (valid_until IS NULL OR valid_until > \(ending.day))
      """)
  }

  /// The post of the same type and unit at the building that takes over.
  private func successor(of post: Post, at building: BuildingID?, on day: CivilDay, in session: any Session) throws -> PostID? {
    guard let building else { return nil }
    let unit: Query = post.unit.map { "p.unit = \($0)" } ?? "p.unit IS NULL"
    return try session.first(
      """
      SELECT p.id FROM post p WHERE p.building_id = \(building) AND p.type = \(post.type) AND \(unit) AND \(Validity.condition("p", on: day))
      ORDER BY p.id LIMIT 1
      """
    ) { try $0.at(0) }
  }
}

extension OrganisationsRoom {
  public var buildingTenant: PostTenant { PostTenant(desk: posts) }
}
