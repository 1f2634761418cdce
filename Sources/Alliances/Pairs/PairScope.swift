import Ground
import SQL

/// Which pairs a caller reaches: by the place of either party, or by being one of the parties.
struct PairScope: Sendable {
  let policy: Policy

  init(_ caller: Caller, _ permission: Permission = .allianceRead) { policy = caller.policy(for: permission) }

  func allows(_ pair: Pair) -> Bool {
    policy.allows(place: pair.place, organisation: pair.left.organisation)
      || policy.allows(place: pair.otherPlace, organisation: pair.right.organisation)
  }

  /// The same as a condition on `pair p`.
  var condition: Query {
    let left: Query = policy.filter(place: "p.place", organisation: "p.left_organisation_id")
    let right: Query = policy.filter(place: "p.other_place", organisation: "p.right_organisation_id")
    return "(\(left) OR \(right))"
  }
}
