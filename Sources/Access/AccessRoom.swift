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

  public init(
    database: any Database, profile: CityProfile, ids: IdentifierMaker, timepiece: Timepiece, organisations: OrganisationsRoom
  ) {
    self.database = database
    self.profile = profile
    self.ids = ids
    self.timepiece = timepiece
    self.organisations = organisations
  }

  public var routes: [Route] { [] }
}
