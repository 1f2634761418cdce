import Ground
import Places
import Organisations
import SQL

/// Which organisations are tied by pairs, and which are not yet: a register of a city's departments, units or companies.
struct PairRegister: Sendable {
  enum Part: String, Sendable, CaseIterable {
    case all, paired, unpaired
  }

  struct Line: Sendable {
    let organisation: OrganisationID
    let place: Place
    /// How many live pairs it has.
    let pairs: Int
  }
}

/// What the register is narrowed by; the same fields as in the URL.
struct PairRegisterFilter: Sendable, Hashable {
  var family: CityProfile.OrganisationKind.Family
  var within: Within?
  /// Only pairs of this campaign count.
  var campaign: String?
}

struct PairRegisterRecords: Sendable {
  let profile: CityProfile
  let policy: Policy
  /// The pairs that count: those within the caller's reach, as in their list.
  let scope: PairScope
  let day: CivilDay

  init(profile: CityProfile, to caller: Caller, on day: CivilDay) {
    self.profile = profile
    policy = caller.policy(for: .allianceRead)
    scope = PairScope(caller)
    self.day = day
  }

  func list(
    _ part: PairRegister.Part, _ filter: PairRegisterFilter, after cursor: RowCursor?, limit: Int, in session: any Session
  ) throws -> Rows<PairRegister.Line> {
    var conditions: [Query] = self.conditions(part, filter)
    if let cursor { conditions.append(cursor.condition("o")) }
    let found: [PairRegister.Line] = try session.rows(
      """
      SELECT o.id, o.place, (SELECT COUNT(*) FROM pair p WHERE (p.left_organisation_id = o.id OR p.right_organisation_id = o.id) AND \(live(filter)))
      FROM organisation o WHERE \(Query.joined(conditions, by: " AND ")) ORDER BY o.place, o.id LIMIT \(limit + 1)
      """
    ) { PairRegister.Line(organisation: try $0.at(0), place: try $0.at(1), pairs: try $0.at(2)) }
    return Rows(found, limit: limit) { RowCursor($0.place.number, $0.organisation.raw) }
  }

  func count(_ part: PairRegister.Part, _ filter: PairRegisterFilter, in session: any Session) throws -> Int {
    try session.value("SELECT COUNT(*) FROM organisation o WHERE \(Query.joined(conditions(part, filter), by: " AND "))")
  }

  /// The campaigns under which there are live pairs within reach, those with most first.
  func campaigns(in session: any Session) throws -> [String] {
    try session.rows(
      """
      SELECT p.campaign FROM pair p WHERE \(scope.condition) AND p.merged_into IS NULL AND \(Validity.condition("p", on: day))
      GROUP BY p.campaign ORDER BY COUNT(*) DESC, p.campaign LIMIT 50
      """
    ) { try $0.at(0) }
  }

  private func conditions(_ part: PairRegister.Part, _ filter: PairRegisterFilter) -> [Query] {
    let kinds: [String] = profile.organisationKinds.filter { $0.family == filter.family }.map(\.id)
    // Also those from elsewhere that are tied to what lies within reach.
    let own: Query = "(\(policy.filter(place: "o.place", organisation: "o.id")) OR \(isTied("1 = 1")))"
    var out: [Query] = [
      own, "o.kind IN (\(list: kinds))", Validity.condition("o", on: day),
    ]
    if let within = filter.within { out.append(within.condition("o", .organisations)) }
    let tied: Query = isTied(live(filter))
    switch part {
    case .all: break
    case .paired: out.append(tied)
    case .unpaired: out.append("NOT (\(tied))")
    }
    return out
  }

  /// Worked out once, not for every organisation.
  private func isTied(_ condition: Query) -> Query {
    """
    o.id IN (SELECT p.left_organisation_id FROM pair p WHERE p.left_organisation_id IS NOT NULL AND \(scope.condition) AND \(condition)
      UNION SELECT p.right_organisation_id FROM pair p WHERE p.right_organisation_id IS NOT NULL AND \(scope.condition) AND \(condition))
    """
  }

  private func live(_ filter: PairRegisterFilter) -> Query {
    let live: Query = "\(scope.condition) AND p.merged_into IS NULL AND \(Validity.condition("p", on: day))"
    return filter.campaign.map { "\(live) AND p.campaign = \($0)" } ?? live
  }
}
