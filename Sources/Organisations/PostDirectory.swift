public import Ground
import Places
public import SQL

/// Names posts: in bulk for queues and timelines, and for whoever chooses one.
public struct PostDirectory: Sendable {
  private let calendar: WorkingCalendar
  private let seal: PersonSeal
  /// The level of areas that are numbered.
  private let lowest: String

  public init(profile: CityProfile, seal: PersonSeal) {
    calendar = profile.calendar
    lowest = profile.levels.last?.id ?? ""
    self.seal = seal
  }

  /// The posts of these ids with area and holders as of `now`: four queries at most, however many.
  public func options(_ ids: Set<PostID>, at now: Moment, words: Words, in session: any Session) throws -> [PostID: PostOption] {
    guard !ids.isEmpty else { return [:] }
    let found: [PostOption] = try options(where: "p.id IN (\(list: ids.sorted()))", at: now, words: words, in: session)
    return Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// A page of the posts within a policy, in the order of their places.
  public func list(
    _ filter: PostFilter, of policy: Policy, after cursor: RowCursor?, limit: Int, at now: Moment, words: Words, in session: any Session
  ) throws -> [PostOption] {
    let day: CivilDay = calendar.localDay(now)
    var conditions: [Query] = [
      policy.filter(place: "p.place", organisation: "p.organisation_id", post: "p.id"), Validity.condition("p", on: day),
    ]
    conditions += filter.conditions(on: day)
    if let cursor { conditions.append(cursor.condition("p")) }
    return try options(where: Query.joined(conditions, by: " AND "), limit: limit, at: now, words: words, in: session)
  }

  /// The posts that a condition on `post p` picks, in the order of their places, nearest the ground last.
  func options(
    where condition: Query, limit: Int = 1000, at now: Moment, words: Words, in session: any Session
  ) throws -> [PostOption] {
    let found: [Found] = try found(where: condition, limit: limit, on: calendar.localDay(now), in: session)
    let homes = try PostHomes(of: found.map(\.post), lowest: lowest, words: words, in: session)
    return found.map { option($0, homes, words) }
  }

  private struct Found {
    let post: Post
    let vacantSince: CivilDay
    var holders: [(name: String, since: CivilDay, termUntil: CivilDay?)] = []
    var acting: [String] = []
  }

  private func found(where condition: Query, limit: Int, on day: CivilDay, in session: any Session) throws -> [Found] {
    var out: [Found] = []
    // The newest end of a time at the post says since when it is vacant, if it is.
    let query: Query = """
      SELECT \(PostRecords.columns),
        (SELECT MAX(e.valid_until) FROM post_holding e WHERE e.post_id = p.id AND e.valid_until <= \(day)),
        n.id, n.name_sealed, h.valid_from, h.term_until
      FROM (SELECT \(PostRecords.columns) FROM post p WHERE \(condition) ORDER BY p.place, p.id LIMIT \(limit)) p
        LEFT JOIN post_holding h ON h.post_id = p.id AND \(Validity.condition("h", on: day))
        LEFT JOIN person n ON n.id = h.person_id
      ORDER BY p.place, p.id, h.valid_from, n.id
      """
    try session.each(query) { row in
      var reader: RowReader = row.reader()
      let post: Post = try PostRecords.post(&reader)
      let ended: CivilDay? = try reader.next()
      let person: PersonID? = try reader.next()
      let sealed: [UInt8]? = try reader.next()
      if out.last?.post.id != post.id { out.append(Found(post: post, vacantSince: ended ?? post.validFrom)) }
      guard let person, let sealed else { return }
      out[out.count - 1].holders.append((try seal.open(sealed, person), try reader.next(), try reader.next()))
    }
    try addActing(to: &out, on: day, in: session)
    return out
  }

  private func addActing(to found: inout [Found], on day: CivilDay, in session: any Session) throws {
    guard !found.isEmpty else { return }
    var acting: [PostID: [String]] = [:]
    let query: Query = """
      SELECT s.post_id, n.id, n.name_sealed FROM post_stand_in s JOIN person n ON n.id = s.person_id
      WHERE s.post_id IN (\(list: found.map(\.post.id))) AND s.kind = 'acting' AND \(Validity.condition("s", on: day)) ORDER BY s.id
      """
    try session.each(query) { row in
      let person: PersonID = try row.at(1)
      acting[try row.at(0), default: []].append(try seal.open(row.at(2), person))
    }
    for index in found.indices { found[index].acting = acting[found[index].post.id] ?? [] }
  }

  private func option(_ found: Found, _ homes: PostHomes, _ words: Words) -> PostOption {
    let post: Post = found.post
    let type: String = words("post.\(post.type)")
    return PostOption(
      id: post.id, type: post.type, title: post.name.map { words("posts.named", ["post": type, "name": $0]) } ?? type, area: post.area,
      areaName: homes.area(of: post), home: homes.home(of: post), place: post.place, organisation: post.organisation, building: post.building,
      unit: post.unit, holders: found.holders.map(\.name), since: found.holders.first?.since ?? found.vacantSince,
      termUntil: found.holders.compactMap(\.termUntil).min(), acting: found.acting)
  }
}
