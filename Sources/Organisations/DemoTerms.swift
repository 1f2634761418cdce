import Ground
import Places

/// Puts people into posts. A few posts are vacant, a few have had somebody before; who holds an area's second post as
/// a chief often holds the first as its secretary.
struct DemoTerms {
  var people: DemoPeople
  let today: CivilDay
  let neverVacant: Set<PostID>
  /// How long a term lasts, by post type.
  let termYears: [String: Int]
  let ids: IdentifierMaker
  private(set) var standIns: [StandIn] = []
  private(set) var tenures: [Tenure] = []
  private(set) var holder: [PostID: PersonID] = [:]
  /// Who holds another post of the same area, by area.
  private var neighbour: (area: AreaID, person: PersonID)?

  init(people: DemoPeople, today: CivilDay, neverVacant: Set<PostID>, termYears: [String: Int], ids: IdentifierMaker) {
    self.people = people
    self.today = today
    self.neverVacant = neverVacant
    self.termYears = termYears
    self.ids = ids
  }

  mutating func fill(_ post: Post) {
    let draw: Int = Int.random(in: 0..<100, using: &people.generator)
    if draw < 2, !neverVacant.contains(post.id) { return standIn(for: post) }
    let years: Int? = termYears[post.type]
    // Terms have begun at any time since the seats were made: some are over, some nearly.
    let longest: Int = years == nil ? 900 : today.daysSince1970 - post.validFrom.daysSince1970
    let began: CivilDay = today.adding(days: -Int.random(in: 30...max(31, longest), using: &people.generator))
    if draw > 96, began.adding(days: -400) >= post.validFrom { precede(post, until: began) }
    let person: PersonID = person(for: post, sharing: draw.isMultiple(of: 4))
    tenures.append(Tenure(post: post.id, person: person, validFrom: began, termUntil: years.map { PostRules.term($0, from: began) }))
    holder[post.id] = person
    neighbour = post.building == nil && post.organisation == nil ? (post.area, person) : nil
  }

  /// For the vacant seat of an area whoever holds another one there acts, for two months.
  private mutating func standIn(for post: Post) {
    guard post.building == nil, post.organisation == nil else { return }
    let person: PersonID = person(for: post, sharing: true)
    standIns.append(
      StandIn(
        id: ids.next(), post: post.id, person: person, kind: .acting, validFrom: today.adding(days: -20), validUntil: today.adding(days: 40)))
  }

  /// One person may hold several posts of one area; demo accounts have one post each, so that each shows one role.
  private mutating func person(for post: Post, sharing: Bool) -> PersonID {
    if sharing, !neverVacant.contains(post.id), let neighbour, neighbour.area == post.area, !isAccount(neighbour.person) {
      return neighbour.person
    }
    return people.someone()
  }

  private func isAccount(_ person: PersonID) -> Bool { neverVacant.contains { holder[$0] == person } }

  private mutating func precede(_ post: Post, until: CivilDay) {
    let person: PersonID = people.someone()
    tenures.append(Tenure(post: post.id, person: person, validFrom: until.adding(days: -400), validUntil: until))
  }
}
