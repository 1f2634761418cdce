import Ground
import Places
import SQL

/// Which visits a caller reaches: those of the communities of their areas, and those with their own organisation.
struct VisitScope: Sendable {
  let policy: Policy

  init(_ caller: Caller, _ permission: Permission = .allianceRead) { policy = caller.policy(for: permission) }

  func allows(_ visit: SecretaryVisit) -> Bool { policy.allows(place: visit.place, organisation: visit.pair.unit, post: visit.pair.secretary) }

  /// The same as a condition on `secretary_visit v`.
  var condition: Query { policy.filter(place: "v.place", organisation: "v.organisation_id", post: "v.post_id") }
}

/// What the list of visits is narrowed by; the same fields as in the URL.
struct VisitFilter: Sendable, Hashable {
  var round: VisitRoundID?
  var secretary: PostID?
  var unit: OrganisationID?
  var state: SecretaryVisit.State?
  /// Planned from this day on, and before that one.
  var from: CivilDay?
  var before: CivilDay?
  /// Only those with something left to do.
  var hasOpenFollowUps: Bool = false
  /// Only of secretaries in this area.
  var within: Within?

  func conditions(on today: CivilDay) -> [Query] {
    var out: [Query] = []
    if let round { out.append("v.round_id = \(round)") }
    if let secretary { out.append("v.post_id = \(secretary)") }
    if let unit { out.append("v.organisation_id = \(unit)") }
    switch state {
    case .done: out.append("v.done IS NOT NULL")
    case .planned: out.append("v.done IS NULL AND v.planned >= \(today)")
    case .overdue: out.append("v.done IS NULL AND v.planned < \(today)")
    case nil: break
    }
    if let from { out.append("v.planned >= \(from)") }
    if let before { out.append("v.planned < \(before)") }
    if let within { out.append(within.condition("v", .visits)) }
    if hasOpenFollowUps { out.append("EXISTS (SELECT 1 FROM follow_up u WHERE u.visit_id = v.id AND u.done IS NULL)") }
    return out
  }
}
