import Ground
import Organisations

/// Whose hands a matter would be in, found fast: ``DemoCrew`` looks through every post for each.
struct BulkHands {
  private let profile: CityProfile
  private let organisations: [String: [Organisation]]
  private let leaders: [Place: PostID]

  init(profile: CityProfile, staff: DemoStaff) {
    self.profile = profile
    organisations = Dictionary(grouping: staff.organisations) { $0.key ?? "" }
    let grid: String? = profile.levels.last?.id
    var leaders: [Place: PostID] = [:]
    for post in staff.posts where post.building == nil && post.organisation == nil {
      guard let type = profile.postType(post.type), type.level == grid else { continue }
      guard profile.role(type.role)?.permissions.contains(.matterHandle) == true else { continue }
      leaders[post.range.first] = post.id
    }
    self.leaders = leaders
  }

  /// Whom the catalogue names for a category at a place, or the leader of the grid.
  func hand(for category: String, at place: Place) -> Handler? {
    switch profile.category(category)?.owner {
    case .organisation(let key): organisations[key]?.first { $0.range.contains(place) }.map { .organisation($0.id) }
    case .post: leaders[place].map { .post($0) }
    case nil: nil
    }
  }
}

extension Handler {
  var post: PostID? {
    if case .post(let id) = self { id } else { nil }
  }

  var organisation: OrganisationID? {
    if case .organisation(let id) = self { id } else { nil }
  }
}
