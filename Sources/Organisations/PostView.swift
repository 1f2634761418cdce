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
  /// Whether this caller sees telephones in clear.
  let showsPhones: Bool
}

/// Reads for the staff lists.
struct PostViews: Sendable {
  let directory: PostDirectory
  let people: PersonRecords

  func view(_ id: PostID, to caller: Caller, at now: Moment, words: Words, in session: any Session) throws -> PostView {
    let records = PostRecords()
    let post: Post = try records.visible(id, to: caller, in: session)
    guard let option = try directory.options([id], at: now, words: words, in: session)[id] else { throw Refusal.absent }
    let terms: [PostView.Term] = try records.tenures(of: id, in: session).compactMap { tenure in
      try people.person(tenure.person, in: session).map { PostView.Term(person: $0, tenure: tenure) }
    }
    let organisation: Organisation? = try post.organisation.flatMap { try OrganisationRecords().organisation($0, in: session) }
    return PostView(
      post: post, option: option, organisation: organisation?.name(words), terms: terms,
      showsPhones: caller.policy(for: .peopleManage).allows(place: post.place, organisation: post.organisation, post: id))
  }
}
