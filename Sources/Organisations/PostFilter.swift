public import Ground
import SQL

/// What a list of posts is narrowed by; the same fields as in the URL.
public struct PostFilter: Sendable, Hashable {
  /// Posts of this area and of all below it.
  public var range: PlaceRange?
  public var type: String?
  public var organisation: OrganisationID?
  /// How the seat stands today.
  public var state: PostState?
  /// For ``PostState/expiring``: within so many days.
  public var days: Int

  public init(
    range: PlaceRange? = nil, type: String? = nil, organisation: OrganisationID? = nil, state: PostState? = nil,
    days: Int = PostState.usualDays
  ) {
    self.range = range
    self.type = type
    self.organisation = organisation
    self.state = state
    self.days = days
  }

  func conditions(on day: CivilDay) -> [Query] {
    var out: [Query] = []
    if let range { out.append("p.place BETWEEN \(range.first) AND \(range.last)") }
    if let type { out.append("p.type = \(type)") }
    if let organisation { out.append("p.organisation_id = \(organisation)") }
    if let state { out.append(state.condition(on: day, within: days)) }
    return out
  }
}
