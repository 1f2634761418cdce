import Ground
import Places
import SQL

/// An organisation with its posts, as far as the caller may read people.
struct OrganisationView: Sendable {
  let organisation: Organisation
  let name: String
  let areaName: String
  /// nil when people are out of the caller's reach.
  let posts: [PostOption]?
}

struct OrganisationDesk: Sendable {
  let directory: PostDirectory
  private let records: OrganisationRecords = OrganisationRecords()

  func view(_ id: OrganisationID, to caller: Caller, at now: Moment, words: Words, in session: any Session) throws -> OrganisationView {
    let organisation: Organisation = try records.visible(id, to: caller, in: session)
    let names: [AreaID: String] = try AreaRecords().names([organisation.area], in: session)
    let policy: Policy = caller.policy(for: .peopleRead)
    let posts: [PostOption]? =
      policy.isNothing
      ? nil
      : try directory.list(PostFilter(organisation: id), of: policy, after: nil, limit: 200, at: now, words: words, in: session)
    return OrganisationView(
      organisation: organisation, name: organisation.name(words), areaName: names[organisation.area] ?? "", posts: posts)
  }

  /// A page of organisations, each with its area's name.
  func list(
    _ filter: OrganisationFilter, to caller: Caller, on day: CivilDay, after cursor: StaffCursor?, limit: Int, words: Words,
    in session: any Session
  ) throws -> [(option: OrganisationOption, areaName: String)] {
    let found: [Organisation] = try records.list(
      filter, of: caller.policy(for: .organisationRead), on: day, after: cursor, limit: limit, in: session)
    let names: [AreaID: String] = try AreaRecords().names(Set(found.map(\.area)), in: session)
    return found.map { (OrganisationOption($0, words: words), names[$0.area] ?? "") }
  }
}
