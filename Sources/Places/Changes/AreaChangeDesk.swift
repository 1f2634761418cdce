public import Ground
public import SQL

/// Decides changes of areas: shows what one would do, carries it out, takes it back, and lets those of the future come about.
public struct AreaChangeDesk: Sendable {
  let profile: CityProfile
  let ids: IdentifierMaker
  let timepiece: Timepiece
  let journal: Journal
  let followers: [any AreaFollower]
  let records: AreaChangeRecords = AreaChangeRecords()
  let areas: AreaRecords = AreaRecords()

  public init(profile: CityProfile, ids: IdentifierMaker, timepiece: Timepiece, followers: [any AreaFollower]) {
    self.profile = profile
    self.ids = ids
    self.timepiece = timepiece
    self.followers = followers
    journal = Journal(ids: ids, timepiece: timepiece)
  }

  var today: CivilDay { profile.calendar.localDay(timepiece.now()) }

  // MARK: Planning

  /// - Throws: ``Refusal/absent`` when the area is out of the caller's reach; `.invalid` when the change is not possible.
  public func plan(_ command: AreaCommand, on day: CivilDay, by caller: Caller, in session: any Session) throws -> AreaPlan {
    let policy = caller.policy(for: .areaManage)
    for area in command.concerned { _ = try areas.reachable(area, by: policy, in: session) }
    var more: Set<BuildingID> = []
    if case .assign(let buildings, _) = command { more = Set(buildings) }
    let outlook = try AreaOutlookRecords(levels: profile.levels).outlook(
      around: command.concerned.union(command.joined), buildings: more, in: session)
    let plan = try AreaPlanner.plan(command, on: day, in: outlook, levels: profile.levels, tolerance: profile.grids.tolerance) { ids.next() }
    try authorise(plan, policy, in: session)
    return plan
  }

  public func planReversal(of id: AreaChangeID, on day: CivilDay, by caller: Caller, in session: any Session) throws -> AreaPlan {
    let change = try visible(id, to: caller, for: .areaManage, in: session)
    guard change.reversedBy == nil else { throw Refusal(.conflict, "area_change.refusal.reversed") }
    let outlook = try AreaOutlookRecords(levels: profile.levels).outlook(
      around: change.plan.areas, buildings: Set(change.plan.buildings.map(\.building)), in: session)
    let plan = try AreaPlanner.reversal(of: change.plan, on: change.enactedAt == nil ? change.plan.day : day, in: outlook, levels: profile.levels)
    try authorise(plan, caller.policy(for: .areaManage), in: session)
    return plan
  }

  /// The change, if the caller reaches the area it is about.
  /// - Throws: ``Refusal/absent``.
  public func visible(
    _ id: AreaChangeID, to caller: Caller, for permission: Permission = .areaRead, in session: any Session
  ) throws -> AreaChange {
    guard let change = try records.find(id, in: session) else { throw Refusal.absent }
    _ = try areas.reachable(change.plan.subject, by: caller.policy(for: permission), in: session)
    return change
  }

  /// Everything that changes, and what it comes to lie in, lies within the caller's reach.
  private func authorise(_ plan: AreaPlan, _ policy: Policy, in session: any Session) throws {
    let parents = plan.steps.compactMap { step in step.before?.parent == step.after?.parent ? nil : step.after?.parent }
    let successors = plan.steps.compactMap(\.successor)
    let rows = try areas.find(Array(plan.areas) + parents + successors, in: session)
    guard rows.values.allSatisfy({ policy.allows(place: $0.place) }) else {
      throw Refusal.invalid([FieldProblem("area", "area_change.problem.not_yours")])
    }
  }

  // MARK: Deciding

  /// Writes the change; what is due today or before comes about at once.
  /// - Parameter expected: the version of the area it is about, as the caller saw it.
  public func decide(
    _ command: AreaCommand, on day: CivilDay, reason: String?, expecting expected: Int64?, by caller: Caller, in session: any Session
  ) throws -> AreaChange {
    try SpanWriterRecords().hold(in: session)
    let plan = try plan(command, on: day, by: caller, in: session)
    let subject = try areas.find(command.concerned.sorted(), in: session)
    if let expected, let row = subject[plan.subject] ?? subject.values.first, row.version != expected { throw Refusal(.stale) }
    return try write(plan, reason: reason, reverses: nil, by: caller, in: session)
  }

