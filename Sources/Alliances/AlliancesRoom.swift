public import Ground
public import Organisations
import Places
public import SQL
public import Web

/// Alliances with members, seats and turns; pairs, agreements and mutual visits.
public struct AlliancesRoom: Sendable {
  let database: any Database
  let profile: CityProfile
  let timepiece: Timepiece
  let seal: PersonSeal
  let structures: StructureKeeper
  let desk: AllianceDesk

  public init(database: any Database, profile: CityProfile, ids: IdentifierMaker, timepiece: Timepiece, organisations: OrganisationsRoom) {
    self.database = database
    self.profile = profile
    self.timepiece = timepiece
    seal = organisations.seal
    structures = organisations.structures
    desk = AllianceDesk(profile: profile, ids: ids, timepiece: timepiece, seal: seal, posts: organisations.posts)
  }

  public var routes: [Route] {
    allianceRoutes + pairRoutes + agreementRoutes + roundRoutes + visitRoutes + [showVisitCoverage, listPairRegister, showTies]
  }

  var today: CivilDay { desk.today }

  /// What those who keep ties, and units, are told on their page of today.
  public var reminding: any Reminding { TieReminders(agreements: agreementDesk, seal: seal) }

  /// What becomes of memberships, pairs, agreements and visits when one of the units ends.
  public var bodyFollower: any BodyFollower { AllianceBodyFollower(alliances: desk, pairs: pairDesk, agreements: agreementDesk) }

  /// Carries the schedules of turns on where they come to an end, and hands on turns that somebody may no longer have. May be run at any
  /// time, by several processes at once.
  /// - Returns: how many were carried on or handed on.
  @discardableResult public func keepSchedules() async throws -> Int {
    let desk: AllianceDesk = desk
    return try await database.write { try desk.extendSchedules(in: $0) + desk.handOnTurns(in: $0) }
  }
}
