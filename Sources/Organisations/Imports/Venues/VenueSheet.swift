import Ground
import Places
import SQL

/// Sheets of venues: what they are, offer and lend, and when they are open.
struct VenueSheet: RowByRowSubject {
  let profile: CityProfile
  let desk: VenueDesk

  var name: String { "venues" }
  var section: String { "areas" }
  var home: String { "/venues" }
  var permission: Permission { .areaManage }

  private static let days: [String] = (1...7).map { "hours_\($0)" }

  let columns: [ImportColumn] =
    [
      ImportColumn("kind", .text(max: 60), width: 18, isRequired: true),
      ImportColumn("name", .text(max: 80), width: 28, isRequired: true),
      ImportColumn("area_code", .text(max: 15), width: 20),
      ImportColumn("area", width: 32),
      ImportColumn("address", .text(max: 120), width: 28),
      ImportColumn("longitude", .degrees, width: 14),
      ImportColumn("latitude", .degrees, width: 14),
      ImportColumn("phone", .text(max: 20), width: 16),
      ImportColumn("functions", width: 24),
      ImportColumn("services", .text(max: 2_000), width: 36),
      ImportColumn("loans", .text(max: 2_000), width: 28),
    ] + days.map { ImportColumn($0, .text(max: 80), width: 22) } + [
      ImportColumn("holidays", .text(max: 20), width: 14),
      ImportColumn("last_day", .day, width: 14),
      ImportColumn("ref", .text(max: 20), width: 22),
    ]

  func choices(_ key: String, _ words: Words) -> [String] {
    switch key {
    case "kind": profile.housing.venueKinds.map { words("venue_kind.\($0.id)") }
    case "holidays": ["closed", "open"].map { words("imports.venues.holidays.\($0)") }
    default: []
    }
  }

  struct Context {
    let areas: AreaLookup
    let kinds: WordLookup
    let functions: WordLookup
    let holidays: WordLookup
  }

  func context(_ table: ImportTable, by caller: Caller, in session: any Session) throws -> Context {
    Context(
      areas: try AreaLookup(on: desk.today, caller.policy(for: permission), in: session),
      kinds: WordLookup(profile.housing.venueKinds.map(\.id), "venue_kind", profile),
      functions: WordLookup(profile.housing.venueFunctions, "venue_function", profile),
      holidays: WordLookup(["closed", "open"], "imports.venues.holidays", profile))
  }

  func carryOut(_ row: ImportRow, _ context: inout Context, by caller: Caller, in session: any Session) throws -> ImportLine? {
    if let ref = row.text("ref") {
      guard let known = try VenueID(ref).flatMap({ try VenueRecords().find($0, in: session) }), context.areas.policy.allows(place: known.place) else {
        throw ImportProblem(row: row.number, "ref", "imports.venues.problem.ref")
      }
      return try alter(known, row, context, by: caller, in: session)
    }
    guard let name = row.text("name") else { throw ImportProblem(row: row.number, "name", "imports.problem.missing") }
    let area: Area = try context.areas.area(row, code: "area_code", path: "area")
    if let known = try VenueRecords().find(named: name, in: area.id, endedOn: row.firstDayAfter("last_day"), in: session) {
      return try alter(known, row, context, by: caller, in: session)
    }
    guard let kind = try context.kinds.id(row, "kind") else { throw ImportProblem(row: row.number, "kind", "imports.problem.missing") }
    guard let address = row.text("address") else { throw ImportProblem(row: row.number, "address", "imports.problem.missing") }
    var draft = VenueDraft(kind: kind, name: name, area: area.id, address: address, point: try row.point())
    try fill(&draft, row, context)
    let made: Venue = try desk.open(draft, by: caller, in: session)
    let steps: [ImportText] =
      [ImportText("imports.venues.step.open", ["kind": "@venue_kind.\(kind)"])] + (try close(made, row, by: caller, in: session))
    return ImportLine(row: row.number, kind: .added, subject: subject(made, area.name), steps: steps)
  }

  /// What differs; an empty cell leaves things as they are.
  private func alter(_ known: Venue, _ row: ImportRow, _ context: Context, by caller: Caller, in session: any Session) throws -> ImportLine? {
    if let until = known.validUntil {
      guard row.firstDayAfter("last_day") == until else { throw Refusal(.conflict, "venues.refusal.ended") }
      return nil
    }
    var wanted = VenueDraft(known)
    wanted.kind = try context.kinds.id(row, "kind") ?? known.kind
    wanted.name = row.text("name") ?? known.name
    wanted.address = row.text("address") ?? known.address
    wanted.point = try row.point(known: known.coordinates) ?? known.coordinates
    try fill(&wanted, row, context)
    let steps: [ImportText] = changes(from: known, to: wanted, row)
    let now: Venue = steps.isEmpty ? known : try desk.describe(known.id, wanted, expecting: known.version, by: caller, in: session)
    let ends: [ImportText] = try close(now, row, by: caller, in: session)
    if steps.isEmpty, ends.isEmpty { return nil }
    return ImportLine(
      row: row.number, kind: steps.isEmpty ? .ended : .changed, subject: subject(known, context.areas.tree[known.area]?.name ?? ""),
      steps: steps + ends)
  }

