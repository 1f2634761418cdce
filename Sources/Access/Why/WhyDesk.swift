import Ground
import Matters
import Organisations
import Places
import SQL

/// What is asked: whom, what, and about which thing.
struct WhyQuestion: Sendable {
  /// A sign-in name; nil asks about oneself.
  var account: String?
  var permission: Permission
  /// A matter's number, an area's code or id, a post's or an organisation's id.
  var thing: (kind: WhyTarget.Kind, text: String)?
}

/// The question answered, with the names that the sentences need.
struct WhyView: Sendable {
  let question: WhyQuestion
  let file: AccountFile
  let isOneself: Bool
  /// nil when nothing was named, or when what was named is not there for whoever asks.
  let target: WhyTarget?
  /// nil when something was named that is not there for whoever asks: absent and forbidden look alike.
  let answer: WhyAnswer?
  let posts: [PostID: PostOption]
  let organisations: [OrganisationID: String]
}

struct WhyDesk: Sendable {
  let callers: CallerRecords
  let directory: PostDirectory
  let scope: AccountScope
  let profile: CityProfile

  /// - Throws: ``Refusal`` `.absent` when there is no such account, or the caller may not ask about it.
  func answer(_ question: WhyQuestion, by caller: Caller, at now: Moment, words: Words, in session: any Session) throws -> WhyView {
    let (file, book) = try subject(question.account, by: caller, at: now, in: session)
    let target: WhyTarget? = try question.thing.flatMap { try self.target($0.kind, $0.text, words, now, in: session) }
    let seen: WhyTarget? = target.flatMap { isKnown($0, to: caller) ? $0 : nil }
    let isHidden: Bool = question.thing != nil && seen == nil
    let day: CivilDay = profile.calendar.localDay(now)
    let answer: WhyAnswer? = isHidden ? nil : WhyAnswer(file, book, on: day, question.permission, seen)
    return WhyView(
      question: question, file: file, isOneself: file.account == caller.account, target: seen, answer: answer,
      posts: try directory.options(Set(file.seats.map(\.post)), at: now, words: words, in: session),
      organisations: try OrganisationRecords().names(Set(file.seats.compactMap(\.organisation)), words: words, in: session))
  }

  private func subject(_ name: String?, by caller: Caller, at now: Moment, in session: any Session) throws -> (AccountFile, RoleBook) {
    guard let own = caller.account else { throw Refusal(.signInNeeded) }
    let account: AccountID = try name.flatMap { try AccountRecords().account(named: $0, in: session)?.id } ?? (name == nil ? own : AccountID(0))
    if account != own {
      guard try scope.reaches(account, by: caller.policy(for: .accessExplain), at: now, in: session) else { throw Refusal.absent }
    }
    guard let found = try callers.file(account, at: now, in: session) else { throw Refusal.absent }
    return (found.file, found.book)
  }

  /// Whether whoever asks may know that the thing is there: who explains within his places, everybody what he can read himself.
  private func isKnown(_ target: WhyTarget, to caller: Caller) -> Bool {
    target.isAllowed(by: caller.policy(for: .accessExplain)) || target.isAllowed(by: caller.policy(for: target.kind.reading))
  }

  // MARK: The thing

  private func target(
    _ kind: WhyTarget.Kind, _ text: String, _ words: Words, _ now: Moment, in session: any Session
  ) throws -> WhyTarget? {
    switch kind {
    case .matter: try matter(text, words, in: session)
    case .area: try area(text, in: session)
    case .post: try post(text, words, now, in: session)
    case .organisation: try organisation(text, words, in: session)
    }
  }

  private func matter(_ text: String, _ words: Words, in session: any Session) throws -> WhyTarget? {
    guard let found = try MatterWhereabouts.find(text, in: session) else { return nil }
    return WhyTarget(
      kind: .matter, name: words("access.why.matter", ["number": found.number.description]), home: try home(found.area, in: session),
      place: found.place, organisation: found.organisation, post: found.post)
  }

  private func area(_ text: String, in session: any Session) throws -> WhyTarget? {
    let byCode: Area? = try AreaRecords().find(code: text, in: session)
    guard let area = try byCode ?? AreaID(text).flatMap({ try AreaRecords().find($0, in: session) }) else { return nil }
    return WhyTarget(kind: .area, name: area.name, home: area.name, place: area.place)
  }

  private func post(_ text: String, _ words: Words, _ now: Moment, in session: any Session) throws -> WhyTarget? {
    guard let id = PostID(text), let post = try PostRecords().post(id, in: session),
      let option = try directory.options([id], at: now, words: words, in: session)[id]
    else { return nil }
    return WhyTarget(kind: .post, name: option.title, home: option.home, place: post.place, organisation: post.organisation, post: id)
  }

  private func organisation(_ text: String, _ words: Words, in session: any Session) throws -> WhyTarget? {
    guard let id = OrganisationID(text), let found = try OrganisationRecords().organisation(id, in: session) else { return nil }
    return WhyTarget(
      kind: .organisation, name: found.name(words), home: try home(found.area, in: session), place: found.place, organisation: id)
  }

  private func home(_ area: AreaID, in session: any Session) throws -> String { try AreaRecords().find(area, in: session)?.name ?? "" }
}

extension WhyTarget.Kind {
  /// The permission that reading one asks for, and what is asked about unless something else is said.
  var reading: Permission {
    switch self {
    case .matter: .matterRead
    case .area: .areaRead
    case .post: .peopleRead
    case .organisation: .organisationRead
    }
  }
}
