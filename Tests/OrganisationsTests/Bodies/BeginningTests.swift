import Ground
import Places
import SQL
import Testing
import Testkit

@testable import Organisations

@Suite("What begins in an area finds it there") struct BeginningTests {
  private static let grid: String = "220211004001001"
  private static let ended: String = "220211004001002"
  private static let community: String = "220211004001"

  /// The town after one grid has gone into another, and with a grid that is to come, or has come, so many days from today.
  private struct Changed {
    let town: BodyTown
    let boss: Caller
    let ended: AreaID
    let other: AreaID

    init(_ town: BodyTown, newFrom days: Int, in session: any Session) throws {
      self.town = town
      boss = try BodyTown.caller(at: "2202", Set(Permission.allCases))
      let desk = AreaChangeDesk(profile: town.town.profile, ids: town.town.ids, timepiece: town.town.clock.timepiece, followers: [])
      ended = try SmallTown.area(BeginningTests.ended)
      let merge = AreaCommand.merge([ended], into: try SmallTown.area(BeginningTests.grid))
      _ = try desk.decide(merge, on: BodyTown.today, reason: nil, expecting: nil, by: boss, in: session)
      let create = AreaCommand.create(parent: try SmallTown.area(BeginningTests.community), code: nil, name: "新网格")
      let day: CivilDay = BodyTown.today.adding(days: days)
      other = try desk.decide(create, on: day, reason: nil, expecting: nil, by: boss, in: session).plan.subject
    }

    /// The field and the word of what is wrong; days are counted from today.
    func problem(_ days: Int, _ verb: (CivilDay) throws -> Void) throws -> String? {
      do {
        try verb(BodyTown.today.adding(days: days))
        return nil
      } catch let refusal as Refusal {
        return refusal.fields.map { "\($0.field): \($0.word)" }.joined()
      }
    }

    /// What each verb that begins something says of an area.
    func problems(_ area: AreaID, _ days: Int, in session: any Session) throws -> [String?] {
      let posts = PostDesk(profile: town.town.profile, ids: town.town.ids, timepiece: town.town.clock.timepiece)
      let unit: OrganisationID = try town.make("party_group_grid", at: BeginningTests.grid, name: "\(area) \(days)", in: session)
      let version: Int64 = try town.version(unit, in: session)
      return [
        try problem(days) { try posts.establish(PostDraft(type: "grid_leader", area: area, validFrom: $0), by: boss, in: session) },
        try problem(days) { _ = try town.desk.create(.init(kind: "party_group_grid", area: area, name: "甲", from: $0), by: boss, in: session) },
        try problem(days) { _ = try town.desk.bind(unit, to: area, building: nil, from: $0, expecting: version, by: boss, in: session) },
        try problem(days) { day in
          let draft = BodyDesk.TerritorialDraft(title: "排水", category: nil, lead: .organisation(unit), from: day)
          _ = try town.desk.addTerritorialDuty(draft, at: area, by: boss, in: session)
        },
        try problem(days) { day in
          let power: String = try unwrap(town.town.profile.organisationRules.powers.first)
          _ = try town.desk.grantPower(power, title: "考核", to: area, giver: nil, basis: nil, from: day, by: boss, in: session)
        },
      ]
    }
  }

  @Test("no post, body, binding, duty or power begins in an area that has ended, whatever its first day", arguments: EngineKind.allCases)
  func ended(_ engine: EngineKind) async throws {
    try await withBodies(engine) { town, database in
      try await database.write { session in
        let changed = try Changed(town, newFrom: 10, in: session)
        for days in [-5, 0, 5] {
          let said: [String?] = try changed.problems(changed.ended, days, in: session)
          #expect(said == Array(repeating: "area: area_change.problem.gone", count: 5), "\(days)")
        }
      }
    }
  }

  @Test("nor before the first day of an area that is to come or has come; from that day on they do", arguments: EngineKind.allCases)
  func planned(_ engine: EngineKind) async throws {
    for first in [10, -10] {
      try await withBodies(engine) { town, database in
        try await database.write { session in
          let changed = try Changed(town, newFrom: first, in: session)
          let early: [String?] = try changed.problems(changed.other, first - 1, in: session)
          #expect(early == Array(repeating: "from: area_change.problem.since", count: 5))
          #expect(try changed.problems(changed.other, first, in: session) == Array(repeating: nil, count: 5))
        }
      }
    }
  }

  @Test("whoever may not reach the area is not told from when it is there", arguments: EngineKind.allCases)
  func hidden(_ engine: EngineKind) async throws {
    try await withBodies(engine) { town, database in
      try await database.write { session in
        let changed = try Changed(town, newFrom: 10, in: session)
        let stranger: Caller = try BodyTown.caller(at: "220202", Set(Permission.allCases))
        let posts = PostDesk(profile: town.town.profile, ids: town.town.ids, timepiece: town.town.clock.timepiece)
        #expect(throws: Refusal.absent) {
          try posts.establish(PostDraft(type: "grid_leader", area: changed.other, validFrom: BodyTown.today), by: stranger, in: session)
        }
      }
    }
  }

  @Test("a sheet of posts says in which row a post would begin before its area", arguments: EngineKind.allCases)
  func sheet(_ engine: EngineKind) async throws {
    try await withSheets(engine) { sheets, database in
      try await database.write { session in
        let changed = try Changed(BodyTown(sheets.town), newFrom: -3, in: session)
        let code: String = try unwrap(AreaRecords().find(changed.other, in: session)).code
        func report(_ days: Int) throws -> ImportReport {
          let day: CivilDay = BodyTown.today.adding(days: days)
          let rows: [[String]] = [[SheetTown.grid, "grid_leader", "王强", "2024-01-01"], [code, "grid_leader", "李梅", day.description]]
          return try sheets.bring(SheetTown.file(["area_code", "type", "name", "from"], rows), in: session)
        }
        let early: ImportReport = try report(-4)
        #expect(early.problems.map { "\($0.row) \($0.column ?? "") \($0.text.word)" } == ["3 from area_change.problem.since"])
        let right: ImportReport = try report(-3)
        #expect(right.problemCount == 0 && right.added == 2)
      }
    }
  }
}
