import Ground
import SQL

/// A post with everybody who has held it.
struct PostView: Sendable {
  struct Term: Sendable {
    let person: Person
    let tenure: Tenure
  }

  let post: Post
  let option: PostOption
  let organisation: String?
  /// The latest first.
  let terms: [Term]
  /// Alternates and those who act for the post, the latest first.
  let standIns: [(person: Person, standIn: StandIn)]
  /// What is in its hands, and the post that takes it over when this one is no longer.
  let loads: [PostLoad]
  let successor: PostOption?
  /// Whether this caller may change who holds it, and sees telephones in clear.
  let mayManage: Bool
  var showsPhones: Bool { mayManage }

  /// Those who are or will be alternates, in the order in which they are asked.
  func alternates(on day: CivilDay) -> [(person: Person, standIn: StandIn)] {
    standIns.filter { $0.standIn.kind == .alternate && ($0.standIn.validUntil.map { $0 > day } ?? true) }
      .sorted { StandIn.isAsked($0.standIn, before: $1.standIn) }
  }

  func current(on day: CivilDay) -> [Term] { terms.filter { $0.tenure.holds(on: day) } }
}

/// Reads for the staff lists.
struct PostViews: Sendable {
  let directory: PostDirectory
  let people: PersonRecords
  let desk: PostDesk

  func view(_ id: PostID, to caller: Caller, at now: Moment, words: Words, in session: any Session) throws -> PostView {
    let records = PostRecords()
    let post: Post = try records.visible(id, to: caller, in: session)
    guard let option = try directory.options([id], at: now, words: words, in: session)[id] else { throw Refusal.absent }
    let terms: [PostView.Term] = try records.tenures(of: id, in: session).compactMap { tenure in
      try people.person(tenure.person, in: session).map { PostView.Term(person: $0, tenure: tenure) }
    }
    let standIns: [(person: Person, standIn: StandIn)] = try TenureRecords().standIns(of: id, in: session).compactMap { standIn in
      try people.person(standIn.person, in: session).map { ($0, standIn) }
    }
    let organisation: Organisation? = try post.organisation.flatMap { try OrganisationRecords().organisation($0, in: session) }
    let successor: PostID? = try records.successor(of: id, in: session)
    let named: [PostID: PostOption] = try directory.options(Set([successor].compactMap(\.self)), at: now, words: words, in: session)
    return PostView(
      post: post, option: option, organisation: organisation?.name(words), terms: terms, standIns: standIns,
      loads: try desk.followers.flatMap { try $0.load(of: id, in: session) }.filter { $0.count > 0 }, successor: successor.flatMap { named[$0] },
      mayManage: try desk.mayKeep(post, caller, in: session))
  }
}
