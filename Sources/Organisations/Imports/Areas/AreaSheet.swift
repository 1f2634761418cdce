import Ground
import Places
import SQL

/// Sheets of areas: communities and grids with their codes and names, as a new division is handed down.
struct AreaSheet: RowByRowSubject {
  let profile: CityProfile
  let desk: AreaChangeDesk
  let timepiece: Timepiece

  var name: String { "areas" }
  var home: String { "/areas" }
  var permission: Permission { .areaManage }

  let columns: [ImportColumn] = [
    ImportColumn("code", .text(max: 15), width: 20, isRequired: true),
    ImportColumn("name", .text(max: 60), width: 26, isRequired: true),
    ImportColumn("level", .text(max: 30), width: 14),
    ImportColumn("above", width: 36),
    ImportColumn("from", .day, width: 14),
    ImportColumn("last_day", .day, width: 14),
    ImportColumn("ref", .text(max: 20), width: 22),
  ]

  private var today: CivilDay { profile.calendar.localDay(timepiece.now()) }

  func choices(_ key: String, _ words: Words) -> [String] { key == "level" ? profile.levels.map { words("level.\($0.id)") } : [] }

  struct Context {
    let levels: WordLookup
    let policy: Policy
  }

  func context(_ table: ImportTable, by caller: Caller, in session: any Session) throws -> Context {
    Context(levels: WordLookup(profile.levels.map(\.id), "level", profile), policy: caller.policy(for: permission))
  }

  func carryOut(_ row: ImportRow, _ context: inout Context, by caller: Caller, in session: any Session) throws -> ImportLine? {
    guard let code = row.text("code") else { throw ImportProblem(row: row.number, "code", "imports.problem.missing") }
    guard let level = AreaCode(levels: profile.levels).level(of: code) else {
      throw ImportProblem(row: row.number, "code", "imports.areas.problem.code")
    }
    if let said = try context.levels.id(row, "level"), said != level.id {
      throw ImportProblem(row: row.number, "level", "imports.areas.problem.level", ["level": "@level.\(level.id)"])
    }
    guard let known = try known(row, code, context, in: session) else { return try create(row, code, level, context, by: caller, in: session) }
    return try alter(known, row, code, by: caller, in: session)
  }

  /// By its number where there is one, else by its code. Absent and out of reach look alike.
  private func known(_ row: ImportRow, _ code: String, _ context: Context, in session: any Session) throws -> Area? {
    guard let ref = row.text("ref") else {
      guard let found = try coded(code, row, in: session) else { return nil }
      guard context.policy.allows(place: found.place) else { throw ImportProblem(row: row.number, "code", "imports.areas.problem.above") }
      return found
    }
    guard let id = AreaID(ref), let found = try AreaRecords().find(id, in: session), context.policy.allows(place: found.place) else {
      throw ImportProblem(row: row.number, "ref", "imports.areas.problem.ref")
    }
    return found
  }

  /// The area that has a code; else the one that this very row has ended already, or planned.
  private func coded(_ code: String, _ row: ImportRow, in session: any Session) throws -> Area? {
    let records = AreaRecords()
    if let found = try records.find(code: code, in: session) { return found }
    if let last = row.day("last_day"), let ended = try records.find(code: code, on: last, in: session), ended.validUntil == last.adding(days: 1) {
      return ended
    }
    guard let from = row.day("from"), from > today else { return nil }
    return try records.find(code: code, on: from, in: session)
  }

  /// Whether it is ended or to end after a day.
  private func ends(_ area: Area, after last: CivilDay, in session: any Session) throws -> Bool {
    let until: CivilDay = last.adding(days: 1)
    return try area.validUntil == until || AreaSpanRecords().spans(of: area.id, in: session).last?.validUntil == until
  }

  private func create(
    _ row: ImportRow, _ code: String, _ level: CityProfile.Level, _ context: Context, by caller: Caller, in session: any Session
  ) throws -> ImportLine {
    guard let name = row.text("name") else { throw ImportProblem(row: row.number, "name", "imports.problem.missing") }
    guard let above = AreaCode(levels: profile.levels).above(code), let parent = try AreaRecords().find(code: above, in: session),
      context.policy.allows(place: parent.place)
    else { throw ImportProblem(row: row.number, "code", "imports.areas.problem.above") }
    let day: CivilDay = row.day("from") ?? today
    _ = try desk.decide(.create(parent: parent.id, code: code, name: name), on: day, reason: nil, expecting: nil, by: caller, in: session)
    let step = ImportText("imports.areas.step.create", ["above": parent.name, "from": day.description])
    return ImportLine(
      row: row.number, kind: .added, subject: ImportText("imports.areas.subject", ["name": name, "code": code, "level": "@level.\(level.id)"]),
      steps: [step] + (try AreaRecords().find(code: code, on: day, in: session).map { try retire($0, row, by: caller, in: session) } ?? []))
  }

  private func alter(_ known: Area, _ row: ImportRow, _ code: String, by caller: Caller, in session: any Session) throws -> ImportLine? {
    var steps: [ImportText] = []
    if known.code != code {
      _ = try desk.decide(.recode([known.id: code]), on: today, reason: nil, expecting: nil, by: caller, in: session)
      steps.append(ImportText("imports.areas.step.recode", ["before": known.code, "after": code]))
    }
    if let name = row.text("name"), name != known.name {
      _ = try desk.decide(.rename(known.id, name: name), on: today, reason: nil, expecting: nil, by: caller, in: session)
      steps.append(ImportText("imports.areas.step.rename", ["before": known.name, "after": name]))
    }
    let ends: [ImportText] = try retire(known, row, by: caller, in: session)
    if steps.isEmpty, ends.isEmpty { return nil }
    let subject = ImportText("imports.areas.subject", ["name": known.name, "code": known.code, "level": "@level.\(known.level)"])
    return ImportLine(row: row.number, kind: steps.isEmpty ? .ended : .changed, subject: subject, steps: steps + ends)
  }

  private func retire(_ area: Area, _ row: ImportRow, by caller: Caller, in session: any Session) throws -> [ImportText] {
    guard let last = row.day("last_day"), try !ends(area, after: last, in: session) else { return [] }
    _ = try desk.decide(.retire(area.id, successor: nil), on: last.adding(days: 1), reason: nil, expecting: nil, by: caller, in: session)
    return [ImportText("imports.areas.step.retire", ["day": last.description])]
  }

  func each(
    within area: Area?, by caller: Caller, words: Words, in session: any Session, _ take: ([String: ImportValue]) throws -> Void
  ) throws {
    let areas = try AreaLookup(on: today, caller.policy(for: permission), in: session)
    let range: PlaceRange? = area?.range
    for area in areas.tree.areas where areas.policy.allows(place: area.place) && (range?.contains(area.place) ?? true) {
      var values: [String: ImportValue] = [
        "code": .text(area.code), "name": .text(area.name), "level": .text(words("level.\(area.level)")), "ref": .text(area.id.description),
      ]
      if let parent = area.parent { values["above"] = .text(areas.path(parent)) }
      if let from = area.validFrom { values["from"] = .day(from) }
      try take(values)
    }
  }
}