  private func fill(_ draft: inout VenueDraft, _ row: ImportRow, _ context: Context) throws {
    draft.phone = row.text("phone") ?? draft.phone
    draft.functions = try context.functions.ids(row, "functions") ?? draft.functions
    draft.services = row.list("services", separators: ";\u{FF1B}|") ?? draft.services
    draft.loans = row.list("loans", separators: ";\u{FF1B}|") ?? draft.loans
    if let holidays = try context.holidays.id(row, "holidays") { draft.hours.followsCalendar = holidays == "closed" }
    for (index, key) in Self.days.enumerated() {
      guard let text = row.text(key) else { continue }
      let isClosed: Bool = profile.locales.contains { profile.words($0)("venues.day_off") == text }
      guard let spans = isClosed ? [] : OpeningHours.spans(text) else {
        throw ImportProblem(row: row.number, key, "imports.venues.problem.hours", ["value": text])
      }
      draft.hours.weekly[index] = spans
    }
  }

  private func changes(from known: Venue, to wanted: VenueDraft, _ row: ImportRow) -> [ImportText] {
    var pairs: [(key: String, isNew: Bool, value: String)] = [
      ("kind", wanted.kind != known.kind, "@venue_kind.\(wanted.kind)"), ("name", wanted.name != known.name, wanted.name),
      ("address", wanted.address != known.address, wanted.address), ("phone", wanted.phone != known.phone, wanted.phone ?? ""),
      ("longitude", wanted.point != known.coordinates, wanted.point.map { "\($0.longitude), \($0.latitude)" } ?? ""),
      ("functions", wanted.functions != known.functions, row.text("functions") ?? ""),
      ("services", wanted.services != known.services, row.text("services") ?? ""), ("loans", wanted.loans != known.loans, row.text("loans") ?? ""),
      ("holidays", wanted.hours.followsCalendar != known.hours.followsCalendar, row.text("holidays") ?? ""),
    ]
    for (index, key) in Self.days.enumerated() {
      pairs.append((key, wanted.hours.weekly[index] != known.hours.weekly[index], row.text(key) ?? ""))
    }
    return pairs.filter(\.isNew).map { ImportText.set("venues", $0.key, $0.value) }
  }

  private func close(_ now: Venue, _ row: ImportRow, by caller: Caller, in session: any Session) throws -> [ImportText] {
    guard let last = row.day("last_day") else { return [] }
    _ = try mended(row, "day", as: "last_day") {
      try desk.close(now.id, on: last.adding(days: 1), expecting: now.version, by: caller, in: session)
    }
    return [ImportText("imports.places.step.end", ["day": last.description])]
  }

  private func subject(_ venue: Venue, _ area: String) -> ImportText { ImportText("imports.venues.subject", ["name": venue.name, "area": area]) }

  func each(
    within area: Area?, by caller: Caller, words: Words, in session: any Session, _ take: ([String: ImportValue]) throws -> Void
  ) throws {
    let areas = try AreaLookup(on: desk.today, caller.policy(for: permission), in: session)
    try desk.each(VenueFilter(within: area.map { Within($0) }), of: areas.policy, in: session) { venue in
      let functions: [String] = profile.housing.venueFunctions.filter(venue.functions.contains).map { words("venue_function.\($0)") }
      var texts: [String: String] = [
        "kind": words("venue_kind.\(venue.kind)"), "name": venue.name, "area_code": areas.tree[venue.area]?.code ?? "",
        "area": areas.path(venue.area), "address": venue.address, "phone": venue.phone ?? "",
        "functions": functions.joined(separator: words("imports.places.and")),
        "services": venue.services.joined(separator: "; "), "loans": venue.loans.joined(separator: "; "), "ref": venue.id.description,
        "holidays": words("imports.venues.holidays.\(venue.hours.followsCalendar ? "closed" : "open")"),
      ]
      for (index, key) in Self.days.enumerated() {
        let spans = venue.hours.weekly[index]
        texts[key] = spans.isEmpty ? words("venues.day_off") : OpeningHours.text(spans)
      }
      let cells: [String: ImportValue] = texts.filter { !$0.value.isEmpty }.mapValues { .text($0) }
      try take(cells.merging(venue.coordinates.cells) { _, new in new })
    }
  }
}
