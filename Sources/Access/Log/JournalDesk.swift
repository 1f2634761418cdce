import Ground
import Organisations
import Places
import SQL

/// An entry as it is read: with names for ids.
struct JournalLine: Sendable {
  /// What changed: the key of the fact, what it was and what it became.
  struct Fact: Sendable {
    let key: String
    let was: String?
    let became: String?
  }

  let entry: JournalEntry
  /// What it was done to, where that has a name.
  let thing: String?
  let facts: [Fact]
  /// Empty for the machine and for residents.
  let person: String
  /// The post under which it was done.
  let post: String?
  let isSealed: Bool
}

/// Reads the journal for whoever may, within his places. What lies at no place belongs to the city as a whole.
struct JournalDesk: Sendable {
  let organisations: OrganisationsRoom
  let profile: CityProfile
  let scope: AccountScope

  init(_ room: AccessRoom) {
    organisations = room.organisations
    profile = room.profile
    scope = room.scope
  }

  /// - Throws: ``Refusal`` `.invalid` for an account or an area that is not there.
  func page(
    _ filter: JournalFilter, by caller: Caller, before: JournalEntryID?, limit: Int, at now: Moment, words: Words, in session: any Session
  ) throws -> [JournalLine] {
    let policy: Policy = caller.policy(for: .journalRead)
    let found = try JournalRecords.page(
      wanted(filter, in: session), within: policy, withPlaceless: scope.coversCity(policy), before: before, limit: limit, in: session)
    return try named(found, at: now, words, in: session)
  }

  private func wanted(_ filter: JournalFilter, in session: any Session) throws -> JournalRecords.Wanted {
    let account: AccountID? = try filter.account.map { name in
      guard let found = try AccountRecords().account(named: name, in: session) else {
        throw Refusal.invalid([FieldProblem("account", "access.journal.no_account")])
      }
      return found.id
    }
    let range: PlaceRange? = try filter.area.map { code in
      guard let found = PlaceRange(code: code) else { throw Refusal.invalid([FieldProblem("area", "access.journal.no_area")]) }
      return found
    }
    return JournalRecords.Wanted(
      verb: filter.verb, account: account, range: range, from: filter.from.map { profile.calendar.start(of: $0) },
      until: filter.to.map { profile.calendar.start(of: $0.adding(days: 1)) }, subject: filter.subject, id: filter.id)
  }

  private func named(
    _ found: [(entry: JournalEntry, isSealed: Bool)], at now: Moment, _ words: Words, in session: any Session
  ) throws -> [JournalLine] {
    let entries: [JournalEntry] = found.map(\.entry)
    let names = JournalNames(
      people: try PersonRecords(seal: organisations.seal).names(Set(entries.flatMap(JournalNames.people)), in: session),
      posts: try organisations.directory.options(Set(entries.flatMap(JournalNames.posts)), at: now, words: words, in: session),
      accounts: try AccountRecords().names(Set(entries.filter { $0.subject == "account" }.map { AccountID($0.subjectID) }), in: session),
      areas: try AreaRecords().find(entries.filter { $0.subject == "area" }.map { AreaID($0.subjectID) }, in: session))
    return found.map { line in
      let post: PostOption? = line.entry.acting.flatMap { names.posts[$0] }
      return JournalLine(
        entry: line.entry, thing: names.thing(line.entry, words), facts: names.facts(line.entry, words),
        person: line.entry.person.flatMap { names.people[$0] } ?? "", post: post?.standing(words, joint: words("access.why.joint")),
        isSealed: line.isSealed)
    }
  }
}
