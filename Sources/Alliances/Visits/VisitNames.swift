import Ground
import Organisations
import Places
import SQL

/// Who visits whom, in words: communities and their secretaries, and units.
struct VisitNames: Sendable {
  let secretaries: [PostID: (area: String, person: String?)]
  let units: [OrganisationID: String]

  static func read(_ visits: [SecretaryVisit], seal: PersonSeal, on day: CivilDay, words: Words, in session: any Session) throws -> VisitNames {
    VisitNames(
      secretaries: try secretaries(Set(visits.map(\.pair.secretary)), seal: seal, on: day, in: session),
      units: try OrganisationRecords().names(Set(visits.map(\.pair.unit)), words: words, in: session))
  }

  /// The communities of some posts, and who holds them.
  static func secretaries(_ posts: Set<PostID>, seal: PersonSeal, on day: CivilDay, in session: any Session) throws -> [PostID: (
    area: String, person: String?
  )] {
    let holders: [PostID: PersonID] = try SeatRecords().holders(of: posts, on: day, in: session)
    let people: [PersonID: String] = try PersonRecords(seal: seal).names(Set(holders.values), in: session)
    var areas: [PostID: AreaID] = [:]
    if !posts.isEmpty {
      try session.each("SELECT id, area_id FROM post WHERE id IN (\(list: posts.sorted()))") { areas[try $0.at(0)] = try $0.at(1, as: AreaID.self) }
    }
    let names: [AreaID: String] = try AreaRecords().names(Set(areas.values), in: session)
    var secretaries: [PostID: (area: String, person: String?)] = [:]
    for post in posts { secretaries[post] = (areas[post].flatMap { names[$0] } ?? "", holders[post].flatMap { people[$0] }) }
    return secretaries
  }

  func community(_ visit: SecretaryVisit) -> String { secretaries[visit.pair.secretary]?.area ?? "" }
  func secretary(_ visit: SecretaryVisit) -> String? { secretaries[visit.pair.secretary]?.person }
  func unit(_ visit: SecretaryVisit) -> String { units[visit.pair.unit] ?? "" }
}
