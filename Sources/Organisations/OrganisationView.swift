import Ground
import Places
import SQL

/// A body as a list shows it.
struct OrganisationRow: Sendable {
  let organisation: Organisation
  let name: String
  let areaName: String
  let parentName: String?
}

/// A body with all that its page shows, as it was on a day.
struct OrganisationView: Sendable {
  struct Relative: Sendable {
    let organisation: Organisation
    let name: String
    /// Whether the caller may open it.
    let isOpen: Bool
  }

  struct Bound: Sendable {
    let binding: BodyBinding
    let name: String
    /// The estate's page.
    let href: String?
  }

  struct Past: Sendable {
    let span: BodySpan
    let parentName: String?
  }

  let organisation: Organisation
  let day: CivilDay
  let name: String
  let areaName: String
  let successorName: String?
  /// From the top of the chain down to the one directly above.
  let above: [Relative]
  let below: [Relative]
  let countBelow: Int
  /// nil when people are out of the caller's reach.
  let posts: [PostOption]?
  let bindings: [Bound]
  let history: [Past]
  let members: [MemberRow]
  let memberOf: [MemberRow]
  let duties: [DutyRow]
  let mayManage: Bool
}

/// A unit in a body, with the other one's name.
struct MemberRow: Sendable {
  let member: BodyMember
  let other: OrganisationID
  let name: String
}

/// Reads for the pages of bodies.
struct OrganisationDesk: Sendable {
  let profile: CityProfile
  let directory: PostDirectory
  private let records: OrganisationRecords = OrganisationRecords()
  private let bodies: BodyRecords = BodyRecords()

  init(profile: CityProfile, directory: PostDirectory) {
    self.profile = profile
    self.directory = directory
  }

  func view(
    _ id: OrganisationID, to caller: Caller, on asked: CivilDay?, at now: Moment, words: Words, in session: any Session
  ) throws -> OrganisationView {
    let row: Organisation = try records.visible(id, to: caller, in: session)
    let day: CivilDay = asked ?? OrganisationDesk.shown(row, profile.calendar.localDay(now))
    let story: BodyStory = try bodies.story(of: id, in: session)
    var organisation: Organisation = row
    if let span = story.span(on: day) { organisation.take(span) }
    let names: [AreaID: String] = try areaNames([organisation], words, in: session)
    let members: [BodyMember] = try BodyMemberRecords().members(of: id, on: day, in: session)
    let memberOf: [BodyMember] = try BodyMemberRecords().bodies(of: id, on: day, in: session)
    let others: Set<OrganisationID> = Set(members.map(\.member) + memberOf.map(\.body))
    let otherNames: [OrganisationID: String] = try bodies.names(others, on: day, words: words, in: session)
    let manage: Policy = caller.policy(for: .organisationManage)
    return OrganisationView(
      organisation: organisation, day: day, name: organisation.name(words), areaName: names[organisation.area] ?? "",
      successorName: try successor(row, words, in: session), above: try bodies.above(id, on: day, in: session).map { relative($0, caller, words) },
      below: try bodies.below(id, on: day, limit: 60, in: session).map { relative($0, caller, words) },
      countBelow: try bodies.countBelow(id, on: day, in: session), posts: try posts(id, caller, now, words, in: session),
      bindings: try bindings(id, words, in: session), history: try history(story, words, in: session),
      members: members.map { MemberRow(member: $0, other: $0.member, name: otherNames[$0.member] ?? "") },
      memberOf: memberOf.map { MemberRow(member: $0, other: $0.body, name: otherNames[$0.body] ?? "") },
      duties: try DutyDesk.rows(of: id, on: day, words: words, in: session),
      mayManage: manage.allows(place: organisation.place, organisation: id))
  }

  /// The day on which a body's page shows it unless one is asked for: today, or its first or last day.
  private static func shown(_ organisation: Organisation, _ today: CivilDay) -> CivilDay {
    if organisation.validFrom > today { return organisation.validFrom }
    if let end = organisation.validUntil, end <= today { return end.adding(days: -1) }
    return today
  }

  private func relative(_ organisation: Organisation, _ caller: Caller, _ words: Words) -> OrganisationView.Relative {
    let policy: Policy = caller.policy(for: .organisationRead)
    return .init(
      organisation: organisation, name: organisation.name(words),
      isOpen: policy.allows(place: organisation.place, organisation: organisation.id))
  }

  private func successor(_ organisation: Organisation, _ words: Words, in session: any Session) throws -> String? {
    guard let id = organisation.successor else { return nil }
    return try records.organisation(id, in: session)?.name(words)
  }

  private func posts(
    _ id: OrganisationID, _ caller: Caller, _ now: Moment, _ words: Words, in session: any Session
  ) throws -> [PostOption]? {
    let policy: Policy = caller.policy(for: .peopleRead)
    guard !policy.isNothing else { return nil }
    return try directory.list(PostFilter(organisation: id), of: policy, after: nil, limit: 200, at: now, words: words, in: session)
  }

  private func bindings(_ id: OrganisationID, _ words: Words, in session: any Session) throws -> [OrganisationView.Bound] {
    let bindings: [BodyBinding] = try bodies.bindings(of: id, in: session)
    let areas: [AreaID: String] = try AreaRecords().titles(Set(bindings.map(\.area)), lowest: lowest, words: words, in: session)
    let buildings: [BuildingID: Building] = try BuildingRecords().find(bindings.compactMap(\.building), in: session)
    let estates: [EstateID: String] = try EstateRecords().names(Set(bindings.compactMap(\.estate)), in: session)
    return bindings.map { binding in
      let area: String = areas[binding.area] ?? ""
      if let estate = binding.estate {
        return .init(
          binding: binding, name: words("bodies.estate_of", ["area": area, "estate": estates[estate] ?? ""]), href: "/estates/\(estate)")
      }
      let building: String? = binding.building.flatMap { buildings[$0]?.name }
      return .init(binding: binding, name: building.map { words("bodies.building_of", ["area": area, "building": $0]) } ?? area, href: nil)
    }
  }

  /// The latest first.
  private func history(_ story: BodyStory, _ words: Words, in session: any Session) throws -> [OrganisationView.Past] {
    let names = try records.names(Set(story.spans.compactMap(\.parent)), words: words, in: session)
    return story.spans.reversed().map { .init(span: $0, parentName: $0.parent.flatMap { names[$0] }) }
  }

  // MARK: Lists

  /// A page of bodies, each with its area's name and that of the body above.
  func list(
    _ filter: OrganisationFilter, to caller: Caller, on day: CivilDay, after cursor: RowCursor?, limit: Int, words: Words,
    in session: any Session
  ) throws -> [OrganisationRow] {
    let found: [Organisation] = try bodies.list(
      filter, profile, of: caller.policy(for: .organisationRead), on: day, after: cursor, limit: limit, in: session)
    let names: [AreaID: String] = try areaNames(found, words, in: session)
    let parents: [OrganisationID: String] = try bodies.names(Set(found.compactMap(\.parent)), on: day, words: words, in: session)
    return found.map { body in
      OrganisationRow(
        organisation: body, name: body.name(words), areaName: names[body.area] ?? "", parentName: body.parent.flatMap { parents[$0] })
    }
  }

  private var lowest: String { profile.levels.last?.id ?? "" }

  private func areaNames(_ found: [Organisation], _ words: Words, in session: any Session) throws -> [AreaID: String] {
    try AreaRecords().titles(Set(found.map(\.area)), lowest: lowest, words: words, in: session)
  }
}
