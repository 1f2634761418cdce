public import Ground
public import SQL

extension PostDesk {
  /// A deputy or reserve (副、备) of the post.
  @discardableResult
  public func appointAlternate(
    _ person: PersonID, to id: PostID, from: CivilDay, until: CivilDay? = nil, expecting version: Int64?, by caller: Caller,
    in session: any Session
  ) throws -> Post {
    try standIn(.alternate, person, for: id, from: from, until: until, expecting: version, by: caller, in: session)
  }

  /// Somebody acts for the post from a day to a day: with its permissions, and the journal says so.
  @discardableResult
  public func actFor(
    _ id: PostID, by person: PersonID, from: CivilDay, until: CivilDay, expecting version: Int64?, caller: Caller, in session: any Session
  ) throws -> Post {
    try standIn(.acting, person, for: id, from: from, until: until, expecting: version, by: caller, in: session)
  }

  private func standIn(
    _ kind: StandIn.Kind, _ person: PersonID, for id: PostID, from: CivilDay, until: CivilDay?, expecting version: Int64?, by caller: Caller,
    in session: any Session
  ) throws -> Post {
    let opened: Opened = try open(id, expecting: version, by: caller, in: session)
    try duties.check(DutyGuard.Gift(opened.post.type, to: person, from: from, until: until), by: caller, on: today, in: session)
    guard try PersonRecords.exists(person, in: session) else { throw Refusal.invalid([FieldProblem("person", "posts.problem.person")]) }
    let new = StandIn(
      id: ids.next(), post: id, person: person, kind: kind, validFrom: from, validUntil: until,
      position: alternates(opened).map(\.position).max().map { $0 + 1 } ?? 1)
    try invalid(opened.rules.problems(of: new))
    try tenures.insert(new, in: session)
    try note("\(kind.rawValue)_appointed", opened, after: PostDesk.facts(new), by: caller, in: session)
    return opened.post
  }

  /// An alternate or somebody acting stops earlier than planned; before the first day, it never happens.
  @discardableResult
  public func endStandIn(
    _ standIn: StandIn.ID, of id: PostID, until: CivilDay, expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> Post {
    let opened: Opened = try open(id, expecting: version, by: caller, in: session)
    guard let found = opened.standIns.first(where: { $0.id == standIn }) else { throw Refusal.absent }
    if let end = found.validUntil, end <= until { throw Refusal.invalid([FieldProblem("last_day", "posts.problem.ended_already")]) }
    try close(found, until: until, in: session)
    try checkSomebodyIsLeft(opened, in: session)
    try note(
      "\(found.kind.rawValue)_ended", opened, before: PostDesk.facts(found), after: ["until": until.description], by: caller, in: session)
    return opened.post
  }

  /// Asks one alternate at another place in the order, from 1; those behind move on by one.
  @discardableResult
  public func orderAlternate(
    _ standIn: StandIn.ID, of id: PostID, at rank: Int, expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> Post {
    let opened: Opened = try open(id, expecting: version, by: caller, in: session)
    var order: [StandIn] = alternates(opened)
    guard let index = order.firstIndex(where: { $0.id == standIn }) else { throw Refusal.absent }
    guard order.indices.contains(rank - 1) else {
      throw Refusal.invalid([FieldProblem("rank", "posts.problem.rank", ["count": String(order.count)])])
    }
    order.insert(order.remove(at: index), at: rank - 1)
    for (position, alternate) in order.enumerated() { try tenures.setPosition(position + 1, of: alternate, in: session) }
    try note(
      "alternate_ordered", opened, after: ["person": order[rank - 1].person.description, "rank": String(rank)], by: caller, in: session)
    return opened.post
  }

  /// Those who are or will be alternates, in the order in which they are asked.
  private func alternates(_ opened: Opened) -> [StandIn] {
    opened.standIns.filter { $0.kind == .alternate && ($0.validUntil.map { $0 > today } ?? true) }.sorted(by: StandIn.isAsked)
  }

  private static func facts(_ standIn: StandIn) -> [String: String?] {
    ["person": standIn.person.description, "from": standIn.validFrom.description, "until": standIn.validUntil?.description]
  }
}
