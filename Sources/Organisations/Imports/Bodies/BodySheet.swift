import Ground
import Places
import SQL

/// Sheets of bodies: their kinds, names, places in the chain and codes.
struct BodySheet: RowByRowSubject {
  let profile: CityProfile
  let desk: BodyDesk

  var name: String { "organisations" }
  var home: String { "/organisations" }
  var permission: Permission { .organisationManage }

  let columns: [ImportColumn] = [
    ImportColumn("kind", .text(max: 60), width: 20, isRequired: true),
    ImportColumn("name", .text(max: 100), width: 30, isRequired: true),
    ImportColumn("short_name", .text(max: 40), width: 16),
    ImportColumn("area_code", .text(max: 15), width: 20),
    ImportColumn("area", width: 32),
    ImportColumn("parent", .text(max: 100), width: 30),
    ImportColumn("field", .text(max: 60), width: 14),
    ImportColumn("unit_level", .text(max: 60), width: 14),
    ImportColumn("credit_code", .text(max: 30), width: 22),
    ImportColumn("from", .day, width: 14),
    ImportColumn("last_day", .day, width: 14),
    ImportColumn("ref", .text(max: 20), width: 22),
  ]

  func choices(_ key: String, _ words: Words) -> [String] {
    switch key {
    case "kind": profile.organisationKinds.map { words("organisation_kind.\($0.id)") }
    case "field": profile.organisationRules.fields.map { words("organisation_field.\($0)") }
    case "unit_level": profile.organisationRules.unitLevels.map { words("unit_level.\($0)") }
    default: []
    }
  }

  struct Context {
    let areas: AreaLookup
    let kinds: WordLookup
    let fields: WordLookup
    let levels: WordLookup
  }

  func context(_ table: ImportTable, by caller: Caller, in session: any Session) throws -> Context {
    Context(
      areas: try AreaLookup(on: desk.today, caller.policy(for: permission), in: session),
      kinds: WordLookup(profile.organisationKinds.map(\.id), "organisation_kind", profile),
      fields: WordLookup(profile.organisationRules.fields, "organisation_field", profile),
      levels: WordLookup(profile.organisationRules.unitLevels, "unit_level", profile))
  }

  func carryOut(_ row: ImportRow, _ context: inout Context, by caller: Caller, in session: any Session) throws -> ImportLine? {
    if let ref = row.text("ref") {
      guard let id = OrganisationID(ref), let known = try found(id, by: caller, in: session) else {
        throw ImportProblem(row: row.number, "ref", "imports.organisations.problem.ref")
      }
      return try alter(known, row, context, by: caller, in: session)
    }
    guard let name = row.text("name") else { throw ImportProblem(row: row.number, "name", "imports.problem.missing") }
    guard let kind = try context.kinds.id(row, "kind") else { throw ImportProblem(row: row.number, "kind", "imports.problem.missing") }
    let area: Area = try context.areas.area(row, code: "area_code", path: "area")
    if let known = try named(name, kind, area, endedOn: row.firstDayAfter("last_day"), in: session) {
      return try alter(known, row, context, by: caller, in: session)
    }
    return try create(row, name, kind, area, context, by: caller, in: session)
  }

  private func found(_ id: OrganisationID, by caller: Caller, in session: any Session) throws -> Organisation? {
    guard let known = try desk.organisations.organisation(id, in: session) else { return nil }
    return caller.policy(for: permission).allows(place: known.place, organisation: id) ? known : nil
  }

  /// The body of a kind and name in an area that there is or will be, else the one that ended on a day.
  private func named(_ name: String, _ kind: String, _ area: Area, endedOn day: CivilDay?, in session: any Session) throws -> Organisation? {
    try session.first(
      """
      SELECT \(OrganisationRecords.columns) FROM organisation o
      WHERE o.name = \(name) AND o.kind = \(kind) AND o.area_id = \(area.id)
        AND (o.valid_until IS NULL OR o.valid_until > \(desk.today) OR o.valid_until = \(day))
      ORDER BY o.valid_until IS NULL DESC, o.valid_until DESC, o.id LIMIT 1
      """, OrganisationRecords.organisation)
  }

