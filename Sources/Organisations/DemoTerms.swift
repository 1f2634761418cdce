import Ground
import Places

/// Puts people into posts. A few posts are vacant, a few have had somebody before; who holds an area's second post as
/// a chief often holds the first as its secretary.
struct DemoTerms {
  var people: DemoPeople
  let today: CivilDay
  let neverVacant: Set<PostID>
  private(set) var tenures: [Tenure] = []
  private(set) var holder: [PostID: PersonID] = [:]
  /// Who holds another post of the same area, by area.
  private var neighbour: (area: AreaID, person: PersonID)?

  init(people: DemoPeople, today: CivilDay, neverVacant: Set<PostID>) {
    self.people = people
    self.today = today
    self.neverVacant = neverVacant
  }

  mutating func fill(_ post: Post) {
    let draw: Int = Int.random(in: 0..<100, using: &people.generator)
    if draw < 2, !neverVacant.contains(post.id) { return }
    let began: CivilDay = today.adding(days: -Int.random(in: 30...900, using: &people.generator))
    if draw > 96 { precede(post, until: began) }
    let person: PersonID = person(for: post, sharing: draw.isMultiple(of: 4))
    tenures.append(Tenure(post: post.id, person: person, validFrom: began))
    holder[post.id] = person
    neighbour = post.building == nil && post.organisation == nil ? (post.area, person) : nil
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
