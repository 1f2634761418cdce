public import Ground
public import Places
public import SQL

/// Who answers for this door, and since when?
public struct DoorDesk: Sendable {
  private let profile: CityProfile
  private let records: DoorRecords

  public init(profile: CityProfile, seal: PersonSeal) {
    self.profile = profile
    records = DoorRecords(seal: seal)
  }

  /// The door of a building, or of one of its units.
  /// - Throws: ``Refusal/absent`` when there was no such door on that day.
  public func door(
    _ id: BuildingID, unit: Int?, on day: CivilDay, today: CivilDay, by caller: Caller, in session: any Session
  ) throws -> Door {
    guard let building = try BuildingRecords().find(id, in: session), let grid = try BuildingRecords().grid(of: id, on: day, in: session)
    else { throw Refusal.absent }
    if day > today, try BuildingRecords().isOver(id, unit: unit, by: day, in: session) { throw Refusal.absent }
    if let unit {
      let units: [BuildingUnit] = try UnitRecords().units(of: id, in: session)
      guard units.contains(where: { $0.number == unit && $0.exists(on: day) }) else { throw Refusal.absent }
    }
    return try door(at: grid, building: building, unit: unit, on: day, today: today, by: caller, in: session)
  }

  /// The door of an area itself: a notice board.
  /// - Throws: ``Refusal/absent`` when there was no such area on that day.
  public func door(
    at area: AreaID, building: Building? = nil, unit: Int? = nil, on day: CivilDay, today: CivilDay, by caller: Caller, in session: any Session
  ) throws -> Door {
    let chain: [Area] = try records.chain(to: area, on: day, in: session)
    guard !chain.isEmpty else { throw Refusal.absent }
    let posts: [DoorPost] = try records.posts(
      types: profile.housing.answering.map(\.id), areas: chain.map(\.id), building: building?.id, unit: unit, on: day, isPast: day < today,
      in: session)
    let estate: Estate? = try building.flatMap { try EstateRecords().estate(of: $0, on: day, isAhead: day > today, in: session) }
    return Door(
      building: building, unit: unit, chain: chain, day: day, estate: estate,
      rungs: rungs(chain, building, unit, posts.map { faced($0, for: caller) }), venues: try venues(building, chain, day, in: session))
  }

  /// From the unit up; a rung for which the city has no post is left out.
  private func rungs(_ chain: [Area], _ building: Building?, _ unit: Int?, _ posts: [DoorPost]) -> [DoorRung] {
    var out: [DoorRung] = []
    if let building {
      if let unit { out.append(DoorRung(level: "unit", name: "\(unit)", posts: posts.filter { $0.building == building.id && $0.unit == unit })) }
      out.append(DoorRung(level: "building", name: building.name, posts: posts.filter { $0.building == building.id && $0.unit == nil }))
    }
    for area in chain.reversed() {
      out.append(DoorRung(level: area.level, name: area.name, posts: posts.filter { $0.area == area.id && $0.building == nil }))
    }
    let order: [String] = profile.housing.answering.map(\.id)
    return out.filter { hasPosts($0.level) }.map { rung in
      var sorted: DoorRung = rung
      sorted.posts.sort { ((order.firstIndex(of: $0.type) ?? 0), $0.id) < ((order.firstIndex(of: $1.type) ?? 0), $1.id) }
      return sorted
    }
  }

  private func hasPosts(_ level: String) -> Bool {
    profile.housing.answering.contains { profile.postType($0.id)?.level == level }
  }

  /// Names are for those who may read people there, and for everybody where the city hangs them up.
  private func faced(_ post: DoorPost, for caller: Caller) -> DoorPost {
    var out: DoorPost = post
    out.isOpen = caller.policy(for: .peopleRead).allows(place: post.place, post: post.id)
    let isPublic: Bool = profile.housing.answering.first { $0.id == post.type }?.shows == .name
    if !out.isOpen, !isPublic { out.holders = post.holders.map { .init(person: $0.person, name: nil, since: $0.since, isActing: $0.isActing) } }
    return out
  }

  /// Of the community and its neighbours in the subdistrict, the three nearest; for an area, its own.
  private func venues(_ building: Building?, _ chain: [Area], _ day: CivilDay, in session: any Session) throws -> [(venue: Venue, metres: Int)] {
    let records = VenueRecords()
    guard let building else {
      guard let area = chain.last else { return [] }
      return try records.list(VenueFilter(within: Within(area)), on: day, limit: 3, in: session).map { ($0, 0) }
    }
    let around: Area? = chain.dropLast().last ?? chain.last
    guard let around else { return [] }
    return try records.near(building.coordinates, within: around, on: day, most: 3, in: session)
  }
}
