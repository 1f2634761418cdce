import Ground
import Places
import SQL
import Testing
import Testkit

@testable import Organisations

@Suite("Which links of the chain are there")
struct CompletenessTests {
  private let records: CompletenessRecords = CompletenessRecords()

  @Test("on random towns and days, each link's figures and lists equal a naive count, and the lists add up", arguments: EngineKind.allCases)
  func oracle(_ engine: EngineKind) async throws {
    let seed: UInt64 = 1_560
    for round in 0..<4 {
      try await withBodies(engine) { town, database in
        try await database.write { session in try run(town, seed &+ UInt64(round), in: session) }
      }
    }
  }

  private func run(_ town: BodyTown, _ seed: UInt64, in session: any Session) throws {
    var generator = SeededGenerator(seed: seed)
    let bodies: [Organisation] = try scatter(town, &generator, in: session)
    let bindings: [BodyBinding] = try bodies.flatMap { try BodyRecords().bindings(of: $0.id, in: session) }
    let areas: [Area] = try AreaRecords().tree(in: session).areas
    let policies: [Policy] = [
      try BodyTown.caller(at: "2202").policy(for: .organisationRead), try BodyTown.caller(at: "220211004").policy(for: .organisationRead),
    ]
    for link in town.town.profile.organisationRules.links where link.level != "building" {
      for offset in [-40, -5, 0, 17] {
        let day: CivilDay = BodyTown.today.adding(days: offset)
        for policy in policies {
          let wanted: [Area] = areas.filter { $0.level == link.level && policy.allows(place: $0.place) }
          let there: Set<AreaID> = CompletenessTests.covered(link, bodies, bindings, day)
          let lists: [LinkPart: [AreaID]] = try Dictionary(
            uniqueKeysWithValues: LinkPart.allCases.map { ($0, try walk(link, $0, policy, day, in: session)) })
          let coverage: LinkCoverage = try records.coverage(of: link, policy, within: nil, on: day, in: session)
          let about: Comment = "seed \(seed), \(link.id), day \(offset)"
          #expect(lists[.all] == wanted.map(\.id), about)
          #expect(lists[.covered] == wanted.map(\.id).filter(there.contains), about)
          #expect(coverage.covered == lists[.covered]?.count && coverage.missing == lists[.missing]?.count && coverage.total == wanted.count, about)
        }
      }
    }
    for offset in [-40, 0, 17] {
      let day: CivilDay = BodyTown.today.adding(days: offset)
      for policy in policies { try chains(town, areas, bodies, bindings, policy, day, "seed \(seed), day \(offset)", in: session) }
    }
  }

  /// Each chain lacks exactly the links that no body is, at the area above it or, side by side, at the area itself.
  private func chains(
    _ town: BodyTown, _ areas: [Area], _ bodies: [Organisation], _ bindings: [BodyBinding], _ policy: Policy, _ day: CivilDay, _ about: Comment,
    in session: any Session
  ) throws {
    let profile: CityProfile = town.town.profile
    for axis in CityProfile.OrganisationLink.Axis.allCases {
      let links = profile.organisationRules.links.filter { $0.axis == axis && $0.level != "building" }
      var expected: [AreaID: [String]] = [:]
      for area in areas where policy.allows(place: area.place) {
        let own = links.filter { axis == .vertical || $0.level == area.level }
        guard axis == .vertical ? area.level == "grid" : !own.isEmpty else { continue }
        expected[area.id] = own.filter { link in
          let there: Set<AreaID> = CompletenessTests.covered(link, bodies, bindings, day)
          return !areas.contains { $0.level == link.level && $0.range.contains(area.place) && there.contains($0.id) }
        }.map(\.id)
      }
      let records = ChainRecords(profile: profile, axis: axis, policy: policy, range: nil, day: day)
      let all: [LinkPlace] = try records.places(.all, after: nil, limit: 1000, in: session)
      let lacking = try records.lacking(Set(all.map(\.area)), in: session)
      #expect(Set(all.map(\.area)) == Set(expected.keys), about)
      for place in all {
        #expect((lacking[place.area] ?? []).map(\.id) == expected[place.area], about)
        #expect(place.isCovered == expected[place.area]?.isEmpty, about)
      }
      let broken: Int = expected.values.filter { !$0.isEmpty }.count
      #expect(try records.count(.missing, in: session) == broken && records.count(.all, in: session) == expected.count, about)
      #expect(try records.places(.missing, after: nil, limit: 1000, in: session).count == broken, about)
    }
  }

