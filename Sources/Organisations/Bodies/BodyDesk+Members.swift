public import Ground
public import SQL

/// The units of a commission or a task group.
extension BodyDesk {
  /// Takes a unit into a body from a day on.
  public func admit(
    _ member: OrganisationID, to id: OrganisationID, as part: BodyMember.Part, from day: CivilDay, expecting version: Int64?, by caller: Caller,
    in session: any Session
  ) throws -> Organisation {
    let before: Organisation = try target(id, expecting: version, by: caller, in: session)
    let read: Policy = caller.policy(for: .organisationRead)
    guard member != id, let unit = try bodies.organisation(member, on: day, in: session), read.allows(place: unit.place, organisation: member)
    else { throw BodyProblem.member.refusal }
    let records = BodyMemberRecords()
    guard try records.members(of: id, on: day, in: session).allSatisfy({ $0.member != member }) else { throw BodyProblem.member.refusal }
    // Where one of the two is to end, its membership ends with it on that day.
    let row = BodyMember(id: ids.next(), body: id, member: member, part: part, validFrom: day)
    try records.insert(row, in: session)
    let facts: [String: String] = ["member": member.description, "part": part.rawValue, "from": day.description]
    return try touched(before, "organisation.member_admitted", facts, by: caller, in: session)
  }

  /// Lets a unit go; the day is the first on which it is no member.
  public func release(
    _ member: OrganisationMemberID, from id: OrganisationID, on day: CivilDay, expecting version: Int64?, by caller: Caller,
    in session: any Session
  ) throws -> Organisation {
    let before: Organisation = try target(id, expecting: version, by: caller, in: session)
    guard try BodyMemberRecords().end(member, of: id, on: day, in: session) else { throw Refusal.absent }
    let facts: [String: String] = ["member": member.description, "until": day.description]
    return try touched(before, "organisation.member_released", facts, by: caller, in: session)
  }
}