  private func create(
    _ row: ImportRow, _ name: String, _ kind: String, _ area: Area, _ context: Context, by caller: Caller, in session: any Session
  ) throws -> ImportLine {
    let draft = BodyDraft(
      kind: kind, area: area.id, parent: try parent(row, kind, area.range, in: session), name: name, shortName: row.text("short_name"),
      field: try context.fields.id(row, "field"), unitLevel: try context.levels.id(row, "unit_level"), creditCode: row.text("credit_code"),
      from: row.day("from") ?? desk.today)
    let made: Organisation = try desk.create(draft, by: caller, in: session)
    var steps: [ImportText] = [
      ImportText("imports.organisations.step.create", ["kind": "@organisation_kind.\(kind)", "from": draft.from.description])
    ]
    if let parent = row.text("parent") { steps.append(ImportText("imports.organisations.step.parent", ["parent": parent])) }
    steps += try dissolve(made, row, by: caller, in: session)
    return ImportLine(
      row: row.number, kind: .added, subject: ImportText("imports.organisations.subject", ["name": name, "area": area.name]), steps: steps)
  }

  /// What differs; an empty cell leaves things as they are.
  private func alter(_ known: Organisation, _ row: ImportRow, _ context: Context, by caller: Caller, in session: any Session) throws -> ImportLine? {
    var now: Organisation = known
    var steps: [ImportText] = []
    let today: CivilDay = max(desk.today, known.validFrom)
    if let kind = try context.kinds.id(row, "kind"), kind != now.kind {
      now = try desk.reorganise(now.id, as: kind, from: today, expecting: now.version, by: caller, in: session)
      steps.append(ImportText("imports.organisations.step.kind", ["kind": "@organisation_kind.\(kind)"]))
    }
    if try !stays(now, row, in: session), let parent = try parent(row, now.kind, now.range, in: session), parent != now.parent {
      now = try desk.move(now.id, below: parent, from: today, expecting: now.version, by: caller, in: session)
      steps.append(ImportText("imports.organisations.step.parent", ["parent": row.text("parent") ?? ""]))
    }
    steps += try describe(&now, row, context, from: today, by: caller, in: session)
    let ends: [ImportText] = try dissolve(now, row, by: caller, in: session)
    if steps.isEmpty, ends.isEmpty { return nil }
    let name: String = known.name ?? profile.words(profile.locales[0])("organisation.\(known.key ?? "")")
    let area: String = context.areas.tree[known.area]?.name ?? ""
    return ImportLine(
      row: row.number, kind: steps.isEmpty ? .ended : .changed, subject: ImportText("imports.organisations.subject", ["name": name, "area": area]),
      steps: steps + ends)
  }

  private func describe(
    _ now: inout Organisation, _ row: ImportRow, _ context: Context, from day: CivilDay, by caller: Caller, in session: any Session
  ) throws -> [ImportText] {
    // What the catalogue calls a body is its name until it has one of its own.
    let words: [String] = profile.locales.map { now.name(profile.words($0)) }
    let name: String? = row.text("name").flatMap { words.contains($0) ? now.name : $0 } ?? now.name
    let short: String? = row.text("short_name") ?? now.shortName
    let wanted = BodyDescription(
      field: try context.fields.id(row, "field") ?? now.field,
      unitLevel: try context.levels.id(row, "unit_level") ?? now.unitLevel,
      creditCode: row.text("credit_code").map { CreditCode($0).text } ?? now.creditCode)
    let pairs: [(String, String?, String?)] = [
      ("name", now.name, name), ("short_name", now.shortName, short), ("field", now.field, wanted.field),
      ("unit_level", now.unitLevel, wanted.unitLevel), ("credit_code", now.creditCode, wanted.creditCode),
    ]
    let steps: [ImportText] = pairs.filter { $0.1 != $0.2 }.map { key, _, new in
      let said: String = key == "field" ? "@organisation_field.\(new ?? "")" : key == "unit_level" ? "@unit_level.\(new ?? "")" : new ?? ""
      return ImportText("imports.organisations.step.describe", ["what": "@imports.organisations.\(key)", "value": said])
    }
    if steps.isEmpty { return [] }
    if pairs.prefix(2).contains(where: { $0.1 != $0.2 }) {
      now = try desk.rename(now.id, name, short: short, from: day, expecting: now.version, by: caller, in: session)
    }
    if pairs.dropFirst(2).contains(where: { $0.1 != $0.2 }) {
      now = try desk.describe(now.id, wanted, expecting: now.version, by: caller, in: session)
    }
    return steps
  }

