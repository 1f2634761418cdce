public import Ground
public import Organisations
public import Places
public import SQL
public import Web

extension AreaSubject {
  static let careers = AreaSubject("careers")
  static let filings = AreaSubject("filings")
}

/// What the offices keep about those who serve: filing of secretaries, reserve pools, mentoring, skills, grades, training, delegates.
public struct CareersRoom: Sendable {
  let database: any Database
  let profile: CityProfile
  let ids: IdentifierMaker
  let timepiece: Timepiece
  let organisations: OrganisationsRoom
  let desk: CareerDesk
  let filings: FilingDesk

  public init(database: any Database, profile: CityProfile, ids: IdentifierMaker, timepiece: Timepiece, organisations: OrganisationsRoom) {
    self.database = database
    self.profile = profile
    self.ids = ids
    self.timepiece = timepiece
    self.organisations = organisations
    desk = CareerDesk(profile: profile, ids: ids, timepiece: timepiece)
    filings = FilingDesk(profile: profile, ids: ids, timepiece: timepiece)
  }

  /// Entries and filings go where their area goes.
  public static let areaFollowers: [any AreaFollower] = [
    AreaTableFollower(.careers, table: "career_entry", hasVersion: true),
    AreaTableFollower(.filings, table: "career_filing", hasVersion: true),
  ]

  public var routes: [Route] {
    profile.careers.registers.isEmpty ? [] : overviewRoutes + entryRoutes + (profile.careers.filing == nil ? [] : filingRoutes)
  }

  var people: PersonRecords { PersonRecords(seal: organisations.seal) }
  func today(_ visit: Visit) -> CivilDay { profile.calendar.localDay(visit.now) }
}
