public import Ground
public import SQL
public import Web

/// How estates are governed: management modes, owners' committees, property companies, awards. Registers, not votes.
public struct PropertyRoom: Sendable {
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
