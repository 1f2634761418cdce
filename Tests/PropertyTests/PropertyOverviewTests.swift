import Ground
import SQL
import Testing
import Testkit
import Web

@testable import Organisations
@testable import Places
@testable import Property

@Suite("Where estates stand") struct PropertyOverviewTests {
  private static let today: CivilDay = PropertyTown.today

  private func overview(_ town: PropertyTown, in session: any Session) throws -> PropertyOverview {
    try PropertyOverviewRecords(
      profile: town.profile, policy: town.district.policy(for: .propertyRead), within: nil, structures: StructureKeeper(), day: Self.today
    ).overview(in: session)
  }

  @Test("石嘴山: 87 committees at 189 estates are 46 percent, and half of their members are Party members", arguments: EngineKind.allCases)
  func committees(_ engine: EngineKind) async throws {
    try await withProperty(engine, city: "shizuishan") { town in
      try await town.database.write { session in
        guard let area = try AreaRecords().find(town.communities[0], in: session) else { throw Missing() }
        for index in 0..<(189 - 4) {
          let estate = Estate(id: town.ids.next(), name: "小区甲\(index)", area: area.id, place: area.place)
          try EstateRecords().insert(estate, in: session)
          guard index < 87 else { continue }
          let committee = Organisation(
            id: town.ids.next(), kind: "owners_committee", name: "业委会\(index)", area: area.id, range: area.range,
            validFrom: Self.today.adding(days: -90))
          try OrganisationRecords().insert(committee, in: session)
          try town.bind(committee, to: estate, on: -30, in: session)
          var draft = try town.draft("owners_committee", "founding", .body(committee.id), from: -30)
          draft.facts.members = .init(all: 6, party: index.isMultiple(of: 2) ? 4 : index == 85 ? 0 : 2)
          _ = try town.desk.enter(draft, by: town.street, in: session)
        }
        let view: PropertyOverview = try overview(town, in: session)
        let committees: Int = view.kinds.first { $0.kind == "owners_committee" }?.count ?? 0
        #expect(committees == 87 && view.estates == 189)
        #expect(Share(committees, of: view.estates).text == "46.0%")
        let register = try #require(view.registers.first { $0.register.id == "owners_committee" })
        #expect(register.total == 87)
        #expect(register.people?.all == 522 && register.people?.party == 260 && register.people?.half == 44)
      }
    }
  }

  @Test("吉林: the rate of a year is its sums divided, the first year is the baseline: 70 % became 97 %", arguments: EngineKind.allCases)
  func fees(_ engine: EngineKind) async throws {
    try await withProperty(engine) { town in
      try await town.database.write { session in
        // Two estates, one ten times as large: the mean of their rates would be another number.
        let periods: [(estate: Int, year: Int, due: Int64, collected: Int64)] = [
          (0, 2024, 1_000_000, 680_000), (1, 2024, 100_000, 90_000), (0, 2025, 1_000_000, 969_000), (1, 2025, 100_000, 98_000),
        ]
        for period in periods {
          var draft = try town.draft("fee", "property_fee", .estate(town.estates[period.estate].id))
          draft.from = CivilDay(year: period.year, month: 1, day: 1)
          draft.until = CivilDay(year: period.year + 1, month: 1, day: 1)
          draft.facts.fees = .init(due: period.due, collected: period.collected)
          _ = try town.desk.enter(draft, by: town.street, in: session)
        }
        let years: [PropertyOverview.Year] = try overview(town, in: session).years
        #expect(years.map(\.year) == [2024, 2025] && years.map(\.count) == [2, 2])
        #expect(years.map(\.share.text) == ["70.0%", "97.0%"])
      }
    }
  }

  @Test("every figure of a random town is the length of the list behind it", arguments: EngineKind.allCases)
  func figures(_ engine: EngineKind) async throws {
    for seed: UInt64 in [71, 72, 73, 74] {
      try await withProperty(engine) { town in
        try await town.database.write { session in
          try fill(town, seed, in: session)
          try compare(town, try overview(town, in: session), seed, in: session)
        }
      }
    }
  }

  private func fill(_ town: PropertyTown, _ seed: UInt64, in session: any Session) throws {
    var generator = SeededGenerator(seed: seed)
    for (index, estate) in town.estates.prefix(4).enumerated() {
      if let mode = town.profile.housing.modes.randomElement(using: &generator) {
        try EstateRecords().setMode(mode.id, of: estate.id, from: Self.today.adding(days: Int.random(in: -9...3, using: &generator)), in: session)
      }
      for kind in ["property_company", "owners_committee"] where Bool.random(using: &generator) {
        try town.bind(try town.body(kind, index / 2), to: estate, on: Int.random(in: -20...5, using: &generator), in: session)
      }
      for level in ["province", "city"] where Bool.random(using: &generator) {
        var draft = try town.draft("recognition", "demonstration", .estate(estate.id), from: Int.random(in: -20...5, using: &generator))
        draft.facts.level = level
        _ = try town.desk.enter(draft, by: town.street, in: session)
      }
      var standard = try town.draft("standardised", "standardised", .estate(estate.id), from: -3)
      let checks: [String] = try town.register("standardised").checks
      standard.facts.checks = Set(Bool.random(using: &generator) ? checks : checks.filter { _ in Bool.random(using: &generator) })
      _ = try town.desk.enter(standard, by: town.street, in: session)
    }
  }