  /// Takes a change back from a day on. One whose day lies ahead is called off, whatever the day.
  /// - Parameter expected: the version of the change.
  public func reverse(
    _ id: AreaChangeID, on day: CivilDay, reason: String?, expecting expected: Int64?, by caller: Caller, in session: any Session
  ) throws -> AreaChange {
    try SpanWriterRecords().hold(in: session)
    let plan = try planReversal(of: id, on: day, by: caller, in: session)
    guard let change = try records.find(id, in: session) else { throw Refusal.absent }
    if let expected, expected != change.version { throw Refusal(.stale) }
    let reversal = try write(plan, reason: reason, reverses: id, isCalledOff: change.enactedAt == nil, by: caller, in: session)
    if change.enactedAt == nil { _ = try records.enact(id, at: timepiece.now(), in: session) }
    try records.reverse(id, by: reversal.id, in: session)
    return reversal
  }

  private func write(
    _ plan: AreaPlan, reason: String?, reverses: AreaChangeID?, isCalledOff: Bool = false, by caller: Caller, in session: any Session
  ) throws -> AreaChange {
    let now = timepiece.now()
    let place = try areas.find(plan.subject, in: session)?.place
    let acting = place.flatMap { caller.acting(.areaManage, place: $0)?.post }
    for step in plan.steps where step.isNew && reverses == nil {
      guard let after = step.after else { continue }
      // It is there for ever, and so far on no day: its last day is its first.
      let row = Area(
        id: step.area, code: after.code, level: after.level, name: after.name, parent: after.parent, range: after.range, validFrom: plan.day,
        validUntil: plan.day, version: 0)
      try areas.write(row, in: session)
      try session.run("UPDATE area SET origin_id = \(step.origin) WHERE id = \(step.area)")
    }
    var change = AreaChange(
      id: ids.next(), plan: plan, madeAt: now, person: caller.person, post: acting, reason: reason, enactedAt: isCalledOff ? now : nil,
      reverses: reverses)
    try records.insert(change, in: session)
    try SpanWriterRecords().write(plan, of: change.id, in: session)
    try journal.append(draft(change, place, acting), by: caller, in: session)
    if !isCalledOff, plan.day <= today {
      try enact(change, by: caller, in: session)
      change.enactedAt = now
    }
    return change
  }

  private func draft(_ change: AreaChange, _ place: Place?, _ acting: PostID?) -> JournalDraft {
    var after: [String: String] = ["change": change.id.description, "day": change.plan.day.description]
    after["areas"] = change.plan.steps.prefix(50).map { "\($0.area):\($0.before?.code ?? "")>\($0.after?.code ?? "")" }.joined(separator: " ")
    after["buildings"] = "\(change.plan.buildings.count)"
    if let reverses = change.reverses { after["reverses"] = reverses.description }
    return JournalDraft(
      "area.changed_\(change.plan.kind.rawValue)", subject: "area", id: change.plan.subject.raw, place: place, acting: acting, after: after)
  }

  // MARK: Coming about

  /// Lets a change come about: the rows for today, and everything that stands in the areas.
  func enact(_ change: AreaChange, by caller: Caller, in session: any Session) throws {
    guard try records.enact(change.id, at: timepiece.now(), in: session) else { return }
    let effect = try AreaEffectRecords(plan: change.plan, change: change.id, reverses: change.reverses).effect(in: session)
    try AreaEnactmentRecords().enact(change.plan, effect, in: session)
    for follower in followers { try follower.follow(effect, by: caller, in: session) }
  }

  /// Lets everything come about whose day has come, in order. May be run at any time, by several processes at once.
  /// - Returns: how many.
  @discardableResult public func enactDue(in session: any Session) throws -> Int {
    guard try !records.due(on: today, in: session).isEmpty else { return 0 }
    try SpanWriterRecords().hold(in: session)
    let due = try records.due(on: today, in: session)
    let caller = Caller.system(request: "areas")
    for change in due {
      try enact(change, by: caller, in: session)
      let draft = JournalDraft(
        "area.came_about", subject: "area", id: change.plan.subject.raw, place: try areas.find(change.plan.subject, in: session)?.place,
        after: ["change": change.id.description, "day": change.plan.day.description])
      try journal.append(draft, by: caller, in: session)
    }
    return due.count
  }
}
