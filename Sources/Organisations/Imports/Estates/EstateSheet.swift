import Ground
import Places
import SQL

/// Sheets of estates: names, marks, how they are managed.
struct EstateSheet: RowByRowSubject {
  let profile: CityProfile
  let desk: EstateDesk

  var name: String { "estates" }
  var section: String { "areas" }
  var home: String { "/estates" }
  var permission: Permission { .areaManage }

  let columns: [ImportColumn] = [
    ImportColumn("name", .text(max: 60), width: 26, isRequired: true),
    ImportColumn("area_code", .text(max: 15), width: 20),
    ImportColumn("area", width: 32),
    ImportColumn("flags", width: 24),
    ImportColumn("mode", .text(max: 60), width: 22),
    ImportColumn("mode_from", .day, width: 14),
    ImportColumn("households", .integer(0...100_000), width: 10),
    ImportColumn("from", .day, width: 14),
    ImportColumn("last_day", .day, width: 14),
    ImportColumn("buildings_to", .text(max: 60), width: 20),
    ImportColumn("ref", .text(max: 20), width: 22),
  ]

  func choices(_ key: String, _ words: Words) -> [String] { key == "mode" ? profile.housing.modes.map { words("estate_mode.\($0.id)") } : [] }

  struct Context {
    let areas: AreaLookup
    let flags: WordLookup
    let modes: WordLookup
  }

  func context(_ table: ImportTable, by caller: Caller, in session: any Session) throws -> Context {
    Context(
      areas: try AreaLookup(on: desk.today, caller.policy(for: permission), in: session),
      flags: WordLookup(profile.housing.flags.map(\.id), "estate_flag", profile),
      modes: WordLookup(profile.housing.modes.map(\.id), "estate_mode", profile))
  }

  func carryOut(_ row: ImportRow, _ context: inout Context, by caller: Caller, in session: any Session) throws -> ImportLine? {
    if let ref = row.text("ref") {
      guard let known = try EstateID(ref).flatMap({ try desk.find($0, in: session) }), context.areas.policy.allows(place: known.place) else {
        throw ImportProblem(row: row.number, "ref", "imports.estates.problem.ref")
      }
      return try alter(known, row, context, by: caller, in: session)
    }
    guard let name = row.text("name") else { throw ImportProblem(row: row.number, "name", "imports.problem.missing") }
    let area: Area = try context.areas.area(row, code: "area_code", path: "area")
    if let known = try desk.find(named: name, in: area.id, endedOn: row.firstDayAfter("last_day"), in: session) {
      return try alter(known, row, context, by: caller, in: session)
    }
    return try create(row, name, area, context, by: caller, in: session)
  }

  private func create(
    _ row: ImportRow, _ name: String, _ area: Area, _ context: Context, by caller: Caller, in session: any Session
  ) throws -> ImportLine {
    let mode: String? = try context.modes.id(row, "mode")
    let made: Estate = try desk.create(
      EstateDraft(
        name: name, area: area.id, flags: try context.flags.ids(row, "flags") ?? [], households: row.integer("households"), from: row.day("from")),
      by: caller, in: session)
    var steps: [ImportText] = [ImportText("imports.estates.step.create", ["area": area.name])]
    let managed = try manage(made, mode, row, by: caller, in: session)
    steps += try managed.steps + end(managed.estate, row, by: caller, in: session)
    return ImportLine(row: row.number, kind: .added, subject: ImportText("imports.estates.subject", ["name": name, "area": area.name]), steps: steps)
  }

  /// What differs; an empty cell leaves things as they are.
  private func alter(_ known: Estate, _ row: ImportRow, _ context: Context, by caller: Caller, in session: any Session) throws -> ImportLine? {
    if let until = known.validUntil {
      guard row.firstDayAfter("last_day") == until else { throw Refusal(.conflict, "estates.refusal.ended") }
      return nil
    }
    var (now, steps) = try describe(known, row, context, by: caller, in: session)
    let managed = try manage(now, try context.modes.id(row, "mode"), row, by: caller, in: session)
    (now, steps) = (managed.estate, steps + managed.steps)
    let ends: [ImportText] = try end(now, row, by: caller, in: session)
    if steps.isEmpty, ends.isEmpty { return nil }
    let subject = ImportText("imports.estates.subject", ["name": known.name, "area": context.areas.tree[known.area]?.name ?? ""])
    return ImportLine(row: row.number, kind: steps.isEmpty ? .ended : .changed, subject: subject, steps: steps + ends)
  }

