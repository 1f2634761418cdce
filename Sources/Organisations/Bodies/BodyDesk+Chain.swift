public import Ground
public import SQL

/// The chain: who stands below whom, and since when.
extension BodyDesk {
  /// Puts a body below another from a day on, or on its own (nil).
  public func move(
    _ id: OrganisationID, below parent: OrganisationID?, from day: CivilDay, expecting version: Int64?, by caller: Caller,
    in session: any Session
  ) throws -> Organisation {
    let before: Organisation = try target(id, expecting: version, by: caller, in: session)
    let story: BodyStory = try bodies.story(of: id, in: session)
    guard let span = story.span(on: day), let kind = profile.organisationKind(span.kind) else { throw BodyProblem.day.refusal }
    let until: CivilDay? = story.end(of: \.parent, from: day)
    try checkParent(parent, of: before, kind: kind, from: day, until: until, by: caller, in: session)
    return try change(before, to: before, "organisation.moved", from: day, by: caller, in: session) { story in
      story.set(\.parent, to: parent, from: day)
    }
  }

  /// Makes a body one of another kind from a day on (改建: a branch becomes a general branch), its members, seats and duties kept.
  /// Seats that the new kind has beyond those that are there are added.
  public func reorganise(
    _ id: OrganisationID, as kindID: String, from day: CivilDay, expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> Organisation {
    let before: Organisation = try target(id, expecting: version, by: caller, in: session)
    guard let kind = profile.organisationKind(kindID) else { throw BodyProblem.kind.refusal }
    guard try stands(before, as: kind, in: session) else { throw BodyProblem.level.refusal }
    let story: BodyStory = try bodies.story(of: id, in: session)
    guard let span = story.span(on: day) else { throw BodyProblem.day.refusal }
    try checkParent(
      span.parent, of: before, kind: kind, from: day, until: story.end(of: \.parent, from: day), by: nil, in: session)
    try checkChildren(of: id, below: kind, from: day, in: session)
    let changed: Organisation = try change(before, to: before, "organisation.reorganised", from: day, by: caller, in: session) { story in
      story.set(\.kind, to: kind.id, from: day)
    }
    try addMissingSeats(of: kind, to: changed, from: day, in: session)
    return changed
  }

  // MARK: Rules of the chain

  /// Whether a body may stand below another from a day until another.
  /// - Parameter caller: nil where the parent does not change, so that nobody needs leave for it.
  /// - Throws: ``Refusal`` `.invalid` that names the parent.
  func checkParent(
    _ parent: OrganisationID?, of organisation: Organisation, kind: CityProfile.OrganisationKind, from day: CivilDay, until: CivilDay?,
    by caller: Caller?, in session: any Session
  ) throws {
    guard let parent else { return }
    guard let above = try bodies.organisation(parent, on: day, in: session), parent != organisation.id,
      caller.map({ $0.policy(for: .organisationManage).allows(place: above.place, organisation: above.id) }) ?? true
    else { throw BodyProblem.parent.refusal }
    guard kind.parents.contains(above.kind) else { throw BodyProblem.kindOfParent.refusal }
    // A body of an area stands below one whose area contains it; a unit's may belong anywhere.
    if !kind.levels.isEmpty, !above.range.contains(organisation.range) { throw BodyProblem.outside.refusal }
    if let end = above.validUntil, until.map({ $0 > end }) ?? true { throw BodyProblem.parentEnds.refusal }
    if try isBelow(parent, organisation.id, from: day, until: until, in: session) { throw BodyProblem.circle.refusal }
  }

  /// Whether a body stands somewhere below another on any day of a stretch: then that other one cannot go below it.
  private func isBelow(
    _ id: OrganisationID, _ other: OrganisationID, from day: CivilDay, until: CivilDay?, in session: any Session
  ) throws -> Bool {
    var open: [(id: OrganisationID, from: CivilDay, until: CivilDay?)] = [(id, day, until)]
    var steps: Int = 0
    // What is there has no circles, so the walk ends; the count keeps a broken database from holding the writer.
    while let next = open.popLast(), steps < 1000 {
      steps += 1
      if next.id == other { return true }
      for span in try bodies.story(of: next.id, in: session).spans {
        guard let parent = span.parent else { continue }
        let from: CivilDay = max(next.from, span.validFrom)
        let end: CivilDay? = BodyDesk.earlier(next.until, span.validUntil)
        if end.map({ from < $0 }) ?? true { open.append((parent, from, end)) }
      }
    }
    return false
  }

  static func earlier(_ one: CivilDay?, _ other: CivilDay?) -> CivilDay? {
    guard let one, let other else { return one ?? other }
    return min(one, other)
  }

  private func stands(_ organisation: Organisation, as kind: CityProfile.OrganisationKind, in session: any Session) throws -> Bool {
    let level: String = try session.value("SELECT level FROM area WHERE id = \(organisation.area)")
    return kind.stands(at: level)
  }

  /// Those who stand below must be allowed below the new kind.
  func checkChildren(
    of id: OrganisationID, below kind: CityProfile.OrganisationKind, from day: CivilDay, in session: any Session
  ) throws {
    for child in try bodies.childSpans(of: id, in: session) where child.span.validUntil.map({ $0 > day }) ?? true {
      guard profile.organisationKind(child.span.kind)?.parents.contains(kind.id) ?? false else { throw BodyProblem.kindOfChildren.refusal }
    }
  }

  private func addMissingSeats(
    of kind: CityProfile.OrganisationKind, to organisation: Organisation, from day: CivilDay, in session: any Session
  ) throws {
    for seat in kind.seats {
      let there: Int = try session.value(
        """
        SELECT COUNT(*) FROM post p WHERE p.organisation_id = \(organisation.id) AND p.type = \(seat.post)
          AND (p.valid_until IS NULL OR p.valid_until > \(day))
        """)
      for _ in 0..<max(0, seat.count - there) {
        try PostRecords().insert(
          Post(
            id: ids.next(), type: seat.post, area: organisation.area, range: organisation.range, organisation: organisation.id, validFrom: day),
          in: session)
      }
    }
  }
}
