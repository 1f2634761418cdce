import Ground
import Places
import SQL

/// Sheets of posts and of who holds them.
struct PostSheet: ImportSubject {
  let profile: CityProfile
  let people: PersonRecords
  let desk: PostDesk
  let ids: IdentifierMaker
  let timepiece: Timepiece

  var name: String { "posts" }
  var home: String { "/posts" }
  var permission: Permission { .peopleManage }
  var columns: [ImportColumn] { PostSheetColumns.all }

  var today: CivilDay { profile.calendar.localDay(timepiece.now()) }

  func choices(_ key: String, _ words: Words) -> [String] {
    key == PostSheetColumns.type ? profile.postTypes.map { words("post.\($0.id)") } : []
  }

  func plan(_ table: ImportTable, by caller: Caller, in session: any Session) throws -> ImportPlan<PostSheetChange> {
    let policy: Policy = caller.policy(for: permission)
    let rules = PostSheetRules(profile: profile)
    let world: PostSheetWorld = try world(table, policy, rules, in: session)
    let gate: PostSheetGate = try PostSheetGate(desk, by: caller, in: session)
    var planner = PostSheetPlanner(rules: rules, gate: gate, caller: caller, day: today, ids: ids, world: world)
    planner.read(table.rows)
    return planner.plan
  }

  /// Everything that the rows could mean, in a few queries for each few hundred places.
  private func world(_ table: ImportTable, _ policy: Policy, _ rules: PostSheetRules, in session: any Session) throws -> PostSheetWorld {
    typealias Column = PostSheetColumns
    var world = try PostSheetWorld(on: today, in: session)
    let records = PostSheetRecords(people: people, profile: profile)
    try records.addBodies(&world, on: today, in: session)
    var places: Set<Place> = []
    for row in table.rows {
      if let area = row.text(Column.areaCode).flatMap({ world.area(code: $0) }) {
        places.insert(area.place)
      } else if let path = row.text(Column.area) {
        places.formUnion(world.areas(path: path).map(\.place))
      }
      if let name = row.text(Column.organisation) { places.formUnion((world.bodies[name] ?? []).map(\.place)) }
    }
    let posts: Set<PostID> = Set(table.rows.compactMap { $0.text(Column.postRef).flatMap { PostID($0) } })
    let ends: Set<CivilDay> = Set(table.rows.compactMap { $0.firstDayAfter(Column.postLastDay) })
    try records.fill(&world, places: places, posts: posts, on: today, endedOn: ends, policy, in: session)
    try addNamed(table, &world, rules, records, policy, in: session)
    return world
  }

  private func addNamed(
    _ table: ImportTable, _ world: inout PostSheetWorld, _ rules: PostSheetRules, _ records: PostSheetRecords, _ policy: Policy,
    in session: any Session
  ) throws {
    typealias Column = PostSheetColumns
    var refs: Set<PersonID> = []
    var names: Set<String> = []
    for row in table.rows {
      if let ref = row.text(Column.personRef).flatMap({ PersonID($0) }), world.people[ref] == nil { refs.insert(ref) }
      for (name, phone) in [(Column.name, Column.phone), (Column.alternate, Column.alternatePhone)] {
        guard let name = row.text(name), let phone = row.text(phone).flatMap({ rules.phone($0) }) else { continue }
        if world.person(name: name, phone: phone) == nil { names.insert(name) }
      }
    }
    try records.addNamed(refs: refs, names: names, &world, policy, in: session)
  }
}
