public import Ground
import Places
public import SQL

/// The verbs on bodies: set up, describe, move, bind, reorganise, dissolve or merge. Each is one transaction with one journal entry, allowed where
/// the caller manages organisations.
public struct BodyDesk: Sendable {
  let profile: CityProfile
  let ids: IdentifierMaker
  let journal: Journal
  let timepiece: Timepiece
  let ancestry: Ancestry
  let followers: [any BodyFollower]
  let organisations: OrganisationRecords = OrganisationRecords()
  let bodies: BodyRecords = BodyRecords()

  public init(profile: CityProfile, ids: IdentifierMaker, timepiece: Timepiece, followers: [any BodyFollower] = []) {
    self.profile = profile
    self.followers = followers
    self.ids = ids
    self.timepiece = timepiece
    journal = Journal(ids: ids, timepiece: timepiece)
    ancestry = Ancestry(levels: profile.levels)
  }

  var today: CivilDay { profile.calendar.localDay(timepiece.now()) }

  // MARK: Setting up

  /// Sets a body up, with the seats of its kind, vacant.
  /// - Throws: ``Refusal`` `.invalid`, each wrong field named.
  public func create(_ draft: BodyDraft, by caller: Caller, in session: any Session) throws -> Organisation {
    let policy: Policy = caller.policy(for: .organisationManage)
    guard let kind = profile.organisationKind(draft.kind) else { throw BodyProblem.kind.refusal }
    guard let area = try AreaRecords().find(draft.area, in: session), policy.allows(place: area.place) else { throw BodyProblem.area.refusal }
    guard kind.stands(at: area.level) else { throw BodyProblem.level.refusal }
    try AreaRecords().checkBeginning(on: draft.from, in: area, today: today, session: session)
    if try bodies.isTaken(draft.name, kind: kind.id, area: area.id, on: draft.from, in: session) { throw BodyProblem.taken.refusal }
    let organisation = Organisation(
      id: ids.next(), kind: kind.id, name: draft.name, shortName: draft.shortName, parent: draft.parent, field: draft.field ?? kind.field,
      unitLevel: draft.unitLevel, creditCode: draft.creditCode.map { CreditCode($0).text }, area: area.id, range: area.range,
      validFrom: draft.from)
    try checkParent(draft.parent, of: organisation, kind: kind, from: draft.from, until: nil, by: caller, in: session)
    let binding: BodyBinding? = try building(draft, of: organisation, kind: kind, in: session)
    try organisations.insert(organisation, in: session)
    if let binding { try bodies.insert(binding, in: session) }
    try addSeats(of: kind, to: organisation, in: session)
    try note("organisation.created", organisation, after: BodyDesk.facts(organisation), by: caller, in: session)
    return organisation
  }

  /// A body that belongs to a building says which.
  private func building(
    _ draft: BodyDraft, of organisation: Organisation, kind: CityProfile.OrganisationKind, in session: any Session
  ) throws -> BodyBinding? {
    guard let id = draft.building else {
      if kind.bound == .building { throw BodyProblem.building.refusal }
      return nil
    }
    guard let building = try BuildingRecords().find(id, in: session), organisation.range.contains(building.place) else {
      throw BodyProblem.building.refusal
    }
    return BodyBinding(
      id: ids.next(), organisation: organisation.id, area: building.area, range: PlaceRange(building.place, building.place), building: id,
      validFrom: draft.from)
  }

  func addSeats(of kind: CityProfile.OrganisationKind, to organisation: Organisation, in session: any Session) throws {
    let posts = PostRecords()
    for seat in kind.seats {
      for _ in 0..<seat.count {
        try posts.insert(
          Post(
            id: ids.next(), type: seat.post, area: organisation.area, range: organisation.range, organisation: organisation.id,
            validFrom: organisation.validFrom), in: session)
      }
    }
  }

  // MARK: Describing

