public import Ground
public import Organisations
public import SQL

/// What becomes of open matters when the body that has them ends: its successor goes on with them. They never fall back unasked.
public struct MatterBodyFollower: BodyFollower {
  let desk: MatterDesk

  public init(desk: MatterDesk) { self.desk = desk }

  public func loads(of ending: BodySuccession, in session: any Session) throws -> [BodyLoad] {
    let count: Int = try session.value(
      "SELECT COUNT(*) FROM matter m WHERE m.handler_organisation_id = \(ending.body) AND m.is_open = 1")
    let filter = MatterFilter(isOpen: true, organisation: ending.body)
    let problem: String? = count == 0 ? nil : try problem(ending, in: session)
    return [BodyLoad(word: "matter.body_load", count: count, fate: .moves, href: filter.url(), problem: problem)]
  }

  private func problem(_ ending: BodySuccession, in session: any Session) throws -> String? {
    guard let successor = ending.successor else { return "matter.handover.body_needs_successor" }
    let kind: String? = try OrganisationRecords().organisation(successor, in: session)?.kind
    return kind.map(desk.profile.handlingKinds.contains) ?? false ? nil : "matter.handover.body_cannot_handle"
  }

  public func ended(_ ending: BodySuccession, by caller: Caller, in session: any Session) throws {
    let matters: [Matter] = try session.rows(
      """
      SELECT \(MatterRecords.columns) FROM matter m WHERE m.handler_organisation_id = \(ending.body) AND m.is_open = 1 ORDER BY m.id
      """, Matter.init(row:))
    let successor: Handler? = ending.successor.map { .organisation($0) }
    for matter in matters { try desk.handOver(matter, to: successor, acting: ending.acting, by: caller, in: session) }
  }
}
