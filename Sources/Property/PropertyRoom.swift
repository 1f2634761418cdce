public import Ground
public import Organisations
public import Places
public import SQL
public import Web

extension AreaSubject {
  static let propertyEntries = AreaSubject("property_entries")
}

/// What is kept about the management of estates: who stands there together, recognitions, filings, fees, facilities, and where it all stands.
public struct PropertyRoom: Sendable {
  let database: any Database
  let profile: CityProfile
  let ids: IdentifierMaker
  let timepiece: Timepiece
  let structures: StructureKeeper
  let desk: PropertyDesk
  let governance: GovernanceDesk
  let bodies: BodyDesk

  public init(database: any Database, profile: CityProfile, ids: IdentifierMaker, timepiece: Timepiece, organisations: OrganisationsRoom) {
    self.database = database
    self.profile = profile
    self.ids = ids
    self.timepiece = timepiece
    structures = organisations.structures
    desk = PropertyDesk(profile: profile, ids: ids, timepiece: timepiece)
    governance = GovernanceDesk(profile: profile, people: PersonRecords(seal: organisations.seal))
    bodies = BodyDesk(profile: profile, ids: ids, timepiece: timepiece)
  }

  /// Entries go where their area goes.
  public static let areaFollowers: [any AreaFollower] = [
    AreaTableFollower(.propertyEntries, table: "property_entry", hasVersion: true)
  ]

  public var routes: [Route] { profile.property.registers.isEmpty ? [] : [overviewRoute] + entryRoutes + governanceRoutes }

  func today(_ visit: Visit) -> CivilDay { profile.calendar.localDay(visit.now) }
}
