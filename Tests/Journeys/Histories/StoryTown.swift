import Ground
import SQL
import Testkit

@testable import Alliances
@testable import Careers
@testable import Organisations
@testable import Places
@testable import Property
@testable import lianzhi

/// A few areas of a fresh house, with houses and people in them, and one of everything that a list can be narrowed to an area for.
struct StoryTown: Sendable {
  let open: OpenHouse

  private static let grids: [String] = ["220211004001001", "220211004001002", "220211004002001", "220211005001001"]
  private static let codes: [String] =
    ["2202", "220211", "220211004", "220211005", "220211004001", "220211004002", "220211005001"] + grids
  static let buildings: ClosedRange<Int64> = 1...8

  var house: House { open.house }
  var ids: IdentifierMaker { house.ids }
  var today: CivilDay { house.profile.calendar.localDay(open.clock.now) }
  var changes: AreaChangeDesk { house.places.changes }

  /// The id of an area that was there from the start is its code as a number.
  static func area(_ code: String) throws -> AreaID { try unwrap(AreaID(code)) }

  /// May do everything, everywhere.
  var boss: Caller {
    get throws {
      let holding = Holding(
        post: PostID(1), title: "", area: try Self.area("2202"), range: try unwrap(PlaceRange(code: "2202")), organisation: nil,
        permissions: Set(Permission.allCases))
      return Caller(account: AccountID(1), person: PersonID(1), name: "", holdings: [holding], request: "test")
    }
  }

  /// The areas that there are.
  func tree(in session: any Session) throws -> AreaTree {
    AreaTree(try AreaRecords().within(try unwrap(PlaceRange(code: "2202")), in: session))
  }

  func furnish(in session: any Session) throws {
    let pattern = AreaCode(levels: house.profile.levels)
    for code in Self.codes {
      let parent: AreaID? = try pattern.above(code).map(Self.area)
      let level: CityProfile.Level = try unwrap(pattern.level(of: code))
      try AreaRecords().insert(
        Area(id: try Self.area(code), code: code, level: level.id, name: code, parent: parent, range: try unwrap(PlaceRange(code: code))),
        in: session)
    }
    let tree: AreaTree = try tree(in: session)
    let round = VisitRound(
      id: Self.round, area: try Self.area("2202"), range: try unwrap(PlaceRange(code: "2202")), quarter: Quarter(today), covers: .every)
    try VisitRecords().insert(round, in: session)
    for community in tree.at(level: "community") {
      let own = VisitRound(id: ids.next(), area: community.id, range: community.range, quarter: Quarter(today), covers: .every)
      try VisitRecords().insert(own, in: session)
    }
    for area in tree.areas where area.parent != nil { try add(at: area, beside: try unwrap(tree.at(level: area.level).last), in: session) }
    try lead(tree, in: session)
    for id in Self.buildings { try build(id, in: try unwrap(tree[Self.area(Self.grids[Int(id) % 4])]), session) }
    try UnitRecords().settle(in: session)
  }

  /// A leader in every grid, and a body: its own in some, one that comes from the community in others.
  private func lead(_ tree: AreaTree, in session: any Session) throws {
    let grids: [Area] = try Self.grids.map { try unwrap(tree[Self.area($0)]) }
    for grid in grids { try post("grid_leader", at: grid, in: session) }
    for grid in grids.prefix(2) { _ = try organisation("party_branch_grid", at: grid, in: session) }
    for grid in grids.suffix(2) {
      let body: OrganisationID = try organisation("party_branch_grid", at: try unwrap(grid.parent.flatMap { tree[$0] }), in: session)
      try BodyRecords().insert(
        BodyBinding(id: ids.next(), organisation: body, area: grid.id, range: grid.range, validFrom: today), in: session)
    }
  }

  private func build(_ id: Int64, in grid: Area, _ session: any Session) throws {
    let point: Coordinates = try unwrap(Coordinates(longitude: 126.5 + Double(id) / 1000, latitude: 43.8))
    let building = Building(
      id: BuildingID(id), area: grid.id, place: grid.place, name: "松江路 \(id) 号楼", estate: nil, units: 2, coordinates: point)
    try BuildingRecords().insert(building, in: session)
    try post("building_chief", at: grid, building: building.id, in: session)
  }

  // MARK: One of everything

  private static let round = VisitRoundID(1)

