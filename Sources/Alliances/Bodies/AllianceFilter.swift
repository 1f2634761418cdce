import Ground
import Organisations
import Places
import SQL

/// What the list of alliances is narrowed by; the same fields as in the URL.
struct AllianceFilter: Sendable, Hashable {
  var within: Within?
  var kind: String?
  /// Alliances of which this organisation is a member.
  var unit: OrganisationID?
  /// Alliances that this policy runs and in which somebody who is next, within so many days, may not chair.
  var passedOver: Policy?

  static let soon: Int = 90

  func conditions(on day: CivilDay) -> [Query] {
    var out: [Query] = []
    if let within { out.append(within.condition("o", .organisations)) }
    if let kind { out.append("o.kind = \(kind)") }
    if let unit {
      out.append(
        """
        EXISTS (SELECT 1 FROM alliance_member f WHERE f.alliance_id = o.id AND f.organisation_id = \(unit)
          AND \(Validity.condition("f", on: day)))
        """)
    }
    if let passedOver {
      out.append(passedOver.filter(place: "o.place", organisation: "o.id"))
      out.append(
        """
        EXISTS (SELECT 1 FROM alliance_turn_passed f WHERE f.alliance_id = o.id AND f.valid_until > \(day)
          AND f.valid_from <= \(day.adding(days: AllianceFilter.soon)))
        """)
    }
    return out
  }
}
