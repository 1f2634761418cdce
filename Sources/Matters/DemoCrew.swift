import Ground
import Organisations

/// The demo's people as callers: who sits at a desk, and who takes a matter in hand.
struct DemoCrew {
  struct Hand {
    let handler: Handler
    let caller: Caller
  }

  /// The range of the first desk that the demo's accounts work at.
  let homeRange: PlaceRange?
  /// The grid of the demo's grid leader.
  let homeGrid: PlaceRange?
  private let profile: CityProfile
  private let posts: [Post]
  private let holders: [PostID: PersonID]
  private let organisations: [Organisation]

  init(profile: CityProfile, staff: DemoStaff) {
    self.profile = profile
    posts = staff.posts.filter { $0.building == nil }
    organisations = staff.organisations
    var holders: [PostID: PersonID] = [:]
    for tenure in staff.tenures { holders[tenure.post] = tenure.person }
    self.holders = holders
    let people = Set(staff.accounts.map(\.person))
    let own: [Post] = posts.filter { holders[$0.id].map(people.contains) ?? false }
    homeRange = own.first { DemoCrew.gives(.matterDispatch, $0, at: profile.intake.firstDesk, profile) }?.range
    homeGrid = own.first { DemoCrew.gives(.matterHandle, $0, at: profile.levels.last?.id, profile) }?.range
  }

  private static func gives(_ permission: Permission, _ post: Post, at level: String?, _ profile: CityProfile) -> Bool {
    guard let type = profile.postType(post.type), type.level == level else { return false }
    return profile.role(type.role)?.permissions.contains(permission) == true
  }

  func desk(at place: Place, level: String) -> Caller? {
    let post: Post? = posts.first { $0.range.contains(place) && DemoCrew.gives(.matterDispatch, $0, at: level, profile) }
    return post.flatMap(caller)
  }

  /// Whom the catalogue names for the matter, or the leader of its grid.
  func handler(for matter: Matter, _ profile: CityProfile) -> Hand? {
    guard let category = profile.category(matter.category) else { return nil }
    let place = matter.location.place
    switch category.owner {
    case .organisation(let key):
      guard let organisation = organisations.first(where: { $0.key == key && $0.range.contains(place) }),
        let seat = posts.first(where: { $0.organisation == organisation.id }), let caller = caller(seat)
      else { return nil }
      return Hand(handler: .organisation(organisation.id), caller: caller)
    case .post:
      let level: String? = profile.levels.last?.id
      let leader: Post? = posts.first { $0.range.contains(place) && DemoCrew.gives(.matterHandle, $0, at: level, profile) }
      guard let leader, let caller = caller(leader) else { return nil }
      return Hand(handler: .post(leader.id), caller: caller)
    }
  }

  private func caller(_ post: Post) -> Caller? {
    guard let type = profile.postType(post.type), let role = profile.role(type.role), let person = holders[post.id] else { return nil }
    let holding = Holding(
      post: post.id, title: type.id, area: post.area, range: post.range, organisation: role.withinOrganisation ? post.organisation : nil,
      permissions: role.permissions)
    return Caller(account: nil, person: person, name: "", holdings: [holding], request: "demo")
  }
}
