public import Ground
public import SQL

/// The verbs on estates. Each is one transaction with one journal entry, allowed where the caller manages areas. A version that does not fit
/// is `.stale`; what is out of reach is ``Refusal/absent``.
extension EstateDesk {
  /// - Throws: ``Refusal`` `.invalid` on `area`, `name`, `from`.
  public func create(_ draft: EstateDraft, by caller: Caller, in session: any Session) throws -> Estate {
    let policy = caller.policy(for: .areaManage)
    guard let area = try draft.area.flatMap({ try areas.find($0, in: session) }), policy.allows(place: area.place), area.validUntil == nil,
      area.level == communityLevel
    else { throw problem("area", "area") }
    try check(begins: draft.from)
    try checkName(draft.name, in: area.id, besides: nil, in: session)
    if profile.housing.contradict(draft.flags, draft.mode) { throw problem("flags", "company") }
    let estate = Estate(
      id: ids.next(), name: draft.name, area: area.id, place: area.place, flags: draft.flags, mode: draft.mode, households: draft.households,
      validFrom: draft.from)
    try records.insert(estate, in: session)
    if let mode = draft.mode { try records.setMode(mode, of: estate.id, from: draft.from ?? today, in: session) }
    try note("estate.created", estate, after: facts(estate), by: caller, in: session)
    return try target(estate.id, expecting: estate.version, by: caller, in: session)
  }

  /// Lists show what is there: one that were to come could not be found again.
  private func check(begins day: CivilDay?) throws {
    try PlaceDay.check(day, "from", today: today)
    if let day, day > today { throw problem("from", "ahead") }
  }

  /// - Throws: ``Refusal`` `.invalid` on `name`, `from`.
  public func describe(
    _ id: EstateID, _ draft: EstateDraft, expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> Estate {
    let before = try target(id, expecting: version, by: caller, in: session)
    if draft.from != before.validFrom { try check(begins: draft.from) }
    if let first = try records.modes(of: id, in: session).last?.validFrom, let from = draft.from, first < from {
      throw problem("from", "managed_before", ["day": first.description])
    }
    if let end = try ends.find(id, unit: nil, in: session), let from = draft.from, end.day <= from {
      throw problem("from", "ends_before", ["day": end.day.description])
    }
    // Two that came together by a merge of areas may go on with one name.
    if draft.name != before.name { try checkName(draft.name, in: before.area, besides: id, in: session) }
    if profile.housing.contradict(draft.flags, before.mode) { throw problem("flags", "company") }
    var after = before
    after.name = draft.name
    after.flags = draft.flags
    after.households = draft.households
    after.validFrom = draft.from
    try records.update(after, in: session)
    try note("estate.described", after, before: facts(before), after: facts(after), by: caller, in: session)
    return try target(id, expecting: before.version + 1, by: caller, in: session)
  }

  /// From a day on it is managed so. What was planned for later is forgotten; what has begun already keeps its first day.
  /// - Throws: ``Refusal`` `.invalid` on `from`, `mode`.
  public func manage(
    _ id: EstateID, as mode: String, from day: CivilDay, expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> Estate {
    let before = try target(id, expecting: version, by: caller, in: session)
    try PlaceDay.check(day, "from", today: today)
    if let first = before.validFrom, day < first { throw problem("from", "before_estate", ["day": first.description]) }
    let modes = try records.modes(of: id, in: session)
    if let begun = modes.first(where: { $0.validFrom <= today })?.validFrom, day < begun {
      throw problem("from", "mode_day", ["day": begun.description])
    }
    let then = modes.first { $0.validFrom < day }
    if then?.mode == mode, !modes.contains(where: { $0.validFrom >= day }) { throw problem("mode", "mode_same") }
    if day <= today, profile.housing.contradict(before.flags, mode) { throw problem("mode", "company") }
    try records.setMode(mode, of: id, from: day, in: session)
    try records.update(before, in: session)
    try note(
      "estate.managed", before, before: ["mode": then?.mode ?? ""], after: ["mode": mode, "from": day.description], by: caller, in: session)
    return try target(id, expecting: before.version + 1, by: caller, in: session)
  }

  // MARK: What every verb does

  /// The level of communities: that of the areas above grids.
  var communityLevel: String { profile.levels.dropLast().last?.id ?? "" }

  /// The estate, if it stands and this caller may change it.
  func target(_ id: EstateID, expecting version: Int64?, by caller: Caller, in session: any Session) throws -> Estate {
    try changeable(records.find(id, on: today, in: session), expecting: version, by: caller)
  }

  private func facts(_ estate: Estate) -> [String: String] {
    [
      "name": estate.name, "area": estate.area.description, "flags": estate.flags.sorted().joined(separator: " "), "mode": estate.mode ?? "",
      "households": estate.households.map { "\($0)" } ?? "", "from": estate.validFrom?.description ?? "",
    ]
  }
}
