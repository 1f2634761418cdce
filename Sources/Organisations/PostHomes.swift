import Ground
import Places
import SQL

/// The names of what posts belong to, looked up for a whole list at once.
struct PostHomes {
  private let areas: [AreaID: String]
  private let buildings: [BuildingID: String]
  private let organisations: [OrganisationID: String]
  private let words: Words

  init(of posts: [Post], lowest: String, words: Words, in session: any Session) throws {
    areas = try AreaRecords().titles(Set(posts.map(\.area)), lowest: lowest, words: words, in: session)
    buildings = try BuildingRecords().names(Set(posts.compactMap(\.building)), in: session)
    organisations = try OrganisationRecords().names(Set(posts.compactMap(\.organisation)), words: words, in: session)
    self.words = words
  }

  func area(of post: Post) -> String { areas[post.area] ?? "" }

  func home(of post: Post) -> String {
    if let organisation = post.organisation, let name = organisations[organisation] { return name }
    guard let building = post.building, let name = buildings[building] else { return area(of: post) }
    let spot: String = post.unit.map { words("place.unit_address", ["building": name, "unit": String($0)]) } ?? name
    return words("place.building_in_area", ["area": area(of: post), "spot": spot])
  }
}