  private func describe(
    _ known: Estate, _ row: ImportRow, _ context: Context, by caller: Caller, in session: any Session
  ) throws -> (estate: Estate, steps: [ImportText]) {
    let wanted = EstateDraft(
      name: row.text("name") ?? known.name, flags: try context.flags.ids(row, "flags") ?? known.flags,
      households: row.integer("households") ?? known.households, from: row.day("from") ?? known.validFrom)
    let pairs: [(key: String, isNew: Bool, value: String)] = [
      ("name", wanted.name != known.name, wanted.name), ("flags", wanted.flags != known.flags, row.text("flags") ?? ""),
      ("households", wanted.households != known.households, wanted.households.map { "\($0)" } ?? ""),
      ("from", wanted.from != known.validFrom, wanted.from?.description ?? ""),
    ]
    let steps: [ImportText] = pairs.filter(\.isNew).map { ImportText.set("estates", $0.key, $0.value) }
    if steps.isEmpty { return (known, []) }
    return (try desk.describe(known.id, wanted, expecting: known.version, by: caller, in: session), steps)
  }

  private func manage(
    _ estate: Estate, _ mode: String?, _ row: ImportRow, by caller: Caller, in session: any Session
  ) throws -> (estate: Estate, steps: [ImportText]) {
    let day: CivilDay = row.day("mode_from") ?? desk.today
    guard let mode, try desk.find(estate.id, on: day, in: session)?.mode != mode else { return (estate, []) }
    let managed: Estate = try mended(row, "from", as: "mode_from") {
      try desk.manage(estate.id, as: mode, from: day, expecting: estate.version, by: caller, in: session)
    }
    return (managed, [ImportText("imports.estates.step.mode", ["mode": "@estate_mode.\(mode)", "from": day.description])])
  }

  private func end(_ now: Estate, _ row: ImportRow, by caller: Caller, in session: any Session) throws -> [ImportText] {
    guard let last = row.day("last_day"), try desk.plannedEnd(of: now.id, in: session) != last.adding(days: 1) else { return [] }
    var heir: EstateDesk.Heir?
    if let text = row.text("buildings_to") {
      let isNobody: Bool = profile.locales.contains { profile.words($0)("estates.heir.none") == text }
      heir = isNobody ? .nobody : try desk.find(named: text, in: now.area, in: session).map { .estate($0.id) } ?? .estate(now.id)
    }
    _ = try mended(row, "day", as: "last_day") {
      try desk.end(now.id, on: last.adding(days: 1), heir: heir, expecting: now.version, by: caller, in: session)
    }
    return [ImportText("imports.places.step.end", ["day": last.description])]
  }

  func each(
    within area: Area?, by caller: Caller, words: Words, in session: any Session, _ take: ([String: ImportValue]) throws -> Void
  ) throws {
    let areas = try AreaLookup(on: desk.today, caller.policy(for: permission), in: session)
    try desk.each(EstateFilter(within: area.map { Within($0) }), of: areas.policy, in: session) { estate in
      var values: [String: ImportValue] = [
        "name": .text(estate.name), "area_code": .text(areas.tree[estate.area]?.code ?? ""), "area": .text(areas.path(estate.area)),
        "ref": .text(estate.id.description),
      ]
      let flags: [String] = profile.housing.flags.map(\.id).filter(estate.flags.contains).map { words("estate_flag.\($0)") }
      if !flags.isEmpty { values["flags"] = .text(flags.joined(separator: words("imports.places.and"))) }
      if let mode = estate.mode { values["mode"] = .text(words("estate_mode.\(mode)")) }
      values["households"] = ImportValue.count(estate.households)
      if let from = estate.validFrom { values["from"] = .day(from) }
      try take(values)
    }
  }
}

extension ImportText {
  /// A cell of a sheet of places that is set anew.
  static func set(_ sheet: String, _ key: String, _ value: String) -> ImportText {
    ImportText("imports.places.step.set", ["what": "@imports.\(sheet).\(key)", "value": value])
  }
}

/// Carries a verb out whose form calls a field otherwise than the sheet its column.
func mended<T>(_ row: ImportRow, _ field: String, as column: String, _ verb: () throws -> T) throws -> T {
  do {
    return try verb()
  } catch let refusal as Refusal {
    let fields: [FieldProblem] = refusal.fields.map { $0.field == field ? FieldProblem(column, $0.word, $0.arguments) : $0 }
    throw Refusal(refusal.kind, refusal.word, refusal.arguments, fields: fields, retryAfter: refusal.retryAfter)
  }
}