  /// One of everything in an area.
  /// - Parameter other: where the other side of a pair is.
  func add(at area: Area, beside other: Area, in session: any Session) throws {
    let post: PostID = try post("secretary_community", at: area, in: session)
    let kind: CityProfile.OrganisationKind = try unwrap(house.profile.organisationKinds.first { $0.family == .government })
    let unit: OrganisationID = try organisation(kind.id, at: area, in: session)
    try EstateRecords().insert(Estate(id: ids.next(), name: "小区", area: area.id, place: area.place), in: session)
    try addVenue(at: area, in: session)
    try addAlliance(of: unit, at: area, in: session)
    try addPairs(unit, area, other, in: session)
    try VisitRecords().insert(
      SecretaryVisit(
        id: ids.next(), round: Self.round, pair: VisitPlan.Pair(secretary: post, unit: unit), place: area.place, goesOut: true, planned: today),
      in: session)
    try addEntries(at: area, in: session)
    try StreetPowerRecords().insert(
      StreetPower(id: ids.next(), kind: "x", title: "x", area: area.id, range: area.range, validFrom: today), in: session)
    try TerritorialRecords().insert(
      TerritorialDuty(id: ids.next(), title: "x", category: nil, area: area.id, range: area.range, lead: .named("x"), validFrom: today), in: session)
  }

  @discardableResult
  private func post(_ type: String, at area: Area, building: BuildingID? = nil, in session: any Session) throws -> PostID {
    let post = Post(id: ids.next(), type: type, area: area.id, range: area.range, building: building, validFrom: today)
    try PostRecords().insert(post, in: session)
    try PostRecords().insert(Tenure(post: post.id, person: try person(in: session), validFrom: today.adding(days: -30)), in: session)
    return post.id
  }

  func person(in session: any Session) throws -> PersonID {
    let person = Person(id: ids.next(), name: "某某")
    try PersonRecords(seal: house.organisations.seal).insert(person, in: session)
    return person.id
  }

  private func organisation(_ kind: String, at area: Area, in session: any Session) throws -> OrganisationID {
    let made = Organisation(id: ids.next(), kind: kind, name: "单位", area: area.id, range: area.range, validFrom: today)
    try OrganisationRecords().insert(made, in: session)
    return made.id
  }

  private func addVenue(at area: Area, in session: any Session) throws {
    let point: Coordinates = try unwrap(Coordinates(longitude: 126.5, latitude: 43.8))
    try VenueRecords().insert(
      Venue(id: ids.next(), kind: "x", name: "驿站", area: area.id, place: area.place, address: "松江路", coordinates: point), in: session)
  }

  private func addAlliance(of unit: OrganisationID, at area: Area, in session: any Session) throws {
    let kind: String = try unwrap(house.profile.alliances.kinds.first).id
    let id: OrganisationID = try organisation(kind, at: area, in: session)
    try AllianceRecords().insert(
      Alliance(id: id, kind: kind, area: area.id, place: area.place, validFrom: today, turnFrom: today, turnMonths: 3), in: session)
    let member = AllianceMember(id: ids.next(), alliance: id, organisation: unit, type: "x", validFrom: today)
    try MemberRecords().insert(member, in: session)
    let seat = Post(id: ids.next(), type: "x", area: area.id, range: area.range, organisation: id, validFrom: today)
    try PostRecords().insert(seat, in: session)
    try SeatRecords().insert(
      AllianceSeat(
        id: ids.next(), alliance: id, kind: .member, member: member.id, post: seat.id, person: try person(in: session), validFrom: today), in: session
    )
  }

  /// Pairs and agreements, of areas and of units: a unit names no area and yet lies in one.
  private func addPairs(_ unit: OrganisationID, _ area: Area, _ other: Area, in session: any Session) throws {
    for side in [PairParty.area(area.id), .organisation(unit)] {
      let parties: [PairParty] = [side, .area(other.id)]
      try PairRecords().insert(
        Pair(
          id: ids.next(), type: "x", campaign: "x", left: parties[0], right: parties[1], place: area.place, otherPlace: other.place, validFrom: today),
        in: session)
      try AgreementRecords().insert(
        Agreement(
          id: ids.next(), title: "x", place: area.place, validFrom: today, validUntil: today.adding(days: 90), terms: "x",
          parties: parties.map { Agreement.Party($0) }), in: session)
    }
  }

  private func addEntries(at area: Area, in session: any Session) throws {
    let register: CityProfile.CareerRegister = try unwrap(house.profile.careers.registers.first)
    try CareerEntryRecords().insert(
      CareerEntry(
        id: ids.next(), register: register.id, item: try unwrap(register.items.first).id, person: try person(in: session), area: area.id,
        place: area.place, validFrom: today), in: session)
    let book: CityProfile.PropertyRegister = try unwrap(house.profile.property.registers.first)
    try PropertyEntryRecords().insert(
      PropertyEntry(
        id: ids.next(), register: book.id, item: try unwrap(book.items.first), subject: .area(area.id), area: area.id, place: area.place,
        validFrom: today), in: session)
  }
}
