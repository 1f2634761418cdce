public import Ground
public import SQL

extension MatterDesk {
  public func accept(_ id: MatterID, expecting version: Int64?, by caller: Caller, in session: any Session) throws -> Matter {
    try carryOut(.accept, on: id, expecting: version, step: Step(), by: caller, in: session) { matter, now in matter.acceptedAt = now }
  }

  /// Asks the desk for more time, in working days (natural days for a matter whose clock never rests).
  public func askMoreTime(_ id: MatterID, days: Int, reason: String?, expecting version: Int64?, by caller: Caller, in session: any Session) throws
    -> Matter
  {
    guard (1...30).contains(days) else { throw Refusal.invalid([FieldProblem("days", "matter.problem.days")]) }
    return try carryOut(.askMoreTime, on: id, expecting: version, step: Step(note: reason), by: caller, in: session) { matter, _ in
      guard matter.askedMinutes == nil else { throw Refusal(.conflict, "matter.refusal.already_asked") }
      matter.askedMinutes = days * (matter.deadline.clock == .natural ? 24 * 60 : profile.calendar.minutesPerDay)
    }
  }

  public func grantMoreTime(_ id: MatterID, note: String?, expecting version: Int64?, by caller: Caller, in session: any Session) throws -> Matter {
    try carryOut(.grantMoreTime, on: id, expecting: version, step: Step(note: note), by: caller, in: session) { matter, _ in
      guard let minutes = matter.askedMinutes else { throw Refusal(.conflict, "matter.refusal.nothing_asked") }
      matter.deadline.extend(byMinutes: minutes, on: profile.calendar)
      matter.askedMinutes = nil
    }
  }

  public func refuseMoreTime(_ id: MatterID, note: String?, expecting version: Int64?, by caller: Caller, in session: any Session) throws -> Matter {
    try carryOut(.refuseMoreTime, on: id, expecting: version, step: Step(note: note), by: caller, in: session) { matter, _ in
      guard matter.askedMinutes != nil else { throw Refusal(.conflict, "matter.refusal.nothing_asked") }
      matter.askedMinutes = nil
    }
  }

  /// Not ours: back to the desk with a reason. The clock goes on, because the requester waits on.
  public func giveBack(_ id: MatterID, reason: String?, expecting version: Int64?, by caller: Caller, in session: any Session) throws -> Matter {
    try carryOut(.giveBack, on: id, expecting: version, step: Step(note: reason), by: caller, in: session) { matter, _ in
      matter.handlerPost = nil
      matter.handlerOrganisation = nil
      matter.acceptedAt = nil
      matter.askedMinutes = nil
    }
  }

  public func recordWork(
    _ id: MatterID, note: String?, evidence: [StoredPhoto], expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> Matter {
    guard note != nil || !evidence.isEmpty else { throw Refusal.invalid([FieldProblem("note", "matter.problem.note.record_work")]) }
    return try carryOut(.recordWork, on: id, expecting: version, step: Step(note: note, evidence: evidence), by: caller, in: session) { _, _ in }
  }

  /// The work is done. The note is what the requester reads.
  public func answer(
    _ id: MatterID, note: String?, evidence: [StoredPhoto], expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> Matter {
    try carryOut(.answer, on: id, expecting: version, step: Step(note: note, evidence: evidence), by: caller, in: session) { matter, now in
      matter.answeredAt = now
      matter.askedMinutes = nil
    }
  }
}
