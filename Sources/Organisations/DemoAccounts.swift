import Ground
import Places

/// An account of the demo, for the list that is printed at the start.
public struct DemoAccount: Sendable, Hashable {
  public let name: String
  /// The key of the role's word.
  public let role: String
  /// The key of the sentence that says what one sees with it.
  public let shows: String
}

/// One account for each way of working, at posts that belong together: one community, its subdistrict and district.
struct DemoAccounts {
  private struct Plan {
    let name: String
    let postType: String
    /// For posts of organisations, the profile's id of the organisation.
    var organisation: String?
  }

  private static let plans: [Plan] = [
    Plan(name: "desk-community", postType: "desk_community"),
    Plan(name: "desk-street", postType: "desk_subdistrict"),
    Plan(name: "desk-district", postType: "desk_district"),
    Plan(name: "grid", postType: "grid_leader"),
    Plan(name: "building", postType: "building_chief"),
    Plan(name: "drainage", postType: "department_handler", organisation: "drainage"),
    Plan(name: "property", postType: "property_handler", organisation: "property"),
    Plan(name: "secretary", postType: "secretary_subdistrict"),
    Plan(name: "organisation", postType: "organisation_department"),
    Plan(name: "auditor", postType: "auditor"),
    Plan(name: "admin", postType: "administrator"),
    Plan(name: "security", postType: "security_administrator"),
    Plan(name: "audit", postType: "audit_administrator"),
  ]

  static func listed(_ profile: CityProfile) -> [DemoAccount] {
    plans.compactMap { plan in
      guard let type = profile.postType(plan.postType) else { return nil }
      return DemoAccount(name: plan.name, role: "role.\(type.role)", shows: "organisations.demo.\(plan.name)")
    }
  }

  /// - Parameter home: the grid around which the accounts' posts lie.
  static func posts(_ posts: [Post], organisations: [Organisation], home: Place) -> [(name: String, post: PostID)] {
    var keys: [OrganisationID: String] = [:]
    for organisation in organisations { keys[organisation.id] = organisation.key }
    return plans.compactMap { plan in
      let found: Post? = posts.first { post in
        post.type == plan.postType && post.range.contains(home) && post.organisation.flatMap { keys[$0] } == plan.organisation
      }
      return found.map { (plan.name, $0.id) }
    }
  }
}