  private func compare(_ town: PropertyTown, _ view: PropertyOverview, _ seed: UInt64, in session: any Session) throws {
    let policy: Policy = town.district.policy(for: .propertyRead)
    func estates(_ narrow: (inout GovernanceFilter) -> Void) throws -> Int {
      var filter = GovernanceFilter()
      narrow(&filter)
      return try GovernanceRecords(profile: town.profile).list(filter, of: policy, on: Self.today, after: nil, limit: 99, in: session).count
    }
    for kind in view.kinds {
      #expect(try estates { $0.kind = kind.kind } == kind.count, "seed \(seed), \(kind.kind)")
      let without: Int = try estates {
        $0.kind = kind.kind
        $0.hasKind = false
      }
      #expect(without == view.estates - kind.count, "seed \(seed), \(kind.kind)")
    }
    for line in view.missing { #expect(try estates { $0.missing = line.party } == line.count, "seed \(seed), \(line.party)") }
    for line in view.modes { #expect(try estates { $0.estates.mode = line.mode } == line.count, "seed \(seed), \(line.mode)") }
    #expect(try estates { $0.isNobody = true } == view.nobody, "seed \(seed)")
    for register in view.registers {
      var filter = PropertyFilter(register.register)
      for line in register.lines {
        (filter.item, filter.level) = (line.item, line.level)
        let rows = try town.desk.records.list(filter, of: policy, on: Self.today, after: nil, limit: 99, in: session)
        #expect(rows.count == line.count, "seed \(seed), \(register.register.id)")
      }
      guard let complete = register.complete else { continue }
      (filter.item, filter.level, filter.isComplete) = (nil, nil, true)
      let rows = try town.desk.records.list(filter, of: policy, on: Self.today, after: nil, limit: 99, in: session)
      #expect(rows.count == complete, "seed \(seed), \(register.register.id)")
      #expect(rows.allSatisfy { $0.facts.checks.isSuperset(of: register.register.checks) }, "seed \(seed)")
    }
  }

  @Test("a community moves away: on the areas of the day before every figure is what it was", arguments: EngineKind.allCases)
  func asItWas(_ engine: EngineKind) async throws {
    try await withProperty(engine) { town in
      try await town.database.write { session in
        try fill(town, 6, in: session)
        let street: Area = try unwrap(try AreaRecords().find(code: "220211004", in: session))
        let other: Area = try unwrap(try AreaRecords().find(code: "220211005", in: session))
        let before: [UInt8] = try told(Within(street), town, in: session)
        let followers = PlacesRoom.areaFollowers + OrganisationsRoom.areaFollowers + PropertyRoom.areaFollowers
        let changes = AreaChangeDesk(profile: town.profile, ids: town.ids, timepiece: town.clock.timepiece, followers: followers)
        let move = AreaCommand.move(town.communities[0], to: other.id, code: nil)
        _ = try changes.decide(move, on: Self.today, reason: nil, expecting: nil, by: try boss(), in: session)
        let keeper = StructureKeeper()
        let now: Within = Within(try unwrap(try AreaRecords().find(code: "220211004", in: session)))
        #expect(try told(now, town, in: session) != before)
        #expect(try told(try keeper.within(street.id, on: Self.today.adding(days: -1), in: session), town, in: session) == before)
        #expect(try told(try keeper.within(street.id, on: Self.today, in: session), town, in: session) == told(now, town, in: session))
        let nothing: PropertyOverview = try view(try keeper.within(other.id, on: Self.today.adding(days: -1), in: session), town, in: session)
        #expect(nothing.estates == 0 && nothing.below.isEmpty)
      }
    }
  }

  /// Somebody who may do everything everywhere.
  private func boss() throws -> Caller {
    guard let city = AreaID("2202"), let range = PlaceRange(code: "2202") else { throw Missing() }
    let holding = Holding(post: PostID(1), title: "", area: city, range: range, organisation: nil, permissions: Set(Permission.allCases))
    return Caller(account: AccountID(1), person: PersonID(1), name: "", holdings: [holding], request: "test")
  }

  private func view(_ within: Within, _ town: PropertyTown, in session: any Session) throws -> PropertyOverview {
    try PropertyOverviewRecords(
      profile: town.profile, policy: town.district.policy(for: .propertyRead), within: within, structures: StructureKeeper(), day: Self.today
    ).overview(in: session)
  }

  private func told(_ within: Within, _ town: PropertyTown, in session: any Session) throws -> [UInt8] {
    var json = JSONWriter()
    PropertyOverviewJSON.write(try view(within, town, in: session), &json)
    return json.bytes
  }

  private func unwrap(_ area: Area?) throws -> Area {
    guard let area else { throw Missing() }
    return area
  }

  @Test("the areas below add up to the area", arguments: EngineKind.allCases)
  func below(_ engine: EngineKind) async throws {
    try await withProperty(engine) { town in
      try await town.database.write { session in
        try fill(town, 5, in: session)
        guard let area = try AreaRecords().find(code: "220211004", in: session) else { throw Missing() }
        let view: PropertyOverview = try PropertyOverviewRecords(
          profile: town.profile, policy: town.street.policy(for: .propertyRead), within: Within(area), structures: StructureKeeper(),
          day: Self.today
        ).overview(in: session)
        #expect(view.below.map(\.area) == Array(town.communities.prefix(2)))
        #expect(view.below.map(\.estates).reduce(0, +) == view.estates)
        for (index, kind) in view.kinds.enumerated() {
          #expect(view.below.map { $0.kinds[index] }.reduce(0, +) == kind.count, "\(kind.kind)")
        }
        #expect(view.below.map(\.nobody).reduce(0, +) == view.nobody)
      }
    }
  }
}
