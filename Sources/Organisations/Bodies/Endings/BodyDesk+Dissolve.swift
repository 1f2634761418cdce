public import Ground
public import SQL

/// Ending a body, with or without one that takes its place; and taking that back while the day has not come.
extension BodyDesk {
  /// Those in this room first: matters and memberships are asked by who they belong to.
  var everyFollower: [any BodyFollower] { [BodyTies(ids: ids, bodies: bodies)] + followers }

  /// Ends a body; the day is the first on which it no longer exists. Its dates, and those of the bodies below it, are written at once; what it
  /// has besides goes to the successor or ends when the day has come: at once, or by ``settleEndings(limit:in:)``.
  /// - Throws: ``Refusal`` `.invalid`, each problem of the dry run with its field.
  public func dissolve(
    _ id: OrganisationID, on day: CivilDay, successor: OrganisationID?, expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> Organisation {
    let before: Organisation = try target(id, expecting: version, by: caller, in: session)
    let ending: BodyEnding = try ending(of: before, on: day, successor: successor, by: caller, in: session)
    if !ending.problems.isEmpty { throw Refusal.invalid(ending.problems) }
    for (child, story) in try followingChildren(of: before, to: ending.successor, on: day, by: caller, in: session) {
      try follow(child, story, on: day, by: caller, in: session)
    }
    var after: Organisation = before
    after.validUntil = day
    after.successor = successor
    let verb: String = successor == nil ? "organisation.dissolved" : "organisation.merged"
    let saved: Organisation = try change(before, to: after, verb, from: day, by: caller, in: session) { story in
      story.end(on: day)
      return true
    }
    if day <= today {
      try carryOut(succession(before, on: day, successor: successor, by: caller), by: caller, in: session)
    } else {
      try bodies.setSettled(false, id, in: session)
    }
    return saved
  }

  /// Takes a dissolution back whose day has not come. The bodies that were to go to the successor stay.
  public func withdrawDissolution(
    of id: OrganisationID, expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> Organisation {
    let before: Organisation = try target(id, expecting: version, by: caller, in: session)
    guard let day = before.validUntil, day > today, try !bodies.isSettled(id, in: session) else {
      throw Refusal(.conflict, "bodies.problem.not_planned")
    }
    var story: BodyStory = try bodies.story(of: id, in: session)
    story.reopen()
    try bodies.save(story, of: id, in: session)
    var after: Organisation = before
    after.validUntil = nil
    after.successor = nil
    let saved: Organisation = try bodies.save(after, in: session)
    try bodies.setSettled(true, id, in: session)
    if let successor = before.successor { try bringBack(to: before, from: successor, on: day, by: caller, in: session) }
    try note("organisation.dissolution_withdrawn", saved, after: ["from": day.description], by: caller, in: session)
    return saved
  }

  /// Hands on what bodies had whose day has come. Does nothing twice.
  /// - Returns: how many bodies there were.
  @discardableResult public func settleEndings(limit: Int = 100, in session: any Session) throws -> Int {
    let due: [Organisation] = try bodies.unsettled(on: today, limit: limit, in: session)
    for organisation in due {
      guard let day = organisation.validUntil else { continue }
      let ending = BodySuccession(body: organisation.id, successor: organisation.successor, day: day)
      try carryOut(ending, by: .system(request: "settle-bodies"), in: session)
      try bodies.setSettled(true, organisation.id, in: session)
    }
    return due.count
  }

  private func carryOut(_ ending: BodySuccession, by caller: Caller, in session: any Session) throws {
    // Seats end last: others look at what they hold.
    for follower in everyFollower.reversed() { try follower.ended(ending, by: caller, in: session) }
  }

  // MARK: Those below

  /// The bodies that stand below beyond the day, each with its story below the successor.
  /// - Throws: ``Refusal`` `.invalid` when there is no successor, or one cannot stand below it.
  func followingChildren(
    of organisation: Organisation, to successor: Organisation?, on day: CivilDay, by caller: Caller, in session: any Session
  ) throws -> [(Organisation, BodyStory)] {
    let staying: [OrganisationID] = try bodies.childSpans(of: organisation.id, in: session)
      .filter { $0.span.validUntil.map { $0 > day } ?? true }.map(\.id)
    return try Set(staying).sorted().compactMap { id in
      guard let successor else { throw BodyProblem.children.refusal }
      guard let child = try organisations.organisation(id, in: session) else { return nil }
      var story: BodyStory = try bodies.story(of: id, in: session)
      for span in story.spans where span.parent == organisation.id && (span.validUntil.map { $0 > day } ?? true) {
        // Going back, one finds who followed by the day of the change alone.
        guard span.validFrom < day else { throw BodyProblem.childPlans.refusal }
        guard let kind = profile.organisationKind(span.kind) else { continue }
        try checkParent(successor.id, of: child, kind: kind, from: day, until: story.end(of: \.parent, from: day), by: caller, in: session)
        story.set(\.parent, to: successor.id, from: day)
      }
      return (child, story)
    }
  }

  private func bringBack(
    to organisation: Organisation, from successor: OrganisationID, on day: CivilDay, by caller: Caller, in session: any Session
  ) throws {
    let moved: [OrganisationID] = try bodies.childSpans(of: successor, in: session).filter { $0.span.holds(on: day) }.map(\.id)
    for id in Set(moved).sorted() {
      var story: BodyStory = try bodies.story(of: id, in: session)
      guard story.span(on: day.adding(days: -1))?.parent == organisation.id, let span = story.span(on: day), span.parent == successor,
        let child = try organisations.organisation(id, in: session), let kind = profile.organisationKind(span.kind)
      else { continue }
      try checkParent(
        organisation.id, of: child, kind: kind, from: day, until: story.end(of: \.parent, from: day), by: caller, in: session)
      story.set(\.parent, to: organisation.id, from: day)
      try follow(child, story, on: day, by: caller, in: session)
    }
  }

  private func follow(_ child: Organisation, _ story: BodyStory, on day: CivilDay, by caller: Caller, in session: any Session) throws {
    _ = try change(child, to: child, "organisation.moved", from: day, by: caller, in: session) {
      $0 = story
      return true
    }
  }
}
