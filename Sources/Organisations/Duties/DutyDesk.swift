public import Ground
public import SQL

/// Reads duties for the pages.
enum DutyDesk {
  static func rows(of organisation: OrganisationID, on day: CivilDay, words: Words, in session: any Session) throws -> [DutyRow] {
    let duties: [Duty] = try DutyRecords().duties(of: organisation, on: day, in: session)
    let names = try OrganisationRecords().names(Set(duties.compactMap(\.member)), words: words, in: session)
    return duties.map { DutyRow(duty: $0, memberName: $0.member.flatMap { names[$0] }) }
  }
}

/// Who does what, as it is written down.
extension BodyDesk {
  /// Adds a statement at the end of a body's list.
  /// - Parameter member: the unit in the body whose duty it is.
  public func addDuty(
    to id: OrganisationID, text: String, basis: String?, member: OrganisationID?, from day: CivilDay, expecting version: Int64?,
    by caller: Caller, in session: any Session
  ) throws -> Organisation {
    let before: Organisation = try target(id, expecting: version, by: caller, in: session)
    let records = DutyRecords()
    if let member {
      let members: [BodyMember] = try BodyMemberRecords().members(of: id, on: day, in: session)
      guard members.contains(where: { $0.member == member }) else { throw BodyProblem.member.refusal }
    }
    let position: Int = try records.lastPosition(of: id, level: nil, in: session) + 1
    let duty: DutyID = ids.next()
    try records.insert(
      Duty(id: duty, thread: duty, organisation: id, member: member, position: position, text: text, basis: basis, validFrom: day), in: session)
    return try touched(before, "duty.added", ["duty": duty.description, "from": day.description], by: caller, in: session)
  }

  /// Words a statement anew from a day on; the old wording stays for the days before.
  public func reviseDuty(
    _ duty: DutyID, of id: OrganisationID, text: String, basis: String?, from day: CivilDay, expecting version: Int64?, by caller: Caller,
    in session: any Session
  ) throws -> Organisation {
    let before: Organisation = try target(id, expecting: version, by: caller, in: session)
    try reword(try current(duty, of: id, in: session), text: text, basis: basis, from: day, in: session)
    return try touched(before, "duty.revised", ["duty": duty.description, "from": day.description], by: caller, in: session)
  }

  /// Ends a statement; the day is the first on which it no longer holds.
  public func endDuty(
    _ duty: DutyID, of id: OrganisationID, on day: CivilDay, expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> Organisation {
    let before: Organisation = try target(id, expecting: version, by: caller, in: session)
    var ended: Duty = try current(duty, of: id, in: session)
    guard day > ended.validFrom else { throw BodyProblem.day.refusal }
    ended.validUntil = day
    try DutyRecords().update(ended, in: session)
    return try touched(before, "duty.ended", ["duty": duty.description, "until": day.description], by: caller, in: session)
  }

  /// A mistake of the same day is put right in place; else the old wording ends and a new one begins.
  func reword(_ duty: Duty, text: String, basis: String?, from day: CivilDay, in session: any Session) throws {
    guard day >= duty.validFrom else { throw BodyProblem.day.refusal }
    let records = DutyRecords()
    var old: Duty = duty
    if day == duty.validFrom {
      old.text = text
      old.basis = basis
      return try records.update(old, in: session)
    }
    old.validUntil = day
    try records.update(old, in: session)
    try records.insert(
      Duty(
        id: ids.next(), thread: duty.thread, organisation: duty.organisation, member: duty.member, level: duty.level, position: duty.position,
        text: text, basis: basis, validFrom: day), in: session)
  }

  /// The wording, if it is of this body and has no end yet.
  private func current(_ id: DutyID, of organisation: OrganisationID, in session: any Session) throws -> Duty {
    guard let duty = try DutyRecords().duty(id, in: session), duty.organisation == organisation, duty.validUntil == nil else {
      throw Refusal.absent
    }
    return duty
  }

  /// The body's row with its version raised, and the journal's entry.
  func touched(
    _ organisation: Organisation, _ verb: String, _ facts: [String: String], by caller: Caller, in session: any Session
  ) throws -> Organisation {
    let saved: Organisation = try bodies.save(organisation, in: session)
    try note(verb, saved, after: facts, by: caller, in: session)
    return saved
  }
}
