import Ground
import SQL

/// Which alliances a caller reaches: those of their areas, their own, and those in which their organisation is a member.
struct AllianceScope: Sendable {
  let policy: Policy
  /// Membership counts on this day.
  let day: CivilDay

  init(_ caller: Caller, _ permission: Permission = .allianceRead, on day: CivilDay) {
    policy = caller.policy(for: permission)
    self.day = day
  }

  func allows(place: Place, alliance: OrganisationID, members: Set<OrganisationID>) -> Bool {
    policy.allows(place: place, organisation: alliance) || policy.organisations.contains { members.contains($0) }
  }

  /// The same as a condition on `organisation o`.
  var condition: Query {
    let own: Query = policy.filter(place: "o.place", organisation: "o.id")
    guard !policy.organisations.isEmpty else { return own }
    return """
      (\(own) OR EXISTS (SELECT 1 FROM alliance_member s WHERE s.alliance_id = o.id
        AND s.organisation_id IN (\(list: policy.organisations)) AND \(Validity.condition("s", on: day))))
      """
  }
}
