public import Ground
import Places
public import SQL

extension PostDesk {
  /// Makes a seat, vacant.
  /// - Throws: ``Refusal`` `.absent` when the place is out of the caller's reach; `.invalid` on `type`, `area`, `building`, `unit`,
  ///   `organisation`, `from`, `last_day`.
  @discardableResult
  public func establish(_ draft: PostDraft, by caller: Caller, in session: any Session) throws -> Post {
    let (post, area): (Post, Area) = try place(draft, in: session)
    let acting: PostID? = try authorise(post.type, place: post.place, organisation: post.organisation, by: caller, in: session)
    try AreaRecords().checkBeginning(on: post.validFrom, in: area, today: today, session: session)
    if let end = post.validUntil, end <= post.validFrom {
      throw Refusal.invalid([FieldProblem("last_day", "posts.problem.end_before_start", ["from": post.validFrom.description])])
    }
    try posts.insert(post, in: session)
    let opened = Opened(post: post, acting: acting, rules: PostRules(post: post, holders: .one, tenures: [], standIns: []))
    let facts: [String: String?] = [
      "type": post.type, "area": post.area.description, "organisation": post.organisation?.description, "building": post.building?.description,
      "unit": post.unit.map { String($0) }, "from": post.validFrom.description, "until": post.validUntil?.description,
    ]
    try note("established", opened, after: facts, by: caller, in: session)
    return post
  }

  /// The draft with everything its type needs, and nothing else.
  private func place(_ draft: PostDraft, in session: any Session) throws -> (Post, Area) {
    guard let type = profile.postType(draft.type) else { throw Refusal.invalid([FieldProblem("type", "posts.problem.type")]) }
    let organisation: Organisation? = try draft.organisation.flatMap { try OrganisationRecords().organisation($0, in: session) }
    if type.level == nil || draft.organisation != nil, organisation == nil {
      throw Refusal.invalid([FieldProblem("organisation", "posts.problem.organisation")])
    }
    guard let areaID = draft.area ?? (type.level == nil ? organisation?.area : nil), let area = try AreaRecords().find(areaID, in: session) else {
      throw Refusal.invalid([FieldProblem("area", "posts.problem.area")])
    }
    try checkLevel(type, area, draft, in: session)
    let post = Post(
      id: ids.next(), type: type.id, area: area.id, range: area.range, building: draft.building, unit: draft.unit,
      organisation: draft.organisation, name: draft.name, validFrom: draft.validFrom, validUntil: draft.validUntil)
    return (post, area)
  }

  private func checkLevel(_ type: CityProfile.PostType, _ area: Area, _ draft: PostDraft, in session: any Session) throws {
    switch type.level {
    case "building", "unit":
      guard let id = draft.building, let building = try BuildingRecords().find(id, in: session), building.area == area.id else {
        throw Refusal.invalid([FieldProblem("building", "posts.problem.building")])
      }
      let isUnit: Bool = type.level == "unit"
      guard isUnit ? (1...max(1, building.units)).contains(draft.unit ?? 0) : draft.unit == nil else {
        throw Refusal.invalid([FieldProblem("unit", "posts.problem.unit", ["units": String(building.units)])])
      }
    case let level?:
      guard area.level == level else { throw Refusal.invalid([FieldProblem("area", "posts.problem.level")]) }
      if draft.building != nil || draft.unit != nil { throw Refusal.invalid([FieldProblem("building", "posts.problem.no_building")]) }
    case nil:
      if draft.building != nil || draft.unit != nil { throw Refusal.invalid([FieldProblem("building", "posts.problem.no_building")]) }
    }
  }

  /// The seat goes. Whoever holds it or stands in stops on that day, and what is in its hands goes to the successor or back to the desk: at once
  /// when the day has come, else on the day, by ``settle(in:)``.
  /// - Parameter until: the first day on which it no longer exists.
  /// - Throws: ``Refusal`` `.conflict` when something in its hands needs a successor, or when it has ended already; `.invalid` on `last_day`
  ///   when somebody came after that day: what has been stays as it was.
  @discardableResult
  public func retire(
    _ id: PostID, until: CivilDay, successor: PostID? = nil, expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> Post {
    let opened: Opened = try open(id, expecting: version, by: caller, in: session)
    if until <= opened.post.validFrom {
      throw Refusal.invalid([FieldProblem("last_day", "posts.problem.end_before_start", ["from": opened.post.validFrom.description])])
    }
    if let ended = opened.post.validUntil, ended <= today, ended != until { throw Refusal(.conflict, "posts.problem.retired") }
    // What began today has not lasted a day yet.
    if let day = opened.rules.lastBegun(from: until, before: today) {
      throw Refusal.invalid([FieldProblem("last_day", "posts.problem.came_since", ["from": day.description])])
    }
    try checkSuccessor(successor, of: opened.post, on: until, by: caller, in: session)
    try empty(opened, until: until, in: session)
    let isNow: Bool = until <= today
    try posts.setEnd(until, successor: successor, isSettled: isNow, of: opened.post, in: session)
    try checkSomebodyIsLeft(opened, in: session)
    try note(
      "retired", opened, before: ["until": opened.post.validUntil?.description],
      after: ["until": until.description, "successor": successor?.description], by: caller, in: session)
    if isNow {
      let retirement = PostRetirement(post: id, successor: successor, acting: opened.acting, isForced: false)
      for follower in followers { try follower.retired(retirement, by: caller, in: session) }
    }
    var post = opened.post
    post.validUntil = until
    return post
  }

  private func checkSuccessor(_ successor: PostID?, of post: Post, on day: CivilDay, by caller: Caller, in session: any Session) throws {
    guard let successor else { return }
    guard successor != post.id, let other = try posts.post(successor, in: session), other.exists(on: day),
      try caller.isMachine || mayKeep(other, caller, in: session)
    else { throw Refusal.invalid([FieldProblem("successor", "posts.problem.successor")]) }
  }

  /// Ends everybody's time at the post.
  private func empty(_ opened: Opened, until: CivilDay, in session: any Session) throws {
    for tenure in opened.tenures where tenure.validUntil.map({ $0 > until }) ?? true {
      if tenure.validFrom < until {
        try tenures.setEnd(until, of: tenure, in: session)
      } else {
        try tenures.remove(tenure, in: session)
      }
    }
    for standIn in opened.standIns where standIn.validUntil.map({ $0 > until }) ?? true { try close(standIn, until: until, in: session) }
  }

  /// Hands on the work of posts whose last day has passed. Does nothing twice.
  /// - Returns: how many posts there were.
  @discardableResult
  public func settle(limit: Int = 100, in session: any Session) throws -> Int {
    let machine: Caller = .system(request: "settle-posts")
    let due: [(post: Post, successor: PostID?)] = try posts.unsettled(on: today, limit: limit, in: session)
    for (post, successor) in due {
      let retirement = PostRetirement(post: post.id, successor: successor, acting: nil, isForced: true)
      for follower in followers { try follower.retired(retirement, by: machine, in: session) }
      try posts.settle(post.id, in: session)
    }
    return due.count
  }
}

extension Post {
  public func exists(on day: CivilDay) -> Bool { validFrom <= day && validUntil.map { day < $0 } ?? true }
}
