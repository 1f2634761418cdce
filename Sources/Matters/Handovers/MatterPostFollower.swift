public import Ground
public import Organisations
public import SQL

/// What becomes of open matters when a post changes hands or goes. They are given to posts, not to people: with another holder they stay
/// where they are, and their timeline says so; without the post they go to its successor or back to the desk.
public struct MatterPostFollower: PostFollower {
  let desk: MatterDesk

  public init(desk: MatterDesk) { self.desk = desk }

  public func load(of post: PostID, in session: any Session) throws -> [PostLoad] {
    let count: Int = try session.value("SELECT COUNT(*) FROM matter m WHERE m.handler_post_id = \(post) AND m.is_open = 1")
    let filter = MatterFilter(isOpen: true, post: post)
    return [PostLoad(word: "matter.post_load", count: count, href: filter.url())]
  }

  public func succeeded(_ succession: PostSuccession, by caller: Caller, in session: any Session) throws {
    let now: Moment = desk.timepiece.now()
    for matter in try open(of: succession.post, in: session) {
      let event = MatterEvent(
        id: desk.ids.next(), matter: matter.id, at: now, kind: .handedOver, person: caller.person, post: succession.acting,
        targetPost: succession.post, targetOrganisation: nil, note: nil, dueBefore: nil, dueAfter: nil, before: succession.before,
        after: succession.after, day: succession.from)
      try desk.events.insert(event, in: session)
    }
  }

  public func retired(_ retirement: PostRetirement, by caller: Caller, in session: any Session) throws {
    let matters: [Matter] = try open(of: retirement.post, in: session)
    if retirement.successor == nil, !retirement.isForced {
      let stuck: Int = matters.filter { desk.isStuckWithoutHandler($0) }.count
      if stuck > 0 { throw Refusal(.conflict, "matter.handover.needs_successor", ["count": "\(stuck)"]) }
    }
    let successor: Handler? = retirement.successor.map { .post($0) }
    for matter in matters { try desk.handOver(matter, to: successor, acting: retirement.acting, by: caller, in: session) }
  }

  private func open(of post: PostID, in session: any Session) throws -> [Matter] {
    try session.rows(
      "SELECT \(MatterRecords.columns) FROM matter m WHERE m.handler_post_id = \(post) AND m.is_open = 1 ORDER BY m.id", Matter.init(row:))
  }
}
