import Ground
import SQL

/// Carries out what came with a form or as JSON.
struct PostActDesk: Sendable {
  let desk: PostDesk
  let people: PersonDesk

  /// The fields of a request, days already as people count them: the last day, not the one after.
  struct Asked: Sendable {
    var person: PersonID?
    var name: String?
    var phone: String?
    var from: CivilDay?
    var lastDay: CivilDay?
    var termLastDay: CivilDay?
    var predecessor: PersonID?
    var successor: PostID?
    var standIn: StandIn.ID?
    var reason: String?
    var rank: Int?

    var until: CivilDay? { lastDay?.adding(days: 1) }
    var termUntil: CivilDay? { termLastDay?.adding(days: 1) }
  }

  func carryOut(_ act: PostAct, on id: PostID, _ asked: Asked, expecting version: Int64?, by caller: Caller, in session: any Session) throws {
    switch act {
    case .appointment:
      try desk.appoint(try appointment(id, asked, by: caller, in: session), to: id, expecting: version, by: caller, in: session)
    case .succession:
      let appointment: Appointment = try appointment(id, asked, by: caller, in: session)
      try desk.succeed(appointment, at: id, after: asked.predecessor, expecting: version, by: caller, in: session)
    case .ending:
      try desk.end(id, person: asked.person, until: try day(asked.until), reason: asked.reason, expecting: version, by: caller, in: session)
    case .term:
      let person: PersonID = try holder(of: id, asked.person, in: session)
      try desk.setTerm(asked.termUntil, of: id, person: person, expecting: version, by: caller, in: session)
    case .acting:
      let person: PersonID = try person(id, asked, by: caller, in: session)
      try desk.actFor(id, by: person, from: try day(asked.from, "from"), until: try day(asked.until), expecting: version, caller: caller, in: session)
    case .alternate:
      let person: PersonID = try person(id, asked, by: caller, in: session)
      try desk.appointAlternate(
        person, to: id, from: try day(asked.from, "from"), until: asked.until, expecting: version, by: caller, in: session)
    case .standInEnding:
      guard let standIn = asked.standIn else { throw Refusal.absent }
      try desk.endStandIn(standIn, of: id, until: try day(asked.until), expecting: version, by: caller, in: session)
    case .alternateOrder:
      guard let standIn = asked.standIn else { throw Refusal.absent }
      try desk.orderAlternate(standIn, of: id, at: asked.rank ?? 1, expecting: version, by: caller, in: session)
    case .retirement:
      try desk.retire(id, until: try day(asked.until), successor: asked.successor, expecting: version, by: caller, in: session)
    }
  }

  private func appointment(_ id: PostID, _ asked: Asked, by caller: Caller, in session: any Session) throws -> Appointment {
    Appointment(
      person: try person(id, asked, by: caller, in: session), from: try day(asked.from, "from"), until: asked.until, termUntil: asked.termUntil)
  }

  private func day(_ day: CivilDay?, _ field: String = "last_day") throws -> CivilDay {
    guard let day else { throw Refusal.invalid([FieldProblem(field, "field.missing")]) }
    return day
  }

  /// Somebody known within the caller's sight, or somebody new, who is entered.
  private func person(_ id: PostID, _ asked: Asked, by caller: Caller, in session: any Session) throws -> PersonID {
    guard let post = try desk.posts.post(id, in: session) else { throw Refusal.absent }
    // Before anybody is entered or looked for: out of reach is out of reach.
    let acting: PostID? = try desk.authorise(post, by: caller, in: session)
    if let known = asked.person {
      do {
        return try people.people.visible(known, to: caller, in: session).id
      } catch let refusal as Refusal where refusal.kind == .absent {
        throw Refusal.invalid([FieldProblem("person", "posts.problem.person")])
      }
    }
    guard asked.name != nil else { throw Refusal.invalid([FieldProblem("person", "posts.problem.choose_person")]) }
    return try people.enrol(name: asked.name, phone: asked.phone, place: post.place, acting: acting, by: caller, in: session).id
  }

  private func holder(of id: PostID, _ person: PersonID?, in session: any Session) throws -> PersonID {
    if let person { return person }
    let holders: [Tenure] = try desk.posts.tenures(of: id, in: session).filter { $0.holds(on: desk.today) }
    guard holders.count == 1, let only = holders.first else {
      throw Refusal.invalid([FieldProblem("person", holders.isEmpty ? "posts.problem.not_holder" : "posts.problem.which")])
    }
    return only.person
  }
}
