import Ground
import Places
import SQL

/// What estates are asked for beside their own facts: who stands there and who does not.
struct GovernanceFilter: Sendable, Hashable {
  var estates: EstateFilter = EstateFilter()
  /// Only where a body of this kind stands, or (`hasKind` false) where none does.
  var kind: String?
  var hasKind: Bool = true
  /// Only where this party is wanted and not there.
  var missing: String?
  /// Only where somebody of the community sits in a body of the estate, or nobody.
  var hasCross: Bool?
  /// Only where no body of any kind stands.
  var isNobody: Bool = false

  func condition(_ policy: Policy, _ profile: CityProfile, on day: CivilDay) -> Query {
    let gap = EstateGap(profile: profile, day: day)
    var all: [Query] = [policy.filter(place: "e.place")] + estates.conditions(on: day)
    if let kind { all.append(hasKind ? gap.stands([kind]) : "NOT \(gap.stands([kind]))") }
    if let missing { all.append(profile.property.parties.first { $0.id == missing }.map(gap.isMissing) ?? "1 = 0") }
    if let hasCross { all.append(hasCross ? gap.isCrossed : "NOT \(gap.isCrossed)") }
    if isNobody { all.append("NOT \(gap.stands(profile.property.estateKinds))") }
    return Query.joined(all, by: " AND ")
  }
}
