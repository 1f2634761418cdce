public import Ground
public import Places
import SQL

/// What a list of posts is narrowed by; the same fields as in the URL.
public struct PostFilter: Sendable, Hashable {
  public var within: Within?
  public var type: String?
  public var organisation: OrganisationID?
  /// How the seat stands today.
  public var state: PostState?
  /// For ``PostState/expiring``: within so many days.
  public var days: Int

  public init(
    within: Within? = nil, type: String? = nil, organisation: OrganisationID? = nil, state: PostState? = nil,
    days: Int = PostState.usualDays
  ) {
    self.within = within
    self.type = type
    self.organisation = organisation
    self.state = state
    self.days = days
  }

  func conditions(on day: CivilDay) -> [Query] {
    var out: [Query] = []
    if let within { out.append(within.condition("p", .posts)) }
    if let type { out.append("p.type = \(type)") }
    if let organisation { out.append("p.organisation_id = \(organisation)") }
    if let state { out.append(state.condition(on: day, within: days)) }
    return out
  }
}
