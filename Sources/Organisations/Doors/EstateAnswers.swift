public import Ground
import Markup
public import Places
public import SQL

/// Who answers for an estate: the posts of the grids its buildings stand in, and those of the areas above.
public struct EstateAnswers: EstateFaceted {
  let doors: DoorDesk
  let profile: CityProfile

  /// Grids of one estate; more than these are no longer one place that somebody answers for.
  private static let most: Int = 12

  public func facets(of estate: Estate, on day: CivilDay, to caller: Caller, words: Words, in session: any Session) throws -> [EstateFacet] {
    let grids: [AreaID] = try EstateRecords().grids(of: estate.id, in: session).prefix(Self.most).map(\.id)
    var rungs: [DoorRung] = try grids.compactMap { try rung(of: $0, on: day, by: caller, in: session) }
    rungs += try doors.door(at: estate.area, on: day, today: day, by: caller, in: session).rungs
    guard !rungs.isEmpty else { return [] }
    let facts: [(name: String, value: HTML)] = rungs.map { ($0.name, posts(of: $0, words)) }
    return [
      EstateFacet(
        id: "answers", title: words("estates.answers"), action: Link(words("doors.chain"), to: "/areas/\(estate.area)/door"),
        addresses: ["answers": "/api/v1/areas/\(estate.area)/door"], content: "\(Facts(facts))")
    ]
  }

  private func rung(of grid: AreaID, on day: CivilDay, by caller: Caller, in session: any Session) throws -> DoorRung? {
    try doors.door(at: grid, on: day, today: day, by: caller, in: session).rungs.first { $0.level == profile.levels.last?.id }
  }

  private func posts(of rung: DoorRung, _ words: Words) -> HTML {
    guard !rung.posts.isEmpty else { return "<span class=\"quiet\">\(words("doors.no_post"))</span>" }
    return "<ul class=\"plain\">\(each: rung.posts, { "<li>\(post($0, words))</li>" })</ul>"
  }

  private func post(_ post: DoorPost, _ words: Words) -> HTML {
    let title: String = words("post.\(post.type)")
    let link: HTML = post.isOpen ? "\(Link(title, to: "/posts/\(post.id)"))" : "\(title)"
    guard !post.holders.isEmpty else { return "\(link) <span class=\"quiet\">\(words("doors.vacant"))</span>" }
    let names: [String] = post.holders.map { $0.name ?? words("doors.in_post") }
    return "\(link) \(names.joined(separator: words("grids.and")))"
  }
}

extension OrganisationsRoom {
  public var estateAnswers: EstateAnswers { EstateAnswers(doors: doors, profile: profile) }
}
