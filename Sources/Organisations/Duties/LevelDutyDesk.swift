public import Ground
public import SQL

/// What each level of the city does: 市级高位推动、部门密切配合、县区统筹推进、街道组织实施、社区具体落实. Whoever manages organisations at the
/// top of the city writes it down.
extension BodyDesk {
  /// Departments have duties beside the levels of areas.
  static let departments: String = "departments"

  /// From the top down, the departments after the top.
  var dutyLevels: [String] {
    let levels: [String] = profile.levels.map(\.id)
    return Array(levels.prefix(1)) + [BodyDesk.departments] + levels.dropFirst()
  }

  public func addLevelDuty(
    _ level: String, text: String, basis: String?, from day: CivilDay, by caller: Caller, in session: any Session
  ) throws -> Duty {
    try requireTop(caller, in: session)
    guard dutyLevels.contains(level) else { throw BodyProblem.level.refusal }
    let records = DutyRecords()
    let position: Int = try records.lastPosition(of: nil, level: level, in: session) + 1
    let id: DutyID = ids.next()
    let duty = Duty(id: id, thread: id, organisation: nil, level: level, position: position, text: text, basis: basis, validFrom: day)
    try records.insert(duty, in: session)
    try noteLevel("duty.added", duty, ["level": level, "from": day.description], by: caller, in: session)
    return duty
  }

  /// - Returns: the wording that holds from the day on.
  public func reviseLevelDuty(
    _ id: DutyID, text: String, basis: String?, from day: CivilDay, expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> Duty {
    let duty: Duty = try levelTarget(id, expecting: version, by: caller, in: session)
    try reword(duty, text: text, basis: basis, from: day, in: session)
    try noteLevel("duty.revised", duty, ["from": day.description], by: caller, in: session)
    guard let now = try DutyRecords().wordings(of: duty.thread, in: session).first else { throw Refusal.absent }
    return now
  }

  public func endLevelDuty(
    _ id: DutyID, on day: CivilDay, expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> Duty {
    var duty: Duty = try levelTarget(id, expecting: version, by: caller, in: session)
    guard day > duty.validFrom else { throw BodyProblem.day.refusal }
    duty.validUntil = day
    try DutyRecords().update(duty, in: session)
    try noteLevel("duty.ended", duty, ["until": day.description], by: caller, in: session)
    duty.version += 1
    return duty
  }

  private func levelTarget(_ id: DutyID, expecting version: Int64?, by caller: Caller, in session: any Session) throws -> Duty {
    guard try mayManageTop(caller, in: session), let duty = try DutyRecords().duty(id, in: session), duty.level != nil, duty.validUntil == nil
    else { throw Refusal.absent }
    guard duty.version == version else { throw Refusal(.stale) }
    return duty
  }

  func mayManageTop(_ caller: Caller, in session: any Session) throws -> Bool {
    guard let place = try top(in: session) else { return false }
    return caller.policy(for: .organisationManage).allows(place: place)
  }

  private func requireTop(_ caller: Caller, in session: any Session) throws {
    guard try mayManageTop(caller, in: session) else { throw Refusal(.notAllowed, "bodies.refusal.top") }
  }

  private func top(in session: any Session) throws -> Place? {
    try session.first("SELECT place FROM area WHERE parent_id IS NULL AND valid_until IS NULL ORDER BY place, id LIMIT 1") { try $0.at(0) }
  }

  private func noteLevel(_ verb: String, _ duty: Duty, _ facts: [String: String], by caller: Caller, in session: any Session) throws {
    let place: Place? = try top(in: session)
    let acting: Holding? = place.flatMap { caller.acting(.organisationManage, place: $0) }
    try journal.append(
      JournalDraft(verb, subject: "duty", id: duty.id.raw, place: place, acting: acting?.post, after: facts), by: caller, in: session)
  }
}
