public import Ground
public import Organisations
public import Places
public import SQL

/// Alliances, pairs, agreements and visits of a demo city, made from its areas, organisations and the people in their posts.
public struct AlliancesDemo: Sendable {
  private let profile: CityProfile
  private let seal: PersonSeal
  private let posts: PostDesk
  private let ids: IdentifierMaker
  private let timepiece: Timepiece

  public init(profile: CityProfile, organisations: OrganisationsRoom, ids: IdentifierMaker, timepiece: Timepiece) {
    self.profile = profile
    seal = organisations.seal
    posts = organisations.posts
    self.ids = ids
    self.timepiece = timepiece
  }

  /// As the Jilin programme reports: 358 alliances; a town has a handful. A few communities are left without.
  private static let most: Int = 358

  /// Writes them; meant for `Database.load`, after places and staff.
  /// - Returns: how many alliances there are.
  @discardableResult public func save(_ places: DemoPlaces, _ staff: DemoStaff, in session: any Session) throws -> Int {
    let hands = AllianceDemoHands(staff: staff, on: profile.calendar.localDay(timepiece.now()))
    let desk = AllianceDesk(profile: profile, ids: ids, timepiece: timepiece, seal: seal, posts: posts)
    let caller: Caller = caller(places, staff)
    let bodies = AllianceDemoBodies(profile: profile, desk: desk, hands: hands, caller: caller)
    let level: String? = profile.postType(profile.alliances.visitor)?.level
    guard let kind = profile.alliances.kinds.first(where: { $0.level == level }) ?? profile.alliances.kinds.first,
      let subdistrict = PlaceRange(code: profile.demo.subdistrict)
    else { return 0 }
    let areas: [Area] = places.tree.at(level: kind.level)
    let home: [Area] = areas.filter { subdistrict.contains($0.range) }
    let chosen: [Area] = Array((home.dropLast() + areas.filter { !subdistrict.contains($0.range) }).prefix(Self.most))
    for area in chosen { try bodies.found(kind, area, in: session) }
    if let upper = profile.alliances.kinds.first(where: { $0.level != kind.level }) {
      for area in places.tree.at(level: upper.level) where area.range == subdistrict { try bodies.found(upper, area, in: session) }
    }
    let ties = AllianceDemoTies(profile: profile, ids: ids, timepiece: timepiece, hands: hands, caller: caller)
    try ties.save(home, in: session)
    if let area = places.tree.areas.first(where: { $0.range == subdistrict }) { try ties.saveVisits(area, in: session) }
    return chosen.count
  }

  /// The demo does what it does by the same desks as everybody, so somebody must be allowed to.
  private func caller(_ places: DemoPlaces, _ staff: DemoStaff) -> Caller {
    guard let city = places.tree.areas.min(by: { $0.code.count < $1.code.count }), let post = staff.posts.first else {
      return .system(request: "demo")
    }
    let holding = Holding(
      post: post.id, title: "", area: city.id, range: city.range, organisation: nil, permissions: [.allianceRead, .allianceManage])
    return Caller(account: nil, person: nil, name: "lianzhi", holdings: [holding], request: "demo")
  }
}

/// Who is where in the demo: organisations around a place, and who holds which post.
struct AllianceDemoHands: Sendable {
  let organisations: [Organisation]
  private let seats: [OrganisationID: PersonID]
  private let areas: [AreaID: [String: PersonID]]
  let today: CivilDay

  init(staff: DemoStaff, on today: CivilDay) {
    self.today = today
    organisations = staff.organisations
    let holders: [PostID: PersonID] = Dictionary(
      staff.tenures.filter { $0.holds(on: today) }.map { ($0.post, $0.person) }, uniquingKeysWith: { first, _ in first })
    var seats: [OrganisationID: PersonID] = [:]
    var areas: [AreaID: [String: PersonID]] = [:]
    for post in staff.posts where post.building == nil {
      guard let person = holders[post.id] else { continue }
      if let organisation = post.organisation { seats[organisation] = person } else { areas[post.area, default: [:]][post.type] = person }
    }
    self.seats = seats
    self.areas = areas
  }

  func person(of organisation: OrganisationID) -> PersonID? { seats[organisation] }
  func person(at area: AreaID, _ type: String) -> PersonID? { areas[area]?[type] }

  /// Those responsible for a place, with somebody in their seat, the nearest first; a different handful for every place.
  func around(_ area: Area, count: Int) -> [Organisation] {
    let near: [Organisation] = organisations.filter { $0.range.contains(area.range) && seats[$0.id] != nil }
      .sorted { ($1.range.first, $0.id) < ($0.range.first, $1.id) }
    guard near.count > count else { return near }
    let shift: Int = Int(area.place.number / 1000 % Int64(near.count - 1))
    let rest: [Organisation] = Array(near.dropFirst())
    return Array(near.prefix(1)) + (0..<count - 1).map { rest[($0 + shift) % rest.count] }
  }

  /// Somebody from another district.
  func elsewhere(than range: PlaceRange) -> Organisation? {
    organisations.first { !range.contains($0.place) && !$0.range.contains(range) && seats[$0.id] != nil }
  }
}
