import Ground
import Organisations
import Places
import SQL
import Testing
import Testkit

@testable import Property

@Suite("Who governs an estate") struct GovernanceTests {
  private static let today: CivilDay = PropertyTown.today

  private func view(_ town: PropertyTown, _ estate: Estate, on day: Int = 0, to caller: Caller? = nil) async throws -> Governance {
    try await town.database.read { session in
      try town.governance.view(
        estate.id, on: Self.today.adding(days: day), to: caller ?? town.street, words: town.words, in: session)
    }
  }

  private func missing(_ view: Governance) -> [String] { view.parties.filter(\.isMissing).map(\.party.id) }

  @Test("what is missing follows the mode of management, bindings and registers, day by day", arguments: EngineKind.allCases)
  func parties(_ engine: EngineKind) async throws {
    try await withProperty(engine) { town in
      let (estate, company) = (town.estates[0], try town.body("property_company"))
      try await town.database.write { session in
        try EstateRecords().setMode("self_management", of: estate.id, from: Self.today.adding(days: -100), in: session)
        try EstateRecords().setMode("embedded", of: estate.id, from: Self.today.adding(days: 20), in: session)
        try town.bind(try town.body("owners_committee"), to: estate, on: 10, in: session)
        try town.bind(company, to: estate, on: 30, in: session)
        _ = try town.desk.enter(try town.draft("company_party", "instructor", .body(company.id), from: 40), by: town.street, in: session)
      }
      let expected: [(day: Int, missing: [String])] = [
        (0, ["owners"]), (10, []), (20, ["company", "company_party"]), (30, ["company_party"]), (40, []),
      ]
      for (day, wanted) in expected {
        let seen: [String] = missing(try await view(town, estate, on: day))
        #expect(seen == wanted, "day \(day)")
        for party in ["party", "residents", "owners", "company", "company_party"] {
          var filter = GovernanceFilter()
          filter.missing = party
          let narrowed: GovernanceFilter = filter
          let listed: [EstateID] = try await town.database.read { session in
            try GovernanceRecords(profile: town.profile).list(
              narrowed, of: town.street.policy(for: .propertyRead), on: Self.today.adding(days: day), after: nil, limit: 9, in: session
            ).map(\.id)
          }
          #expect(listed.contains(estate.id) == wanted.contains(party), "day \(day), \(party)")
        }
      }
      let hidden: Refusal? = try await town.refusal { session in
        _ = try town.governance.view(estate.id, on: Self.today, to: town.elsewhere, words: town.words, in: session)
      }
      #expect(hidden == .absent)
    }
  }

  @Test("who sits in the community and at one of its estates is listed with both dates, and nobody else", arguments: EngineKind.allCases)
  func cross(_ engine: EngineKind) async throws {
    try await withProperty(engine) { town in
      let (committee, estate) = (try town.body("owners_committee"), town.estates[0])
      try await town.database.write { session in
        let (both, secretary, stranger) = (
          try town.person("甲", in: session), try town.person("乙", in: session), try town.person("丙", in: session)
        )
        try town.bind(committee, to: estate, on: -50, in: session)
        try town.bind(try town.body("property_company"), to: estate, on: -50, in: session)
        try town.seat("body_chair", of: committee, in: estate.area, person: both, from: -40, session: session)
        try town.seat("body_deputy_chair", of: try town.body("residents_committee"), in: estate.area, person: both, from: -30, session: session)
        try town.seat("quality_director", of: try town.body("property_company"), in: estate.area, person: secretary, from: -20, session: session)
        try town.seat("secretary_community", of: nil, in: estate.area, person: secretary, from: -300, session: session)
        // Of another community's committee: that does not count here.
        try town.seat("body_commissioner", of: committee, in: estate.area, person: stranger, from: -40, session: session)
        try town.seat(
          "body_chair", of: try town.body("residents_committee", 1), in: town.communities[1], person: stranger, from: -300, session: session)
      }
      let seen: [Governance.Cross] = try await view(town, estate).cross
      #expect(seen.map(\.name) == ["甲", "乙"])
      #expect(seen.map(\.seat.since) == [Self.today.adding(days: -40), Self.today.adding(days: -20)])
      #expect(seen.map(\.seat.homeSince) == [Self.today.adding(days: -30), Self.today.adding(days: -300)])
      #expect(try await view(town, estate, on: -25).cross.map(\.name) == ["甲"])
      #expect(try await view(town, estate, on: -35).cross.isEmpty)
      var filter = GovernanceFilter()
      filter.hasCross = true
      let narrowed: GovernanceFilter = filter
      for (day, count) in [(0, 1), (-35, 0)] {
        let counted: Int = try await town.database.read { session in
          try GovernanceRecords(profile: town.profile).count(
            narrowed, of: town.district.policy(for: .propertyRead), on: Self.today.adding(days: day), in: session)
        }
        #expect(counted == count, "day \(day)")
      }
    }
  }

  @Test("a union of estates shows the others that are managed as one with it", arguments: EngineKind.allCases)
  func union(_ engine: EngineKind) async throws {
    try await withProperty(engine) { town in
      try await town.database.write { session in
        guard let area = try AreaRecords().find(town.communities[0], in: session) else { throw Missing() }
        let union = Organisation(
          id: town.ids.next(), kind: "estate_union", name: "片区", area: area.id, range: area.range, validFrom: Self.today.adding(days: -200))
        try OrganisationRecords().insert(union, in: session)
        for index in 0...2 { try town.bind(union, to: town.estates[index], on: -10 + index * 20, in: session) }
      }
      #expect(try await view(town, town.estates[0]).joined.isEmpty)
      #expect(try await view(town, town.estates[0], on: 10).joined.map(\.id) == [town.estates[1].id])
      #expect(Set(try await view(town, town.estates[1], on: 40).joined.map(\.id)) == [town.estates[0].id, town.estates[2].id])
    }
  }
}
