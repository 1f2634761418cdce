public import Ground
import SQL

/// What a list of posts is narrowed by; the same fields as in the URL.
public struct PostFilter: Sendable, Hashable {
  /// Posts of this area and of all below it.
  public var range: PlaceRange?
  public var type: String?
  public var organisation: OrganisationID?
  /// Only posts that nobody holds now.
  public var vacantOnly: Bool

  public init(range: PlaceRange? = nil, type: String? = nil, organisation: OrganisationID? = nil, vacantOnly: Bool = false) {
    self.range = range
    self.type = type
    self.organisation = organisation
    self.vacantOnly = vacantOnly
  }

  func conditions(on day: CivilDay) -> [Query] {
    var out: [Query] = []
    if let range { out.append("p.place BETWEEN \(range.first) AND \(range.last)") }
    if let type { out.append("p.type = \(type)") }
    if let organisation { out.append("p.organisation_id = \(organisation)") }
    if vacantOnly {
      out.append("NOT EXISTS (SELECT 1 FROM post_holding v WHERE v.post_id = p.id AND \(Validity.condition("v", on: day)))")
    }
    return out
  }
}
