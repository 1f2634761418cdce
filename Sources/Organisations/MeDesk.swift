import Ground
import SQL

struct MeDesk: Sendable {
  let directory: PostDirectory
  let callers: CallerRecords
  let calendar: WorkingCalendar

  func me(_ caller: Caller, at now: Moment, words: Words, in session: any Session) throws -> Me {
    guard let id = caller.account, let (file, book) = try callers.file(id, at: now, in: session) else { throw Refusal(.signInNeeded) }
    let posts: [PostID: PostOption] = try directory.options(Set(caller.holdings.map(\.post)), at: now, words: words, in: session)
    let organisations = Set(caller.holdings.compactMap(\.organisation))
    let names: [OrganisationID: String] = try OrganisationRecords().names(organisations, words: words, in: session)
    let reaches: [Me.Reach] = caller.holdings.compactMap { holding in
      guard let post = posts[holding.post] else { return nil }
      let permissions: [Permission] = Permission.allCases.filter { holding.permissions.contains($0) }
      return Me.Reach(post: post, organisation: holding.organisation.map { names[$0] ?? "" }, permissions: permissions)
    }
    return Me(
      account: file.name, person: caller.person, name: caller.name, reaches: reaches, hasTemporaryPassword: !file.proof.hasOwnPassword,
      hasSecondFactor: file.proof.hasSecondFactor, lacksSecondFactor: file.lacksSecondFactor(by: book, on: calendar.localDay(now)))
  }
}
