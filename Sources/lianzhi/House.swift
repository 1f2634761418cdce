import Access
import Alliances
import Careers
import Ground
import Markup
import Matters
import Organisations
import Pictures
import Places
import Property
import SQL
import Vault
import Web

/// The whole program, put together: the rooms over one database, for one city.
struct House: Sendable {
  let profile: CityProfile
  let cities: CityFolder
  let database: any Database
  let keys: KeyRing
  let timepiece: Timepiece
  let ids: IdentifierMaker
  let journal: Journal
  let hasher: PasswordHasher
  let photos: PhotoStore
  let workshop: PhotoWorkshop
  let places: PlacesRoom
  let organisations: OrganisationsRoom
  let careers: CareersRoom
  let alliances: AlliancesRoom
  let property: PropertyRoom
  let matters: MattersRoom
  let access: AccessRoom

  /// Every room's, in the order in which they stand on one another.
  static let migrations: [Migration] =
    JournalSchema.migrations + WebSchema.migrations + PlacesSchema.migrations + OrganisationsSchema.migrations
    + MatterSchema.migrations + CareersSchema.migrations + AlliancesSchema.migrations
    + PropertySchema.migrations

  /// - Parameter database: not necessarily migrated yet.
  init(
    profile: CityProfile, cities: CityFolder, database: any Database, keys: KeyRing, files: String, node: Int = 0,
    timepiece: Timepiece = .system, hasher: PasswordHasher = PasswordHasher()
  ) throws {
    self.profile = profile
    self.cities = cities
    self.database = database
    self.keys = keys
    self.timepiece = timepiece
    self.hasher = hasher
    ids = IdentifierMaker(node: node, timepiece: timepiece)
    journal = Journal(ids: ids, timepiece: timepiece)
    photos = PhotoStore(folder: files)
    workshop = PhotoWorkshop()
    let ground = PlacesRoom(database: database, profile: profile, ids: ids, timepiece: timepiece)
    let matterDesk = MatterDesk(profile: profile, ids: ids, timepiece: timepiece, journal: journal, keys: keys)
    let staff = OrganisationsRoom(
      database: database, profile: profile, keys: keys, passwords: try cities.passwordRules(), ids: ids, timepiece: timepiece, hasher: hasher,
      structures: ground.structures,
      postFollowers: [MatterPostFollower(desk: matterDesk)], facetRooms: [CareerFacets(profile: profile)])
    careers = CareersRoom(database: database, profile: profile, ids: ids, timepiece: timepiece, organisations: staff)
    alliances = AlliancesRoom(database: database, profile: profile, ids: ids, timepiece: timepiece, organisations: staff)
    organisations = staff.following([MatterBodyFollower(desk: matterDesk), alliances.bodyFollower])
    property = PropertyRoom(database: database, profile: profile, ids: ids, timepiece: timepiece, organisations: staff)
    matters = MattersRoom(
      database: database, profile: profile, keys: keys, ids: ids, timepiece: timepiece, places: ground, organisations: organisations,
      workshop: workshop, store: photos, reminding: [alliances.reminding])
    access = AccessRoom(database: database, profile: profile, ids: ids, timepiece: timepiece, organisations: organisations)
    // Whoever keeps something in areas moves along when they change.
    places = ground.following(
      OrganisationsRoom.areaFollowers + CareersRoom.areaFollowers + matters.areaFollowers + AlliancesRoom.areaFollowers
        + PropertyRoom.areaFollowers
    ).showing([organisations.estateAnswers, property.estateFacets]).housing([organisations.buildingTenant, matters.buildingTenant])
      .hosting([BodyEstateTenant(), PropertyTenant()])
  }

  var routes: [Route] {
    matters.routes + places.routes + organisations.routes + organisations.placeImportRoutes(places) + careers.routes + alliances.routes
      + property.routes + access.routes
  }

  /// The web side of it.
  func site(assets: String, settings: SiteSettings = SiteSettings(), log: RequestLog = .standardError) -> Site {
    let profile: CityProfile = profile
    let callers: CallerRecords = organisations.callers
    return Site(
      routes: routes, database: database, locales: profile.locales, words: { profile.words($0) }, timepiece: timepiece, keys: keys,
      identify: { session, account, now, request in try callers.caller(account, at: now, request: request, in: session) },
      menu: { words, caller in DeskMenu.entries(words, caller) }, hotline: profile.intake.hotline, assetFolders: [assets], settings: settings,
      log: log)
  }
}
