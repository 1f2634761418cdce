import Ground
import Places
import SQL

/// Reads what a sheet of posts is held against.
struct PostSheetRecords: Sendable {
  let people: PersonRecords
  let profile: CityProfile

  private static let most: Int = 400

  /// Everything at these places, and these posts; of posts that have ended those that did on one of some days.
  func fill(
    _ world: inout PostSheetWorld, places: Set<Place>, posts: Set<PostID>, on day: CivilDay, endedOn ends: Set<CivilDay>, _ policy: Policy,
    in session: any Session
  ) throws {
    let ended: Query = ends.isEmpty ? "" : "OR p.valid_until IN (\(list: ends.sorted()))"
    var states: [PostID: PostSheetWorld.State] = [:]
    let here: Set<Place> = places.union(try self.places(of: posts, in: session))
    for chunk in PostSheetRecords.chunks(here.sorted()) {
      let condition: Query = """
        p.place IN (\(list: chunk)) AND (p.valid_until IS NULL OR p.valid_until > \(day) \(ended))
        AND \(policy.filter(place: "p.place", organisation: "p.organisation_id", post: "p.id"))
        """
      try read(condition, &states, in: session)
      try addPeople(condition, &world, in: session)
      try addHouses(chunk, &world, in: session)
    }
    for id in states.keys.sorted() {
      if let state = states[id] { world.add(state) }
    }
  }

  private func places(of posts: Set<PostID>, in session: any Session) throws -> Set<Place> {
    var out: Set<Place> = []
    for chunk in PostSheetRecords.chunks(posts.sorted()) {
      try session.each("SELECT DISTINCT place FROM post WHERE id IN (\(list: chunk))") { out.insert(try $0.at(0)) }
    }
    return out
  }

  private func read(_ condition: Query, _ states: inout [PostID: PostSheetWorld.State], in session: any Session) throws {
    try session.each("SELECT \(PostRecords.columns) FROM post p WHERE \(condition)") { row in
      var reader: RowReader = row.reader()
      let post: Post = try PostRecords.post(&reader)
      states[post.id] = PostSheetWorld.State(post: post)
    }
    try session.each(
      """
      SELECT h.post_id, h.person_id, h.valid_from, h.valid_until, h.term_until FROM post_holding h JOIN post p ON p.id = h.post_id
      WHERE \(condition) ORDER BY h.post_id, h.valid_from
      """
    ) { row in
      var reader: RowReader = row.reader()
      let tenure = Tenure(
        post: try reader.next(), person: try reader.next(), validFrom: try reader.next(), validUntil: try reader.next(),
        termUntil: try reader.next())
      states[tenure.post]?.tenures.append(tenure)
    }
    try session.each(
      """
      SELECT s.id, s.post_id, s.person_id, s.kind, s.valid_from, s.valid_until, s.position FROM post_stand_in s JOIN post p ON p.id = s.post_id
      WHERE \(condition) ORDER BY s.id
      """
    ) { row in
      let standIn: StandIn = try TenureRecords.standIn(row)
      states[standIn.post]?.standIns.append(standIn)
      if standIn.kind == .alternate { states[standIn.post]?.alternates.append(standIn) }
    }
  }

  private func addPeople(_ condition: Query, _ world: inout PostSheetWorld, in session: any Session) throws {
    let query: Query = """
      SELECT \(PersonRecords.columns) FROM person n WHERE n.id IN (
        SELECT h.person_id FROM post_holding h JOIN post p ON p.id = h.post_id WHERE \(condition)
        UNION SELECT s.person_id FROM post_stand_in s JOIN post p ON p.id = s.post_id WHERE \(condition))
      """
    for person in try session.rows(query, people.opened) { world.add(person) }
  }

  private func addHouses(_ places: [Place], _ world: inout PostSheetWorld, in session: any Session) throws {
    try session.each("SELECT area_id, id, name, units FROM building WHERE place IN (\(list: places)) AND valid_until IS NULL") { row in
      let house = PostSheetWorld.House(id: try row.at(1), name: try row.at(2), units: try row.at(3))
      world.houses[try row.at(0), default: []].append(house)
    }
  }

  /// Organisations are no secret: whether the caller may put posts into one is asked of its posts.
  func addBodies(_ world: inout PostSheetWorld, on day: CivilDay, in session: any Session) throws {
    let all: [Words] = profile.locales.map { profile.words($0) }
    let query: Query = "SELECT \(OrganisationRecords.columns) FROM organisation o WHERE \(Validity.condition("o", on: day))"
    for organisation in try session.rows(query, OrganisationRecords.organisation) {
      let body = PostSheetWorld.Body(id: organisation.id, area: organisation.area, place: organisation.place)
      for name in Set(all.map { organisation.name($0) } + [organisation.shortName].compactMap { $0 }) { world.bodies[name, default: []].append(body) }
    }
  }

  /// People who are named by number, within the caller's reach; and people who may be meant by name and telephone, wherever they are.
  func addNamed(refs: Set<PersonID>, names: Set<String>, _ world: inout PostSheetWorld, _ policy: Policy, in session: any Session) throws {
    let reach: Query = """
      (\(policy.filter(place: "n.place")) OR EXISTS (SELECT 1 FROM post_holding h JOIN post p ON p.id = h.post_id
        WHERE h.person_id = n.id AND \(policy.filter(place: "p.place", organisation: "p.organisation_id", post: "p.id"))))
      """
    for chunk in PostSheetRecords.chunks(refs.sorted()) {
      let query: Query = "SELECT \(PersonRecords.columns) FROM person n WHERE n.id IN (\(list: chunk)) AND \(reach)"
      for person in try session.rows(query, people.opened) { world.add(person) }
    }
    let marks: Set<Int64> = Set(names.flatMap { people.seal.marks($0) })
    for chunk in PostSheetRecords.chunks(marks.sorted()) {
      try session.each("SELECT \(PersonRecords.columns) FROM person n WHERE n.name_mark IN (\(list: chunk))") { row in
        let person: Person = try people.opened(row)
        if names.contains(person.name) { world.addMeant(person) }
      }
    }
  }

  static func chunks<Element>(_ all: [Element]) -> [[Element]] {
    stride(from: 0, to: all.count, by: most).map { Array(all[$0..<min($0 + most, all.count)]) }
  }
}