  /// Bodies of random kinds in random areas, with random days; some answer for a second area.
  private func scatter(_ town: BodyTown, _ generator: inout SeededGenerator, in session: any Session) throws -> [Organisation] {
    let areas: [Area] = try AreaRecords().tree(in: session).areas
    var out: [Organisation] = []
    for _ in 0..<60 {
      guard let kind = town.town.profile.organisationKinds.randomElement(using: &generator),
        let area = areas.filter({ kind.stands(at: $0.level) }).randomElement(using: &generator), let other = areas.randomElement(using: &generator)
      else { continue }
      let from: CivilDay = BodyTown.today.adding(days: Int.random(in: -60...20, using: &generator))
      let until: CivilDay? = Bool.random(using: &generator) ? from.adding(days: Int.random(in: 1...60, using: &generator)) : nil
      let body = Organisation(
        id: town.town.ids.next(), kind: kind.id, name: "x", area: area.id, range: area.range, validFrom: from, validUntil: until)
      try OrganisationRecords().insert(body, in: session)
      if Bool.random(using: &generator) {
        let binding = BodyBinding(
          id: town.town.ids.next(), organisation: body.id, area: other.id, range: other.range, validFrom: from.adding(days: 1), validUntil: nil)
        try BodyRecords().insert(binding, in: session)
      }
      out.append(body)
    }
    return out
  }

  private static func covered(
    _ link: CityProfile.OrganisationLink, _ bodies: [Organisation], _ bindings: [BodyBinding], _ day: CivilDay
  ) -> Set<AreaID> {
    var out: Set<AreaID> = []
    for body in bodies where link.kinds.contains(body.kind) && body.holds(on: day) {
      out.insert(body.area)
      for binding in bindings where binding.organisation == body.id && binding.holds(on: day) { out.insert(binding.area) }
    }
    return out
  }

  /// All pages of a list, three rows at a time.
  private func walk(
    _ link: CityProfile.OrganisationLink, _ part: LinkPart, _ policy: Policy, _ day: CivilDay, in session: any Session
  ) throws -> [AreaID] {
    var out: [AreaID] = []
    var cursor: RowCursor?
    repeat {
      let page: [LinkPlace] = try records.places(of: link, part, policy, within: nil, on: day, after: cursor, limit: 3, in: session)
      out += page.map(\.area)
      cursor = page.count == 3 ? page.last.map { RowCursor($0) } : nil
    } while cursor != nil
    return out
  }

  @Test("a body whose chain does not come up to the top is cut off, and so is everything below it", arguments: EngineKind.allCases)
  func cutOff(_ engine: EngineKind) async throws {
    try await withBodies(engine) { town, database in
      try await database.write { session in
        let city = try town.make("party_committee_city", at: "2202", in: session)
        let district = try town.make("party_committee_district", at: "220211", below: city, in: session)
        let street = try town.make("party_working_committee", at: "220211004", below: district, in: session)
        let whole = try town.make("party_committee_community", at: "220211004001", below: street, in: session)
        let broken = try town.make("party_committee_community", at: "220211004002", in: session)
        let grid = try town.make("party_branch_grid", at: "220211004001001", below: whole, in: session)
        func cut(on day: Int = 0) throws -> [OrganisationID] {
          try BodyRecords().list(
            OrganisationFilter(missing: .chain), town.town.profile, of: town.manager.policy(for: .organisationRead),
            on: BodyTown.today.adding(days: day), after: nil, limit: 50, in: session
          ).map(\.id)
        }
        #expect(try cut() == [broken])
        try town.move(street, below: nil, on: 3, in: session)
        #expect(try cut(on: 2) == [broken])
        #expect(try cut(on: 3) == [street, whole, grid, broken])
      }
    }
  }
}