  private func dissolve(_ now: Organisation, _ row: ImportRow, by caller: Caller, in session: any Session) throws -> [ImportText] {
    guard let last = row.day("last_day"), now.validUntil != last.adding(days: 1) else { return [] }
    _ = try desk.dissolve(now.id, on: last.adding(days: 1), successor: nil, expecting: now.version, by: caller, in: session)
    return [ImportText("imports.organisations.step.dissolve", ["day": last.description])]
  }

  /// Whether it stands below the body named already, also when several are called so, or that one has ended meanwhile.
  private func stays(_ body: Organisation, _ row: ImportRow, in session: any Session) throws -> Bool {
    guard let above = try body.parent.flatMap({ try desk.organisations.organisation($0, in: session) }) else { return false }
    return above.name == row.text("parent")
  }

  /// The body above, by its name, among those that a body of this kind may stand below and whose area contains its own.
  private func parent(_ row: ImportRow, _ kind: String, _ range: PlaceRange, in session: any Session) throws -> OrganisationID? {
    guard let name = row.text("parent") else { return nil }
    let kinds: Set<String> = Set(profile.organisationKind(kind)?.parents ?? [])
    let all: [Organisation] = try session.rows(
      """
      SELECT \(OrganisationRecords.columns) FROM organisation o
      WHERE o.name = \(name) AND (o.valid_until IS NULL OR o.valid_until > \(desk.today)) ORDER BY o.id LIMIT 50
      """, OrganisationRecords.organisation)
    let found: [Organisation] = all.filter { kinds.contains($0.kind) && $0.range.contains(range) }
    if found.count == 1 { return found[0].id }
    let word: String = found.isEmpty ? "imports.organisations.problem.parent" : "imports.organisations.problem.parents"
    throw ImportProblem(row: row.number, "parent", word, ["value": name])
  }

  func each(
    within area: Area?, by caller: Caller, words: Words, in session: any Session, _ take: ([String: ImportValue]) throws -> Void
  ) throws {
    let areas = try AreaLookup(on: desk.today, caller.policy(for: permission), in: session)
    var conditions: [Query] = [
      areas.policy.filter(place: "o.place", organisation: "o.id"), "(o.valid_until IS NULL OR o.valid_until > \(desk.today))",
    ]
    if let range = area?.range { conditions.append("o.place BETWEEN \(range.first) AND \(range.last)") }
    let query: Query = """
      SELECT \(OrganisationRecords.columns), a.name FROM organisation o LEFT JOIN organisation a ON a.id = o.parent_id
      WHERE \(Query.joined(conditions, by: " AND ")) ORDER BY o.place, o.id
      """
    try session.each(query) { row in
      var reader: RowReader = row.reader()
      let body: Organisation = try OrganisationRecords.organisation(&reader)
      try take(values(body, parent: try reader.next(), areas, words))
    }
  }

  private func values(_ body: Organisation, parent: String?, _ areas: AreaLookup, _ words: Words) -> [String: ImportValue] {
    let texts: [String: String?] = [
      "ref": body.id.description, "kind": words("organisation_kind.\(body.kind)"), "name": body.name(words), "short_name": body.shortName,
      "area_code": areas.tree[body.area]?.code, "area": areas.path(body.area), "parent": parent,
      "field": body.field.map { words("organisation_field.\($0)") }, "unit_level": body.unitLevel.map { words("unit_level.\($0)") },
      "credit_code": body.creditCode,
    ]
    var out: [String: ImportValue] = texts.compactMapValues { $0.map { .text($0) } }
    out["from"] = .day(body.validFrom)
    if let until = body.validUntil { out["last_day"] = .day(until.adding(days: -1)) }
    return out
  }
}
