import Ground
import Organisations
import Places
import SQL
import Testing
import Testkit

@testable import Matters

@Suite("Open matters of a body that ends") struct BodyEndingMattersTests {
  private static let migrations: [Migration] =
    JournalSchema.migrations + PlacesSchema.migrations + OrganisationsSchema.migrations + MatterSchema.migrations

  private func body(_ kind: String, _ id: Int64, _ town: MatterTown) async throws -> OrganisationID {
    let range: PlaceRange = try #require(PlaceRange(code: MatterTown.district))
    let area = Area(
      id: AreaID(id * 100), code: "\(MatterTown.district)\(id)", level: "district", name: "区", parent: nil, range: range)
    let organisation = Organisation(
      id: OrganisationID(id), kind: kind, name: "单位\(id)", area: area.id, range: range, validFrom: CivilDay(year: 2020, month: 1, day: 1))
    try await town.database.write { session in
      try AreaRecords().insert(area, in: session)
      try OrganisationRecords().insert(organisation, in: session)
    }
    return organisation.id
  }

  @Test("a body with open matters needs a successor that can handle them, which then has them", arguments: EngineKind.allCases)
  func handed(_ engine: EngineKind) async throws {
    try await withDatabase(engine, Self.migrations) { database in
      let town = try MatterTown(database)
      let old: OrganisationID = try await body("public_unit", 71, town)
      let able: OrganisationID = try await body("public_unit", 72, town)
      let unable: OrganisationID = try await body("residents_committee", 73, town)
      let (matter, _) = try await town.report()
      let sent: Matter = try await town.act(.dispatch, matter, by: try town.communityDesk(), to: .organisation(old))
      let follower = MatterBodyFollower(desk: town.desk)
      let day: CivilDay = CivilDay(year: 2026, month: 3, day: 9)
      let problems: [String?] = try await database.read { session in
        try [nil, unable, able].map { successor in
          try follower.loads(of: BodySuccession(body: old, successor: successor, day: day), in: session).first?.problem
        }
      }
      #expect(problems == ["matter.handover.body_needs_successor", "matter.handover.body_cannot_handle", nil])
      let caller: Caller = try town.districtDesk()
      try await database.write { session in
        try follower.ended(BodySuccession(body: old, successor: able, day: day, acting: PostID(14)), by: caller, in: session)
      }
      let after: Matter? = try await database.read { try town.desk.matters.matter(sent.id, in: $0) }
      #expect(after?.handlerOrganisation == able && after?.state == "dispatched")
      let left: [BodyLoad] = try await database.read { try follower.loads(of: BodySuccession(body: old, successor: nil, day: day), in: $0) }
      #expect(left.map(\.count) == [0])
    }
  }

  @Test("on a day decided earlier without a successor they go back to the desk", arguments: EngineKind.allCases)
  func back(_ engine: EngineKind) async throws {
    try await withDatabase(engine, Self.migrations) { database in
      let town = try MatterTown(database)
      let old: OrganisationID = try await body("public_unit", 71, town)
      let (matter, _) = try await town.report()
      let sent: Matter = try await town.act(.dispatch, matter, by: try town.communityDesk(), to: .organisation(old))
      let follower = MatterBodyFollower(desk: town.desk)
      try await database.write { session in
        let ending = BodySuccession(body: old, successor: nil, day: CivilDay(year: 2026, month: 3, day: 9))
        try follower.ended(ending, by: .system(request: "settle-bodies"), in: session)
      }
      let after: Matter? = try await database.read { try town.desk.matters.matter(sent.id, in: $0) }
      #expect(after?.handlerOrganisation == nil && after?.state == "returned" && after?.waitingFor == .desk)
    }
  }
}
