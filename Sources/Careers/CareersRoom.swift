public import Ground
public import SQL
public import Web

/// What the offices keep about those who serve: filing of secretaries, reserve pools, mentoring, skills, grades, training, delegates.
public struct CareersRoom: Sendable {
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
