import Ground
import Places
import SQL

/// Which agreements a caller reaches: by place, or by belonging to a party.
struct AgreementScope: Sendable {
  let policy: Policy

  init(_ caller: Caller, _ permission: Permission = .allianceRead) { policy = caller.policy(for: permission) }

  /// What a caller keeps, or what the own organisation is a party of.
  init(responsible caller: Caller) {
    let kept: Policy = caller.policy(for: .allianceManage)
    policy = Policy(ranges: kept.ranges, organisations: kept.organisations + caller.policy(for: .allianceRead).organisations)
  }

  func allows(_ agreement: Agreement) -> Bool {
    if policy.allows(place: agreement.place) { return true }
    return agreement.parties.contains { party in party.party.organisation.map(policy.organisations.contains) ?? false }
  }

  /// The same as a condition on `agreement g`.
  var condition: Query {
    let own: Query = policy.filter(place: "g.place")
    guard !policy.organisations.isEmpty else { return own }
    return """
      (\(own) OR EXISTS (SELECT 1 FROM agreement_party s WHERE s.agreement_id = g.id AND s.organisation_id IN (\(list: policy.organisations))))
      """
  }
}

/// What the list of agreements is narrowed by; the same fields as in the URL.
struct AgreementFilter: Sendable, Hashable {
  enum View: String, Sendable, CaseIterable {
    case all, draft, signed
    /// Signed, and soon over.
    case due
    case over
  }

  var view: View = .all
  var within: Within?
  var party: PairParty?
  /// Only those that hold beyond this day.
  var beyond: CivilDay?

  /// - Parameter horizon: what ends by this day is due.
  func conditions(on today: CivilDay, horizon: CivilDay) -> [Query] {
    var out: [Query] = []
    if let within { out.append(within.condition("g", .agreements)) }
    if let party {
      let own: Query = party.area.map { "x.area_id = \($0)" } ?? "x.organisation_id = \(party.organisation)"
      out.append("EXISTS (SELECT 1 FROM agreement_party x WHERE x.agreement_id = g.id AND \(own))")
    }
    if let beyond { out += ["g.valid_from < \(beyond)", "g.valid_until > \(beyond)"] }
    let isRenewed: Query = "EXISTS (SELECT 1 FROM agreement n WHERE n.renews = g.id)"
    switch view {
    case .all: break
    case .draft: out.append("g.state = 'draft'")
    case .signed: out += ["g.state = 'signed'", "g.valid_until > \(today)"]
    case .due:
      out += [
        "g.state = 'signed'", "g.valid_until > \(today)", "g.valid_until <= \(horizon)", "NOT \(isRenewed)",
      ]
    case .over: out += ["g.state = 'signed'", "g.valid_until <= \(today)"]
    }
    return out
  }
}
