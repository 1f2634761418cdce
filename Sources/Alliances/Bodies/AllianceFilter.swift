import Ground
import SQL

/// What the list of alliances is narrowed by; the same fields as in the URL.
struct AllianceFilter: Sendable, Hashable {
  var range: PlaceRange?
  var kind: String?
  /// Alliances of which this organisation is a member.
  var unit: OrganisationID?

  func conditions(on day: CivilDay) -> [Query] {
    var out: [Query] = []
    if let range { out.append("o.place BETWEEN \(range.first) AND \(range.last)") }
    if let kind { out.append("o.kind = \(kind)") }
    if let unit {
      out.append(
        """
        EXISTS (SELECT 1 FROM alliance_member f WHERE f.alliance_id = o.id AND f.organisation_id = \(unit)
          AND \(Validity.condition("f", on: day)))
        """)
    }
    return out
  }
}
