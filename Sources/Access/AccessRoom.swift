public import Ground
public import Organisations
public import SQL
public import Web

/// Who may do what, and why: roles and their edits, the three administrators, accounts, second factors, the journal to read.
public struct AccessRoom: Sendable {
  let database: any Database
  let profile: CityProfile
  let ids: IdentifierMaker
  let timepiece: Timepiece
  let organisations: OrganisationsRoom
  let journal: Journal
  let duties: DutyGuard
  let scope: AccountScope
  /// The heads of the journal as they were published outside the database.
  let heads: @Sendable () throws -> [JournalHead]

  public init(
    database: any Database, profile: CityProfile, ids: IdentifierMaker, timepiece: Timepiece, organisations: OrganisationsRoom,
    heads: @escaping @Sendable () throws -> [JournalHead] = { [] }
  ) {
    self.database = database
    self.profile = profile
    self.ids = ids
    self.timepiece = timepiece
    self.organisations = organisations
    self.heads = heads
    journal = Journal(ids: ids, timepiece: timepiece)
    duties = DutyGuard(profile: profile, books: organisations.books)
    scope = AccountScope(profile: profile)
  }

  public var routes: [Route] { [explainAccess, readJournal, showSeparation] + secondFactorRoutes + accountRoutes + roleRoutes }
}
