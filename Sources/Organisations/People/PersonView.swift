public import Ground
public import SQL

/// A person with the posts they have to do with, as far as the caller may see them.
struct PersonView: Sendable {
  struct Line: Sendable {
    let post: PostOption
    let from: CivilDay
    let until: CivilDay?
    let termUntil: CivilDay?
    /// nil: holds it.
    let kind: StandIn.Kind?
  }

  let person: Person
  /// What holds today first, then what comes, then what was.
  let lines: [Line]
  let facets: [PersonFacet]
  let showsPhone: Bool
  /// Whether the caller may put name and telephone right.
  let mayCorrect: Bool
}

/// What another room knows of a person, for their page: one card with lines.
public struct PersonFacet: Sendable {
  public struct Line: Sendable {
    public let name: String
    public let value: String
    public let href: String?
    public init(_ name: String, _ value: String, href: String? = nil) {
      self.name = name
      self.value = value
      self.href = href
    }
  }

  /// The anchor on the page, and the word of the heading.
  public let id: String
  public let title: String
  public let lines: [Line]
  public init(id: String, title: String, lines: [Line]) {
    self.id = id
    self.title = title
    self.lines = lines
  }
}

/// A room that knows something of people, such as the one of careers.
public protocol PersonFaceted: Sendable {
  /// What this caller may see; empty when there is nothing.
  func facets(of person: PersonID, to caller: Caller, words: Words, now: Moment, in session: any Session) throws -> [PersonFacet]
}

struct PersonViews: Sendable {
  let directory: PostDirectory
  let people: PersonRecords
  let profile: CityProfile
  let rooms: [any PersonFaceted]

  func view(_ id: PersonID, to caller: Caller, at now: Moment, words: Words, in session: any Session) throws -> PersonView {
    let person: Person = try people.visible(id, to: caller, in: session)
    let policy: Policy = caller.policy(for: .peopleRead)
    let rows: [Row] = try PersonViews.rows(id, policy, isSelf: id == caller.person, in: session)
    let today: CivilDay = profile.calendar.localDay(now)
    let posts: [PostID: PostOption] = try directory.options(Set(rows.map(\.post)), at: now, words: words, in: session)
    let lines: [PersonView.Line] = rows.compactMap { row in
      posts[row.post].map { PersonView.Line(post: $0, from: row.from, until: row.until, termUntil: row.termUntil, kind: row.kind) }
    }
    let facets: [PersonFacet] = try rooms.flatMap { try $0.facets(of: id, to: caller, words: words, now: now, in: session) }
    let showsPhone: Bool =
      id == caller.person
      || posts.values.contains { post in
        caller.policy(for: .peopleManage).allows(place: post.place, organisation: post.organisation, post: post.id)
      }
    return PersonView(
      person: person, lines: lines.sorted { PersonViews.rank($0, today) < PersonViews.rank($1, today) }, facets: facets, showsPhone: showsPhone,
      mayCorrect: try people.isCorrectable(id, by: caller, in: session))
  }

  /// Today's, then the future's, then the past's, the newest of each first.
  private static func rank(_ line: PersonView.Line, _ today: CivilDay) -> (Int, Int) {
    if line.from > today { return (1, line.from.daysSince1970) }
    let isOver: Bool = line.until.map { $0 <= today } ?? false
    return (isOver ? 2 : 0, -line.from.daysSince1970)
  }

  private struct Row {
    let post: PostID
    let from: CivilDay
    let until: CivilDay?
    let termUntil: CivilDay?
    let kind: StandIn.Kind?
  }

  private static func rows(_ id: PersonID, _ policy: Policy, isSelf: Bool, in session: any Session) throws -> [Row] {
    let reach: Query = isSelf ? "1 = 1" : policy.filter(place: "p.place", organisation: "p.organisation_id", post: "p.id")
    let query: Query = """
      SELECT h.post_id, h.valid_from, h.valid_until, h.term_until, '' FROM post_holding h JOIN post p ON p.id = h.post_id
      WHERE h.person_id = \(id) AND \(reach)
      UNION ALL
      SELECT s.post_id, s.valid_from, s.valid_until, NULL, s.kind FROM post_stand_in s JOIN post p ON p.id = s.post_id
      WHERE s.person_id = \(id) AND \(reach)
      """
    return try session.rows(query) { row in
      var reader: RowReader = row.reader()
      let post: PostID = try reader.next()
      let from: CivilDay = try reader.next()
      let until: CivilDay? = try reader.next()
      let term: CivilDay? = try reader.next()
      return Row(post: post, from: from, until: until, termUntil: term, kind: StandIn.Kind(rawValue: try reader.next()))
    }
  }
}
