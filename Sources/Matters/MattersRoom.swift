public import Ground
public import Organisations
public import Pictures
public import Places
public import SQL
public import Vault
public import Web

/// Matters, ready to be served.
public struct MattersRoom: Sendable {
  public let desk: MatterDesk
  public let links: FollowLinks
  let database: any Database
  let profile: CityProfile
  let timepiece: Timepiece
  let candidates: DispatchCandidates
  let directory: PostDirectory
  let seal: PersonSeal
  let locator: GridLocator
  let structures: StructureKeeper
  let workshop: PhotoWorkshop
  let store: PhotoStore
  let queue: MatterQueue
  /// Rooms with something to say on the page of today.
  let reminding: [any Reminding]

  public init(
    database: any Database, profile: CityProfile, keys: KeyRing, ids: IdentifierMaker, timepiece: Timepiece, places: PlacesRoom,
    organisations: OrganisationsRoom, workshop: PhotoWorkshop, store: PhotoStore, reminding: [any Reminding] = []
  ) {
    self.database = database
    self.reminding = reminding
    self.profile = profile
    self.timepiece = timepiece
    candidates = organisations.candidates
    directory = organisations.directory
    seal = organisations.seal
    locator = places.locator
    structures = places.structures
    self.workshop = workshop
    self.store = store
    links = FollowLinks(keys: keys)
    queue = MatterQueue(calendar: profile.calendar)
    desk = MatterDesk(profile: profile, ids: ids, timepiece: timepiece, journal: Journal(ids: ids, timepiece: timepiece), keys: keys)
  }

  public var routes: [Route] { residentRoutes + staffRoutes }

  /// Deletes the contacts whose retention has ended. May be run at any time, by several processes at once.
  /// - Returns: how many were deleted.
  @discardableResult public func deleteEndedContacts() async throws -> Int {
    let now = timepiece.now()
    let reports = desk.reports
    return try await database.write { session in try reports.deleteContacts(endedBy: now, in: session) }
  }
}
