import Ground
import Organisations
import Places
import SQL

struct CareerEntryRecords: Sendable {
  private static let columns: Query = """
    e.id, e.register, e.item, e.person_id, e.partner_id, e.organisation_id, e.area_id, e.place, e.valid_from, e.valid_until, e.ending, e.hours, \
    e.plan, e.evaluation, e.version
    """

  private static func entry(_ row: Row) throws -> CareerEntry {
    var next = row.reader()
    return CareerEntry(
      id: try next.next(), register: try next.next(), item: try next.next(), person: try next.next(), partner: try next.next(),
      organisation: try next.next(), area: try next.next(), place: try next.next(), validFrom: try next.next(),
      validUntil: try next.next(), ending: try next.next(), hours: try next.next(),
      plan: try next.next(), evaluation: try next.next(), version: try next.next())
  }

  func insert(_ entry: CareerEntry, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO career_entry (id, register, item, person_id, partner_id, organisation_id, area_id, place, valid_from, valid_until, ending,
        hours, plan, evaluation, version)
      VALUES (\(entry.id), \(entry.register), \(entry.item), \(entry.person), \(entry.partner), \(entry.organisation), \(entry.area), \(entry.place),
        \(entry.validFrom), \(entry.validUntil), \(entry.ending), \(entry.hours), \(entry.plan), \(entry.evaluation),
        \(entry.version))
      """)
  }

  /// Writes what may change of an entry.
  /// - Throws: ``Refusal`` `.stale`.
  func save(_ entry: CareerEntry, in session: any Session) throws -> CareerEntry {
    let changed: Int = try session.run(
      """
      UPDATE career_entry SET valid_until = \(entry.validUntil), ending = \(entry.ending), evaluation = \(entry.evaluation),
        version = version + 1 WHERE id = \(entry.id) AND version = \(entry.version)
      """)
    guard changed == 1 else { throw Refusal(.stale) }
    var saved = entry
    saved.version += 1
    return saved
  }

  /// - Throws: ``Refusal/absent`` when there is none or it is out of the caller's reach.
  func visible(_ id: CareerEntryID, to caller: Caller, in session: any Session) throws -> CareerEntry {
    let policy: Policy = caller.policy(for: .careerRead)
    let found: CareerEntry? = try session.first("SELECT \(Self.columns) FROM career_entry e WHERE e.id = \(id)", Self.entry)
    guard let found, policy.allows(place: found.place) else { throw Refusal.absent }
    return found
  }

  /// A person's entries that have not ended before a day, in one register.
  func open(_ register: String, of person: PersonID, on day: CivilDay, in session: any Session) throws -> [CareerEntry] {
    try session.rows(
      """
      SELECT \(Self.columns) FROM career_entry e WHERE e.person_id = \(person) AND e.register = \(register)
        AND (e.valid_until IS NULL OR e.valid_until > \(day)) ORDER BY e.id
      """, Self.entry)
  }

  /// Everything about a person, as the person themselves or as a mentor, the newest first.
  func all(of person: PersonID, policy: Policy, in session: any Session) throws -> [CareerEntry] {
    try session.rows(
      """
      SELECT \(Self.columns) FROM career_entry e WHERE (e.person_id = \(person) OR e.partner_id = \(person)) AND \(policy.filter(place: "e.place"))
      ORDER BY e.valid_from DESC, e.id DESC LIMIT 200
      """, Self.entry)
  }

  /// The first two hundred bodies within reach, for whoever chooses one.
  func bodies(_ policy: Policy, on day: CivilDay, words: Words, in session: any Session) throws -> [(id: OrganisationID, name: String)] {
    let ids: [OrganisationID] = try session.rows(
      """
      SELECT o.id FROM organisation o WHERE \(policy.filter(place: "o.place", organisation: "o.id"))
        AND \(Validity.condition("o", on: day))
      ORDER BY o.place, o.id LIMIT 200
      """
    ) { try $0.at(0) }
    let names: [OrganisationID: String] = try OrganisationRecords().names(Set(ids), words: words, in: session)
    return ids.map { ($0, names[$0] ?? "") }
  }

  // MARK: Lists

  func list(
    _ filter: CareerFilter, of policy: Policy, rules: CityProfile.CareerRules, on day: CivilDay, after cursor: RowCursor?, limit: Int,
    in session: any Session
  ) throws -> [CareerEntry] {
    var conditions: Query = Self.condition(filter, policy, rules, day)
    if let cursor { conditions = "\(conditions) AND \(cursor.condition("e"))" }
    return try session.rows(
      "SELECT \(Self.columns) FROM career_entry e WHERE \(conditions) ORDER BY e.place, e.id LIMIT \(limit)", Self.entry)
  }

  func count(_ filter: CareerFilter, of policy: Policy, rules: CityProfile.CareerRules, on day: CivilDay, in session: any Session) throws -> Int {
    try session.value("SELECT COUNT(*) FROM career_entry e WHERE \(Self.condition(filter, policy, rules, day))")
  }

  /// How many entries of each item hold, in one query.
  func counts(_ filter: CareerFilter, of policy: Policy, rules: CityProfile.CareerRules, on day: CivilDay, in session: any Session) throws
    -> [String: Int]
  {
    var out: [String: Int] = [:]
    try session.each("SELECT e.item, COUNT(*) FROM career_entry e WHERE \(Self.condition(filter, policy, rules, day)) GROUP BY e.item") { row in
      out[try row.at(0)] = try row.at(1, as: Int.self)
    }
    return out
  }

  private static func condition(_ filter: CareerFilter, _ policy: Policy, _ rules: CityProfile.CareerRules, _ day: CivilDay) -> Query {
    var all: [Query] = ["e.register = \(filter.register)", policy.filter(place: "e.place")]
    if let within = filter.within { all.append(within.condition("e", .careers)) }
    if let item = filter.item { all.append("e.item = \(item)") }
    switch filter.state {
    case .current: all.append(Validity.condition("e", on: day))
    case .past: all.append("e.valid_until <= \(day)")
    case .all: break
    }
    if filter.isBoth { all += both(rules, day) }
    return Query.joined(all, by: " AND ")
  }

  /// For each group of a register an item of it.
  private static func both(_ rules: CityProfile.CareerRules, _ day: CivilDay) -> [Query] {
    guard let register = rules.registers.first(where: { $0.items.contains { $0.group != nil } }) else { return ["1 = 0"] }
    let groups: Set<String> = Set(register.items.compactMap(\.group))
    return groups.sorted().map { group in
      let items: [String] = register.items.filter { $0.group == group }.map(\.id)
      return """
        EXISTS (SELECT 1 FROM career_entry s WHERE s.person_id = e.person_id AND s.register = \(register.id) AND s.item IN (\(list: items))
          AND \(Validity.condition("s", on: day)))
        """
    }
  }
}
