public import Ground
public import SQL

/// Whom a matter is given to: a post or an organisation.
public enum Handler: Sendable, Hashable {
  case post(PostID)
  case organisation(OrganisationID)
}

extension MatterDesk {
  /// Gives the matter to a post or an organisation.
  /// - Parameter isCandidate: whether the handler may take a matter at this place; asked inside the transaction.
  /// - Throws: ``Refusal`` as `carryOut`; `.invalid` when the handler is not a candidate.
  public func dispatch(
    _ id: MatterID, to handler: Handler, note: String?, expecting version: Int64?, by caller: Caller, in session: any Session,
    isCandidate: (Handler, Matter) throws -> Bool
  ) throws -> Matter {
    var step = Step(note: note)
    switch handler {
    case .post(let post): step.targetPost = post
    case .organisation(let organisation): step.targetOrganisation = organisation
    }
    return try carryOut(.dispatch, on: id, expecting: version, step: step, by: caller, in: session) { matter, now in
      guard try isCandidate(handler, matter) else { throw Refusal.invalid([FieldProblem("handler", "matter.problem.handler")]) }
      matter.handlerPost = step.targetPost
      matter.handlerOrganisation = step.targetOrganisation
      matter.dispatchedAt = now
      matter.acceptedAt = nil
      matter.askedMinutes = nil
    }
  }

  /// The desk talked it over and wrote down what was agreed.
  public func consult(_ id: MatterID, note: String?, expecting version: Int64?, by caller: Caller, in session: any Session) throws -> Matter {
    try carryOut(.consult, on: id, expecting: version, step: Step(note: note), by: caller, in: session) { _, _ in }
  }

  /// The same thing again: this matter ends, and those who reported it follow the other one.
  public func join(_ id: MatterID, to number: String, note: String?, expecting version: Int64?, by caller: Caller, in session: any Session) throws
    -> Matter
  {
    let main = try joinable(number, from: id, by: caller, in: session)
    let joined = try carryOut(.join, on: id, expecting: version, step: Step(note: note), by: caller, in: session) { matter, now in
      matter.joinedTo = main.id
      matter.closedAt = now
    }
    let moved = try reports.move(from: id, to: main.id, in: session)
    _ = try matters.addReports(moved, to: main, in: session)
    return joined
  }

  /// The open matter behind a number, under the caller's own scope: one that the caller may not see cannot be joined to.
  private func joinable(_ number: String, from id: MatterID, by caller: Caller, in session: any Session) throws -> Matter {
    let unknown = Refusal.invalid([FieldProblem("number", "matter.problem.number")])
    guard let found = try matters.matter(number: number, in: session), found != id else { throw unknown }
    try matters.hold(found, in: session)
    do {
      let main = try matters.visible(found, to: caller, in: session)
      guard main.isOpen else { throw unknown }
      return main
    } catch let refusal as Refusal where refusal.kind == .absent {
      throw unknown
    }
  }
}
