public import Ground
public import SQL
public import Web

/// Alliances with members, seats and turns; pairs, agreements and mutual visits.
public struct AlliancesRoom: Sendable {
  let database: any Database
  let profile: CityProfile
  let ids: IdentifierMaker
  let timepiece: Timepiece

  public init(database: any Database, profile: CityProfile, ids: IdentifierMaker, timepiece: Timepiece) {
    self.database = database
    self.profile = profile
    self.ids = ids
    self.timepiece = timepiece
  }

  public var routes: [Route] { [] }
}
