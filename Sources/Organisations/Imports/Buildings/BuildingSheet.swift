import Ground
import Places
import SQL

/// Sheets of buildings with their units.
struct BuildingSheet: RowByRowSubject {
  let profile: CityProfile
  let desk: BuildingDesk
  let estates: EstateDesk

  var name: String { "buildings" }
  var section: String { "areas" }
  var home: String { "/buildings" }
  var permission: Permission { .areaManage }

  let columns: [ImportColumn] = [
    ImportColumn("name", .text(max: 60), width: 26, isRequired: true),
    ImportColumn("grid_code", .text(max: 15), width: 20),
    ImportColumn("grid", width: 32),
    ImportColumn("estate", .text(max: 60), width: 20),
    ImportColumn("units", .integer(1...200), width: 8),
    ImportColumn("households", .integer(0...10_000), width: 10),
    ImportColumn("longitude", .degrees, width: 14),
    ImportColumn("latitude", .degrees, width: 14),
    ImportColumn("former_name", .text(max: 60), width: 26),
    ImportColumn("from", .day, width: 14),
    ImportColumn("last_day", .day, width: 14),
    ImportColumn("goes_to", .text(max: 60), width: 20),
    ImportColumn("ref", .text(max: 20), width: 22),
  ]

  func choices(_ key: String, _ words: Words) -> [String] { [] }

  typealias Context = AreaLookup

  func context(_ table: ImportTable, by caller: Caller, in session: any Session) throws -> AreaLookup {
    try AreaLookup(on: desk.today, caller.policy(for: permission), in: session)
  }

  func carryOut(_ row: ImportRow, _ areas: inout AreaLookup, by caller: Caller, in session: any Session) throws -> ImportLine? {
    let named: Area? =
      row.text("grid_code") == nil && row.text("grid") == nil ? nil : try areas.area(row, code: "grid_code", path: "grid")
    if let ref = row.text("ref") {
      guard let known = try BuildingID(ref).flatMap({ try desk.find($0, in: session) }), areas.policy.allows(place: known.place) else {
        throw ImportProblem(row: row.number, "ref", "imports.buildings.problem.ref")
      }
      return try alter(known, row, named, areas, by: caller, in: session)
    }
    guard let name = row.text("name") else { throw ImportProblem(row: row.number, "name", "imports.problem.missing") }
    let point: Coordinates? = try row.point()
    guard let grid = try named?.id ?? point.flatMap({ try desk.grid(at: $0, in: session) }) else {
      throw ImportProblem(row: row.number, "grid", "imports.buildings.problem.grid")
    }
    if let known = try desk.find(named: name, in: grid, endedOn: row.firstDayAfter("last_day"), in: session) {
      return try alter(known, row, nil, areas, by: caller, in: session)
    }
    return try create(row, name, point, named, areas, by: caller, in: session)
  }

  private func create(
    _ row: ImportRow, _ name: String, _ point: Coordinates?, _ grid: Area?, _ areas: AreaLookup, by caller: Caller, in session: any Session
  ) throws -> ImportLine {
    var draft = BuildingDraft(
      name: name, formerName: row.text("former_name"), point: point, grid: grid?.id, households: row.integer("households"),
      units: row.integer("units") ?? 1, from: row.day("from"))
    let place: AreaID? = try grid?.id ?? point.flatMap { try desk.grid(at: $0, in: session) }
    draft.estate = try estate(row, near: place, areas, in: session)
    let made: Building = try desk.create(draft, by: caller, in: session)
    var steps: [ImportText] = [
      ImportText("imports.buildings.step.create", ["grid": areas.path(made.area), "units": "\(draft.units)"])
    ]
    steps += try end(made, row, by: caller, in: session)
    return ImportLine(row: row.number, kind: .added, subject: subject(made, areas), steps: steps)
  }

  /// What differs; an empty cell leaves things as they are.
  private func alter(
    _ known: Building, _ row: ImportRow, _ grid: Area?, _ areas: AreaLookup, by caller: Caller, in session: any Session
  ) throws -> ImportLine? {
    if let until = known.validUntil {
      guard row.firstDayAfter("last_day") == until else { throw Refusal(.conflict, "buildings.refusal.ended") }
      return nil
    }
    if let from = row.day("from"), from != known.validFrom { throw ImportProblem(row: row.number, "from", "imports.buildings.problem.from") }
    let (described, changes) = try describe(known, row, grid, areas, by: caller, in: session)
    var now: Building = described
    let steps: [ImportText] = try changes + units(&now, row, by: caller, in: session)
    let ends: [ImportText] = try end(now, row, by: caller, in: session)
    if steps.isEmpty, ends.isEmpty { return nil }
    return ImportLine(row: row.number, kind: steps.isEmpty ? .ended : .changed, subject: subject(known, areas), steps: steps + ends)
  }

