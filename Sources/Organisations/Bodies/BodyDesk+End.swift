public import Ground
import Places
public import SQL

/// Binding a body to more than its own area, and ending it.
extension BodyDesk {
  /// Makes a body answer for another area, or for a building in it, from a day on.
  public func bind(
    _ id: OrganisationID, to areaID: AreaID, building: BuildingID?, from day: CivilDay, expecting version: Int64?, by caller: Caller,
    in session: any Session
  ) throws -> Organisation {
    let before: Organisation = try target(id, expecting: version, by: caller, in: session)
    let policy: Policy = caller.policy(for: .organisationManage)
    guard let area = try AreaRecords().find(areaID, in: session), policy.allows(place: area.place) else { throw BodyProblem.area.refusal }
    guard before.validFrom <= day, before.validUntil.map({ day < $0 }) ?? true else { throw BodyProblem.day.refusal }
    var range: PlaceRange = area.range
    if let building {
      guard let found = try BuildingRecords().find(building, in: session), area.range.contains(found.place) else {
        throw BodyProblem.building.refusal
      }
      range = PlaceRange(found.place, found.place)
    }
    let known: [BodyBinding] = try bodies.bindings(of: id, in: session)
    if known.contains(where: { $0.area == areaID && $0.building == building && ($0.validUntil.map { $0 > day } ?? true) }) {
      throw BodyProblem.binding.refusal
    }
    let binding = BodyBinding(
      id: ids.next(), organisation: id, area: areaID, range: range, building: building, validFrom: day, validUntil: before.validUntil)
    try bodies.insert(binding, in: session)
    let saved: Organisation = try bodies.save(before, in: session)
    try note("organisation.bound", saved, after: ["area": areaID.description, "from": day.description], by: caller, in: session)
    return saved
  }

  /// Ends a binding; the day is the first on which it no longer holds.
  public func unbind(
    _ id: OrganisationID, _ binding: OrganisationBindingID, on day: CivilDay, expecting version: Int64?, by caller: Caller,
    in session: any Session
  ) throws -> Organisation {
    let before: Organisation = try target(id, expecting: version, by: caller, in: session)
    guard try bodies.endBinding(binding, of: id, on: day, in: session) else { throw Refusal.absent }
    let saved: Organisation = try bodies.save(before, in: session)
    try note("organisation.unbound", saved, after: ["binding": binding.description, "until": day.description], by: caller, in: session)
    return saved
  }

  /// Ends a body; the day is the first on which it no longer exists. Its seats, bindings and members end with it. Those who stand below it
  /// beyond that day go to its successor; without one, there must be none.
  public func dissolve(
    _ id: OrganisationID, on day: CivilDay, successor: OrganisationID?, expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> Organisation {
    let before: Organisation = try target(id, expecting: version, by: caller, in: session)
    guard day > before.validFrom, before.validUntil.map({ day < $0 }) ?? true else { throw BodyProblem.day.refusal }
    if let successor { try checkSuccessor(successor, of: before, on: day, by: caller, in: session) }
    try handOver(from: before, to: successor, on: day, by: caller, in: session)
    var after: Organisation = before
    after.validUntil = day
    after.successor = successor
    let saved: Organisation = try change(before, to: after, "organisation.dissolved", from: day, by: caller, in: session) { story in
      story.end(on: day)
      return true
    }
    try bodies.endBindings(of: id, on: day, in: session)
    try bodies.endSeats(of: id, on: day, in: session)
    try BodyMemberRecords().endAll(of: id, on: day, in: session)
    return saved
  }

  private func checkSuccessor(
    _ id: OrganisationID, of organisation: Organisation, on day: CivilDay, by caller: Caller, in session: any Session
  ) throws {
    guard id != organisation.id, let found = try bodies.organisation(id, on: day, in: session), found.validUntil == nil,
      caller.policy(for: .organisationManage).allows(place: found.place, organisation: found.id)
    else { throw BodyProblem.successor.refusal }
  }

  private func handOver(
    from organisation: Organisation, to successor: OrganisationID?, on day: CivilDay, by caller: Caller, in session: any Session
  ) throws {
    let staying: [OrganisationID] = try bodies.childSpans(of: organisation.id, in: session)
      .filter { $0.span.validUntil.map { $0 > day } ?? true }.map(\.id)
    for child in Set(staying).sorted() {
      guard let successor else { throw BodyProblem.children.refusal }
      try follow(child, from: organisation.id, to: successor, on: day, by: caller, in: session)
    }
  }

  /// Every stretch of days beyond the day that was below the old body is below the new one.
  private func follow(
    _ child: OrganisationID, from old: OrganisationID, to new: OrganisationID, on day: CivilDay, by caller: Caller, in session: any Session
  ) throws {
    guard let before = try organisations.organisation(child, in: session) else { return }
    var story: BodyStory = try bodies.story(of: child, in: session)
    for span in story.spans where span.parent == old && (span.validUntil.map { $0 > day } ?? true) {
      let from: CivilDay = max(day, span.validFrom)
      guard let kind = profile.organisationKind(span.kind) else { continue }
      try checkParent(new, of: before, kind: kind, from: from, until: story.end(of: \.parent, from: from), by: caller, in: session)
      story.set(\.parent, to: new, from: from)
    }
    let ready: BodyStory = story
    _ = try change(before, to: before, "organisation.moved", from: day, by: caller, in: session) { story in
      story = ready
      return true
    }
  }
}
