import Ground
import Places
import SQL

struct PropertyEntryRecords: Sendable {
  private static let columns: Query = """
    e.id, e.register, e.item, e.estate_id, e.organisation_id, e.area_id, e.place, e.valid_from, e.valid_until, e.ending, e.level, e.partner_id, \
    e.number, e.note, e.score, e.due, e.collected, e.members, e.party_members, e.version
    """

  private static func entry(_ row: Row) throws -> PropertyEntry {
    var next = row.reader()
    let (id, register, item): (PropertyEntryID, String, String) = (try next.next(), try next.next(), try next.next())
    let (estate, body, area): (EstateID?, OrganisationID?, AreaID) = (try next.next(), try next.next(), try next.next())
    let subject: PropertySubject = estate.map { .estate($0) } ?? body.map { .body($0) } ?? .area(area)
    let place: Place = try next.next()
    let from: CivilDay = try next.next()
    let until: CivilDay? = try next.next()
    let ending: String? = try next.next()
    return PropertyEntry(
      id: id, register: register, item: item, subject: subject, area: area, place: place, validFrom: from, validUntil: until, ending: ending,
      facts: try facts(&next), version: try next.next())
  }

  private static func facts(_ next: inout RowReader) throws -> PropertyEntry.Facts {
    var facts = PropertyEntry.Facts()
    facts.level = try next.next()
    facts.partner = try next.next()
    facts.number = try next.next()
    facts.note = try next.next()
    facts.score = try next.next()
    let (due, collected): (Int64?, Int64?) = (try next.next(), try next.next())
    if let due, let collected { facts.fees = .init(due: due, collected: collected) }
    let (all, party): (Int?, Int?) = (try next.next(), try next.next())
    if let all, let party { facts.members = .init(all: all, party: party) }
    return facts
  }

  func insert(_ entry: PropertyEntry, in session: any Session) throws {
    let facts: PropertyEntry.Facts = entry.facts
    try session.run(
      """
      INSERT INTO property_entry (id, register, item, estate_id, organisation_id, area_id, place, valid_from, valid_until, ending, level, partner_id,
        number, note, score, due, collected, members, party_members, version)
      VALUES (\(entry.id), \(entry.register), \(entry.item), \(entry.subject.estate), \(entry.subject.body), \(entry.area), \(entry.place),
        \(entry.validFrom), \(entry.validUntil), \(entry.ending), \(facts.level), \(facts.partner), \(facts.number),
        \(facts.note), \(facts.score), \(facts.fees?.due), \(facts.fees?.collected), \(facts.members?.all), \(facts.members?.party),
        \(entry.version))
      """)
    for check in facts.checks.sorted() {
      try session.run("INSERT INTO property_point (entry_id, point) VALUES (\(entry.id), \(check))")
    }
    for asset in facts.assets {
      try session.run(
        "INSERT INTO property_point (entry_id, point, count, working) VALUES (\(entry.id), \(asset.id), \(asset.count), \(asset.working))")
    }
  }

  /// Writes when and why it ends.
  /// - Throws: ``Refusal`` `.stale`.
  func end(_ entry: PropertyEntry, in session: any Session) throws -> PropertyEntry {
    let changed: Int = try session.run(
      """
      UPDATE property_entry SET valid_until = \(entry.validUntil), ending = \(entry.ending), version = version + 1
      WHERE id = \(entry.id) AND version = \(entry.version)
      """)
    guard changed == 1 else { throw Refusal(.stale) }
    var saved = entry
    saved.version += 1
    return saved
  }

  /// Takes out what was entered by mistake.
  /// - Throws: ``Refusal`` `.stale`.
  func remove(_ entry: PropertyEntry, in session: any Session) throws {
    try session.run("DELETE FROM property_point WHERE entry_id = \(entry.id)")
    let removed: Int = try session.run("DELETE FROM property_entry WHERE id = \(entry.id) AND version = \(entry.version)")
    guard removed == 1 else { throw Refusal(.stale) }
  }

  // MARK: Finding

  /// - Throws: ``Refusal/absent`` when there is none or it is out of the caller's reach.
  func visible(_ id: PropertyEntryID, by policy: Policy, in session: any Session) throws -> PropertyEntry {
    let found: [PropertyEntry] = try rows("e.id = \(id)", limit: 1, in: session)
    guard let entry = found.first, policy.allows(place: entry.place, organisation: entry.subject.body) else { throw Refusal.absent }
    return entry
  }

  /// Of one register, everything about a subject that holds on a day or later.
  func lasting(_ register: String, of subject: PropertySubject, beyond day: CivilDay, in session: any Session) throws -> [PropertyEntry] {
    try rows(
      "e.register = \(register) AND \(Self.about(subject)) AND (e.valid_until IS NULL OR e.valid_until > \(day))", limit: 200,
      in: session)
  }

  /// Of all registers, the newest first.
  func all(about subject: PropertySubject, policy: Policy, limit: Int, in session: any Session) throws -> [PropertyEntry] {
    try rows(
      "\(Self.about(subject)) AND \(policy.filter(place: "e.place", organisation: "e.organisation_id"))", order: "e.valid_from DESC, e.id DESC",
      limit: limit, in: session)
  }

  private static func about(_ subject: PropertySubject) -> Query {
    switch subject {
    case .area(let id): "e.area_id = \(id) AND e.estate_id IS NULL AND e.organisation_id IS NULL"
    case .estate(let id): "e.estate_id = \(id)"
    case .body(let id): "e.organisation_id = \(id)"
    }
  }

  func list(
    _ filter: PropertyFilter, of policy: Policy, on day: CivilDay, after cursor: RowCursor?, limit: Int, in session: any Session
  ) throws -> [PropertyEntry] {
    var condition: Query = filter.condition(policy, on: day)
    if let cursor { condition = "\(condition) AND \(cursor.condition("e"))" }
    return try rows(condition, limit: limit, in: session)
  }

  func count(_ filter: PropertyFilter, of policy: Policy, on day: CivilDay, in session: any Session) throws -> Int {
    try session.value("SELECT COUNT(*) FROM property_entry e WHERE \(filter.condition(policy, on: day))")
  }

  private func rows(_ condition: Query, order: Query = "e.place, e.id", limit: Int, in session: any Session) throws -> [PropertyEntry] {
    let found: [PropertyEntry] = try session.rows(
      "SELECT \(Self.columns) FROM property_entry e WHERE \(condition) ORDER BY \(order) LIMIT \(limit)", Self.entry)
    return try pointed(found, in: session)
  }

  /// With their checklists and assets: one query for all.
  private func pointed(_ entries: [PropertyEntry], in session: any Session) throws -> [PropertyEntry] {
    guard !entries.isEmpty else { return [] }
    var out: [PropertyEntryID: PropertyEntry.Facts] = [:]
    for entry in entries { out[entry.id] = entry.facts }
    try session.each(
      "SELECT entry_id, point, count, working FROM property_point WHERE entry_id IN (\(list: entries.map(\.id))) ORDER BY entry_id, point"
    ) { row in
      let (id, point): (PropertyEntryID, String) = (try row.at(0), try row.at(1))
      guard let count = try row.at(2, as: Int?.self) else {
        out[id]?.checks.insert(point)
        return
      }
      out[id]?.assets.append(.init(id: point, count: count, working: try row.at(3, as: Int?.self) ?? count))
    }
    return entries.map { entry in
      var pointed = entry
      pointed.facts = out[entry.id] ?? entry.facts
      return pointed
    }
  }
}