  private func describe(
    _ known: Building, _ row: ImportRow, _ grid: Area?, _ areas: AreaLookup, by caller: Caller, in session: any Session
  ) throws -> (Building, [ImportText]) {
    let moved: AreaID? = grid.flatMap { $0.id == known.area ? nil : $0.id }
    let wanted = BuildingDraft(
      name: row.text("name") ?? known.name, formerName: row.text("former_name") ?? known.formerName,
      point: try row.point(known: known.coordinates) ?? known.coordinates, grid: moved,
      estate: try estate(row, of: known, near: moved ?? known.area, areas, in: session),
      households: row.integer("households") ?? known.households)
    let pairs: [(key: String, isNew: Bool, value: String)] = [
      ("name", wanted.name != known.name, wanted.name), ("former_name", wanted.formerName != known.formerName, wanted.formerName ?? ""),
      ("estate", wanted.estate != known.estate, row.text("estate") ?? ""),
      ("households", wanted.households != known.households, wanted.households.map { "\($0)" } ?? ""),
      ("longitude", wanted.point != known.coordinates, wanted.point.map { "\($0.longitude), \($0.latitude)" } ?? ""),
      ("grid", moved != nil, grid?.name ?? ""),
    ]
    let steps: [ImportText] = pairs.filter(\.isNew).map { ImportText.set("buildings", $0.key, $0.value) }
    if steps.isEmpty { return (known, []) }
    return (try desk.describe(known.id, wanted, expecting: known.version, by: caller, in: session), steps)
  }

  /// As many as the cell says: the lowest numbers that are free come, the highest end.
  private func units(_ now: inout Building, _ row: ImportRow, by caller: Caller, in session: any Session) throws -> [ImportText] {
    guard let wanted = row.integer("units") else { return [] }
    let all: [BuildingUnit] = try UnitRecords().units(of: now.id, in: session)
    let standing: [Int] = all.filter { $0.validUntil == nil }.map(\.number)
    // How many there are is what counts: a number that has ended leaves a gap.
    let missing: [Int] = Array((1...wanted + standing.count).filter { !standing.contains($0) }.prefix(max(0, wanted - standing.count)))
    let surplus: [Int] = Array(standing.sorted().dropFirst(wanted))
    if missing.isEmpty, surplus.isEmpty { return [] }
    let heir: BuildingDesk.Heir? = row.text("goes_to") == nil ? nil : .grid
    for number in missing {
      now = try mended(row, "number", as: "units") {
        let from: CivilDay? = all.contains { $0.number == number } ? desk.today : nil
        return try desk.addUnit(number, households: nil, from: from, to: now.id, expecting: now.version, by: caller, in: session)
      }
    }
    for number in surplus {
      now = try mended(row, "day", as: "units") {
        try desk.endUnit(number, of: now.id, on: desk.today, heir: heir, expecting: now.version, by: caller, in: session)
      }
    }
    return [ImportText("imports.buildings.step.units", ["units": "\(wanted)"])]
  }

  private func end(_ now: Building, _ row: ImportRow, by caller: Caller, in session: any Session) throws -> [ImportText] {
    guard let last = row.day("last_day"), try desk.plannedEnd(of: now.id, in: session) != last.adding(days: 1) else { return [] }
    var heir: BuildingDesk.Heir?
    if let text = row.text("goes_to") {
      let isGrid: Bool = profile.locales.contains { profile.words($0)("buildings.heir.grid") == text }
      heir = isGrid ? .grid : .building(try desk.find(named: text, in: now.area, endedOn: nil, in: session)?.id ?? now.id)
    }
    _ = try mended(row, "day", as: "last_day") {
      try desk.end(now.id, on: last.adding(days: 1), heir: heir, expecting: now.version, by: caller, in: session)
    }
    return [ImportText("imports.places.step.end", ["day": last.description])]
  }

  /// The estate to which a building belongs already keeps it, also when areas have changed and it lies in another community now.
  private func estate(
    _ row: ImportRow, of known: Building, near grid: AreaID, _ areas: AreaLookup, in session: any Session
  ) throws -> EstateID? {
    let own: Estate? = try known.estate.flatMap { try estates.find($0, in: session) }
    guard let name = row.text("estate"), name != own?.name else { return known.estate }
    return try estate(row, near: grid, areas, in: session)
  }

  /// By its name, in the community of a grid.
  private func estate(_ row: ImportRow, near grid: AreaID?, _ areas: AreaLookup, in session: any Session) throws -> EstateID? {
    guard let name = row.text("estate") else { return nil }
    guard let community = grid.flatMap({ areas.tree[$0]?.parent }), let found = try estates.find(named: name, in: community, in: session) else {
      throw ImportProblem(row: row.number, "estate", "imports.buildings.problem.estate", ["value": name])
    }
    return found.id
  }

  private func subject(_ building: Building, _ areas: AreaLookup) -> ImportText {
    ImportText("imports.buildings.subject", ["name": building.name, "grid": areas.path(building.area)])
  }

  func each(
    within area: Area?, by caller: Caller, words: Words, in session: any Session, _ take: ([String: ImportValue]) throws -> Void
  ) throws {
    let areas = try AreaLookup(on: desk.today, caller.policy(for: permission), in: session)
    try desk.each(BuildingFilter(within: area.map { Within($0) }), of: areas.policy, in: session) { building, estate, units in
      let texts: [String: String?] = [
        "name": building.name, "former_name": building.formerName, "grid_code": areas.tree[building.area]?.code, "grid": areas.path(building.area),
        "estate": estate, "ref": building.id.description,
      ]
      var values: [String: ImportValue] = texts.compactMapValues { $0.map { .text($0) } }
      values.merge(building.coordinates.cells) { _, new in new }
      values["units"] = ImportValue.count(units > 0 ? units : nil)
      values["households"] = ImportValue.count(building.households)
      if let from = building.validFrom { values["from"] = .day(from) }
      try take(values)
    }
  }
}
