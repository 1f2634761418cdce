public import Ground
public import SQL

extension PostDesk {
  /// Somebody takes the post, now, later, or in the past.
  /// - Throws: ``Refusal`` `.absent`, `.stale`, `.notAllowed`; `.invalid` on `person`, `from`, `last_day`, `term_last_day`.
  @discardableResult
  public func appoint(
    _ appointment: Appointment, to id: PostID, expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> Post {
    let opened: Opened = try open(id, expecting: version, by: caller, in: session)
    let tenure: Tenure = try taken(opened, appointment, by: caller, in: session)
    try checkSomebodyIsLeft(opened, in: session)
    try note("appointed", opened, after: PostDesk.facts(tenure), by: caller, in: session)
    try tell(opened, before: nil, tenure, by: caller, in: session)
    return opened.post
  }

  /// Somebody follows the one who holds the post: that one's time ends on the day when the other's begins. What is in the post's hands stays.
  /// - Parameter predecessor: whom one follows, where several hold the post.
  @discardableResult
  public func succeed(
    _ appointment: Appointment, at id: PostID, after predecessor: PersonID? = nil, expecting version: Int64?, by caller: Caller,
    in session: any Session
  ) throws -> Post {
    let opened: Opened = try open(id, expecting: version, by: caller, in: session)
    let before: Tenure = try holder(opened, predecessor, on: appointment.from.adding(days: -1), field: "from")
    var ended = before
    ended.validUntil = appointment.from
    try tenures.setEnd(ended.validUntil, of: before, in: session)
    let rest: [Tenure] = opened.tenures.map { $0 == before ? ended : $0 }
    let rules = PostRules(post: opened.post, holders: opened.rules.holders, tenures: rest, standIns: opened.standIns)
    let changed = Opened(post: opened.post, acting: opened.acting, rules: rules)
    let tenure: Tenure = try taken(changed, appointment, by: caller, in: session)
    try checkSomebodyIsLeft(opened, in: session)
    try note(
      "succeeded", opened, before: ["person": before.person.description, "until": appointment.from.description], after: PostDesk.facts(tenure),
      by: caller, in: session)
    try tell(opened, before: before.person, tenure, by: caller, in: session)
    return opened.post
  }

  /// Somebody's time ends. Before it has begun, the appointment is taken back.
  /// - Parameters:
  ///   - person: who, where several hold the post; nil: the one who does on the day before.
  ///   - until: the first day on which the post is no longer held.
  ///   - reason: one of the profile's words for leaving, for the journal.
  @discardableResult
  public func end(
    _ id: PostID, person: PersonID? = nil, until: CivilDay, reason: String? = nil, expecting version: Int64?, by caller: Caller,
    in session: any Session
  ) throws -> Post {
    let opened: Opened = try open(id, expecting: version, by: caller, in: session)
    if let person, let ahead = opened.tenures.first(where: { $0.person == person && $0.validFrom >= until && $0.validFrom > today }) {
      try tenures.remove(ahead, in: session)
      try checkSomebodyIsLeft(opened, in: session)
      try note("appointment_withdrawn", opened, before: PostDesk.facts(ahead), after: ["reason": reason], by: caller, in: session)
      return opened.post
    }
    let held: Tenure = try holder(opened, person, on: until.adding(days: -1), field: "last_day")
    try tenures.setEnd(until, of: held, in: session)
    try checkSomebodyIsLeft(opened, in: session)
    try note(
      "ended", opened, before: ["person": held.person.description, "until": held.validUntil?.description],
      after: ["person": held.person.description, "until": until.description, "reason": reason], by: caller, in: session)
    return opened.post
  }

  /// Lays the turns of a rotation over a post anew: whoever was to hold it from a day on does not, and those of `turns` do, one after the
  /// other. Whoever makes the turns has asked the guard of each.
  /// - Throws: ``Refusal`` `.absent`; `.invalid` when two would hold the post at once or a turn lies outside its life.
  public func schedule(_ turns: [Tenure], of id: PostID, from day: CivilDay, in session: any Session) throws {
    let opened: Opened = try open(id, expecting: nil, by: .system(request: "turns"), in: session)
    var known: [Tenure] = opened.tenures
    for tenure in known where tenure.validFrom >= day { try tenures.remove(tenure, in: session) }
    known.removeAll { $0.validFrom >= day }
    for turn in turns {
      try invalid(PostRules(post: opened.post, holders: .one, tenures: known, standIns: []).problems(of: turn))
      try posts.insert(turn, in: session)
      known.append(turn)
    }
  }

  /// Another term, or a corrected one, for who holds the post.
  @discardableResult
  public func setTerm(
    _ until: CivilDay?, of id: PostID, person: PersonID, expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> Post {
    let opened: Opened = try open(id, expecting: version, by: caller, in: session)
    guard let held = opened.tenures.first(where: { $0.person == person && $0.validUntil.map { $0 > today } ?? true }) else {
      throw Refusal.invalid([FieldProblem("person", "posts.problem.not_holder")])
    }
    if let until, until <= held.validFrom {
      throw Refusal.invalid([FieldProblem("term_last_day", "posts.problem.term_before_start", ["from": held.validFrom.description])])
    }
    try tenures.setTerm(until, of: held, in: session)
    try note(
      "term_set", opened, before: ["person": person.description, "term_until": held.termUntil?.description],
      after: ["person": person.description, "term_until": until?.description], by: caller, in: session)
    return opened.post
  }

  // MARK: Steps

  /// Checks and writes the new tenure; who acted for the post until now acts no more once it is his own.
  private func taken(_ opened: Opened, _ appointment: Appointment, by caller: Caller, in session: any Session) throws -> Tenure {
    let until: CivilDay? = appointment.until ?? opened.post.validUntil
    let gift = DutyGuard.Gift(opened.post.type, to: appointment.person, from: appointment.from, until: until)
    try duties.check(gift, by: caller, on: today, in: session)
    guard try PersonRecords.exists(appointment.person, in: session) else {
      throw Refusal.invalid([FieldProblem("person", "posts.problem.person")])
    }
    let term: CivilDay? = profile.postType(opened.post.type)?.termYears.map { PostRules.term($0, from: appointment.from) }
    let tenure = Tenure(
      post: opened.post.id, person: appointment.person, validFrom: appointment.from, validUntil: until,
      termUntil: appointment.termUntil ?? term)
    try invalid(opened.rules.problems(of: tenure))
    try posts.insert(tenure, in: session)
    for standIn in opened.standIns where standIn.person == tenure.person && standIn.overlaps(tenure.validFrom, tenure.validUntil) {
      try close(standIn, until: tenure.validFrom, in: session)
    }
    return tenure
  }

  func close(_ standIn: StandIn, until day: CivilDay, in session: any Session) throws {
    if standIn.validFrom < day {
      try tenures.setEnd(day, of: standIn, in: session)
    } else {
      try tenures.remove(standIn, in: session)
    }
  }

  /// Who holds the post on a day; of several, the one who is named.
  private func holder(_ opened: Opened, _ person: PersonID?, on day: CivilDay, field: String) throws -> Tenure {
    let holders: [Tenure] = opened.tenures.filter { $0.holds(on: day) && (person == nil || $0.person == person) }
    guard let first = holders.first else {
      throw Refusal.invalid([FieldProblem(field, "posts.problem.vacant", ["day": day.description])])
    }
    if holders.count > 1 { throw Refusal.invalid([FieldProblem("predecessor", "posts.problem.which")]) }
    return first
  }

  private func tell(_ opened: Opened, before: PersonID?, _ tenure: Tenure, by caller: Caller, in session: any Session) throws {
    let succession = PostSuccession(
      post: opened.post.id, place: opened.post.place, before: before, after: tenure.person, from: tenure.validFrom, acting: opened.acting)
    for follower in followers { try follower.succeeded(succession, by: caller, in: session) }
  }

  private static func facts(_ tenure: Tenure) -> [String: String?] {
    [
      "person": tenure.person.description, "from": tenure.validFrom.description, "until": tenure.validUntil?.description,
      "term_until": tenure.termUntil?.description,
    ]
  }
}
