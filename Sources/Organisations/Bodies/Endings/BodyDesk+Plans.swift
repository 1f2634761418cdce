public import Ground
public import SQL

/// Changes that lie ahead.
extension BodyDesk {
  /// Takes back what was to change of a body on a day ahead: its name, its kind or the body above. What is planned for later days stays.
  public func withdrawPlan(
    for day: CivilDay, of id: OrganisationID, expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> Organisation {
    let before: Organisation = try target(id, expecting: version, by: caller, in: session)
    let old: BodyStory = try bodies.story(of: id, in: session)
    var story: BodyStory = old
    guard day > today, story.withdraw(day) else { throw Refusal(.conflict, "bodies.problem.not_planned") }
    let isKindBack: Bool = old.span(on: day)?.kind != story.span(on: day)?.kind
    try check(story, of: before, from: day, isKindBack: isKindBack, in: session)
    let saved: Organisation = try change(before, to: before, "organisation.plan_withdrawn", from: day, by: caller, in: session) {
      $0 = story
      return true
    }
    if isKindBack { try bodies.dropVacantSeats(of: id, from: day, in: session) }
    return saved
  }

  /// What is left must still fit: the body above may have changed since, and those below.
  private func check(
    _ story: BodyStory, of organisation: Organisation, from day: CivilDay, isKindBack: Bool, in session: any Session
  ) throws {
    for span in story.spans where span.validUntil.map({ $0 > day }) ?? true {
      guard let kind = profile.organisationKind(span.kind) else { continue }
      let from: CivilDay = max(day, span.validFrom)
      try checkParent(span.parent, of: organisation, kind: kind, from: from, until: span.validUntil, by: nil, in: session)
      if isKindBack { try checkChildren(of: organisation.id, below: kind, from: from, in: session) }
    }
  }
}