  /// Gives a body another name from a day on.
  /// - Parameter name: nil: as the catalogue calls it.
  public func rename(
    _ id: OrganisationID, _ name: String?, short: String? = nil, from day: CivilDay, expecting version: Int64?, by caller: Caller,
    in session: any Session
  ) throws -> Organisation {
    let before: Organisation = try target(id, expecting: version, by: caller, in: session)
    guard name != nil || before.key != nil else { throw BodyProblem.name.refusal }
    return try change(before, to: before, "organisation.renamed", from: day, by: caller, in: session) { story in
      story.set(\.name, to: name, from: day) && story.set(\.shortName, to: short, from: day)
    }
  }

  /// Puts field, level and code of a body right, at once.
  public func describe(
    _ id: OrganisationID, _ description: BodyDescription, expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> Organisation {
    let before: Organisation = try target(id, expecting: version, by: caller, in: session)
    var after: Organisation = before
    after.field = description.field
    after.unitLevel = description.unitLevel
    after.creditCode = description.creditCode.map { CreditCode($0).text }
    return try change(before, to: after, "organisation.described", from: today, by: caller, in: session) { _ in true }
  }

  // MARK: What every verb does

  /// The body, if this caller may change it and it is still as the caller saw it.
  /// - Throws: ``Refusal/absent``, or `.stale`.
  func target(_ id: OrganisationID, expecting version: Int64?, by caller: Caller, in session: any Session) throws -> Organisation {
    let found: Organisation = try target(id, by: caller, in: session)
    guard found.version == version else { throw Refusal(.stale) }
    return found
  }

  /// The body, if this caller may change it.
  /// - Throws: ``Refusal/absent``.
  func target(_ id: OrganisationID, by caller: Caller, in session: any Session) throws -> Organisation {
    let policy: Policy = caller.policy(for: .organisationManage)
    guard let found = try organisations.organisation(id, in: session), policy.allows(place: found.place, organisation: found.id) else {
      throw Refusal.absent
    }
    return found
  }

  /// Changes the dated facts of a body from a day on, and its row when that day has come.
  func change(
    _ before: Organisation, to after: Organisation, _ verb: String, from day: CivilDay, by caller: Caller, in session: any Session,
    _ edit: (inout BodyStory) throws -> Bool
  ) throws -> Organisation {
    var story: BodyStory = try bodies.story(of: before.id, in: session)
    let was: BodySpan? = story.span(on: day)
    guard try edit(&story) else { throw BodyProblem.day.refusal }
    try bodies.save(story, of: before.id, in: session)
    var row: Organisation = after
    if let now = story.span(on: today) { row.take(now) }
    let saved: Organisation = try bodies.save(row, in: session)
    var facts: [String: String] = BodyDesk.changes(from: before, was, to: after, story.span(on: day))
    facts["from"] = day.description
    try note(verb, saved, after: facts, by: caller, in: session)
    return saved
  }

  func note(_ verb: String, _ organisation: Organisation, after: [String: String], by caller: Caller, in session: any Session) throws {
    let acting: Holding? = caller.acting(.organisationManage, place: organisation.place, organisation: organisation.id)
    let draft = JournalDraft(
      verb, subject: "organisation", id: organisation.id.raw, place: organisation.place, acting: acting?.post, after: after)
    try journal.append(draft, by: caller, in: session)
  }

  private static func facts(_ it: Organisation) -> [String: String] {
    var out: [String: String] = ["kind": it.kind, "from": it.validFrom.description]
    out["name"] = it.name
    out["parent"] = it.parent?.description
    out["credit_code"] = it.creditCode
    return out
  }

  /// What is new, by name.
  private static func changes(from before: Organisation, _ was: BodySpan?, to after: Organisation, _ now: BodySpan?) -> [String: String] {
    let pairs: [(String, String?, String?)] = [
      ("kind", was?.kind, now?.kind), ("name", was?.name, now?.name), ("short_name", was?.shortName, now?.shortName),
      ("parent", was?.parent?.description, now?.parent?.description), ("field", before.field, after.field),
      ("unit_level", before.unitLevel, after.unitLevel), ("credit_code", before.creditCode, after.creditCode),
    ]
    var out: [String: String] = [:]
    for (name, old, new) in pairs where old != new { out[name] = new ?? "" }
    return out
  }
}

extension Organisation {
  /// The dated facts of a span.
  mutating func take(_ span: BodySpan) {
    kind = span.kind
    name = span.name
    shortName = span.shortName
    parent = span.parent
  }
}
