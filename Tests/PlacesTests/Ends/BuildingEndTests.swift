import Ground
import SQL
import Synchronization
import Testing
import Testkit

@testable import Places

@Suite("The planned end of a building and of its units")
struct BuildingEndTests {
  private func building(_ town: EstateTown, in session: any Session) throws -> Building {
    let draft = BuildingDraft(name: "新楼", point: town.buildings[0].coordinates, units: 3, from: town.today.adding(days: -9))
    return try town.room.buildingDesk.create(draft, by: town.boss, in: session)
  }

  private func verbs(of id: BuildingID, in session: any Session) throws -> [String] {
    try session.rows("SELECT verb FROM journal_entry WHERE subject = 'building' AND subject_id = \(id) ORDER BY id") { try $0.at(0) }
  }

  @Test("it stands until the day, with its codes; then the one that takes over is reached by them", arguments: EngineKind.allCases)
  func carriedOut(_ engine: EngineKind) async throws {
    try await withEstates(engine) { town, session in
      let (desk, day) = (town.room.buildingDesk, town.today.adding(days: 3))
      let made = try building(town, in: session)
      let heir = try town.buildings.first { $0.area == made.area }.needed
      let codes = try DoorCodeRecords().codes(of: made.id, in: session).map(\.code)
      let planned = try desk.end(made.id, on: day, heir: .building(heir.id), expecting: made.version, by: town.boss, in: session)
      #expect(planned.validUntil == nil && planned.version == made.version + 1)
      let view = try desk.view(made.id, by: town.boss, in: session)
      #expect(view.end(unit: nil)?.day == day && view.heir?.id == heir.id)
      #expect(throws: Refusal(.conflict, "places.refusal.end_planned")) {
        try desk.end(made.id, on: town.today, heir: .grid, expecting: planned.version, by: town.boss, in: session)
      }
      try town.wait(days: 2, in: session)
      for code in codes { #expect(try DoorCodeRecords().resolve(code, in: session).building?.id == made.id) }
      func isListed(on day: CivilDay) throws -> Bool {
        let within = try town.room.structures.within(town.community.id, on: day, in: session)
        let filter = BuildingFilter(within: within, text: made.name)
        return try desk.records.count(filter, of: town.boss.policy(for: .areaRead), in: session) == 1
      }
      #expect(try isListed(on: day.adding(days: -1)) && !isListed(on: day))
      #expect(try !desk.records.isOver(made.id, unit: 1, by: day.adding(days: -1), in: session))
      #expect(try desk.records.isOver(made.id, unit: 1, by: day, in: session))
      try town.wait(days: 1, in: session)
      #expect(try desk.records.find(made.id, in: session)?.validUntil == day)
      #expect(try desk.records.grid(of: made.id, on: day, in: session) == nil)
      for code in codes { #expect(try DoorCodeRecords().resolve(code, in: session).building?.id == heir.id) }
      #expect(try verbs(of: made.id, in: session) == ["building.created", "building.end_planned", "building.ended"])
    }
  }

  /// Somebody who keeps something at every building that has to leave first, as long as there are any.
  private final class Tenant: BuildingTenant {
    let count: Mutex<Int> = Mutex(0)

    func load(of ending: BuildingEnding, in session: any Session) throws -> [BuildingLoad] {
      [BuildingLoad(word: "building_load.bodies", count: count.withLock { $0 }, isFast: true)]
    }

    func leave(_ ending: BuildingEnding, by caller: Caller, in session: any Session) throws {}
  }

  @Test("what has come meanwhile and stands against it puts it off, day by day, until it is gone", arguments: EngineKind.allCases)
  func putOff(_ engine: EngineKind) async throws {
    let tenant = Tenant()
    try await withEstates(engine, tenants: [tenant]) { town, session in
      let (desk, day) = (town.room.buildingDesk, town.today.adding(days: 2))
      let made = try building(town, in: session)
      _ = try desk.end(made.id, on: day, heir: .grid, expecting: made.version, by: town.boss, in: session)
      tenant.count.withLock { $0 = 1 }
      try town.wait(days: 4, in: session)
      let end = try desk.view(made.id, by: town.boss, in: session).end(unit: nil)
      #expect(end?.day == day.adding(days: 3) && end?.putOffFrom == day)
      #expect(try desk.records.find(made.id, in: session)?.validUntil == nil)
      tenant.count.withLock { $0 = 0 }
      try town.wait(days: 1, in: session)
      #expect(try desk.records.find(made.id, in: session)?.validUntil == day.adding(days: 3))
    }
  }

  @Test("a unit goes on its day and leaves its code to the building; the last one stays, and each can be kept", arguments: EngineKind.allCases)
  func units(_ engine: EngineKind) async throws {
    try await withEstates(engine) { town, session in
      let (desk, day) = (town.room.buildingDesk, town.today.adding(days: 2))
      var made = try building(town, in: session)
      func end(_ unit: Int) throws -> Building {
        try desk.endUnit(unit, of: made.id, on: day, heir: nil, expecting: made.version, by: town.boss, in: session)
      }
      made = try end(2)
      made = try end(3)
      #expect(throws: Refusal(.conflict, "buildings.refusal.last_unit")) { try end(1) }
      #expect(throws: Refusal(.conflict, "places.refusal.end_planned")) { try end(2) }
      made = try desk.withdrawEnd(of: made.id, unit: 2, expecting: made.version, by: town.boss, in: session)
      #expect(made.units == 3)
      #expect(try desk.records.isOver(made.id, unit: 3, by: day, in: session) && !desk.records.isOver(made.id, unit: 2, by: day, in: session))
      try town.wait(days: 2, in: session)
      let units = try UnitRecords().units(of: made.id, in: session)
      #expect(units.map(\.number) == [1, 2, 3] && units.map(\.validUntil) == [nil, nil, day])
      #expect(try desk.records.find(made.id, in: session)?.units == 2)
      #expect(try DoorCodeRecords().codes(of: made.id, in: session).allSatisfy { $0.unit != 3 })
      let said = ["building.created", "building.unit_end_planned", "building.unit_end_planned", "building.unit_end_withdrawn", "building.unit_ended"]
      #expect(try verbs(of: made.id, in: session) == said)
    }
  }

  @Test("an area that is planned to change after it does not take it along", arguments: EngineKind.allCases)
  func areas(_ engine: EngineKind) async throws {
    try await withEstates(engine) { town, session in
      let (desk, day) = (town.room.buildingDesk, town.today.adding(days: 2))
      let made = try building(town, in: session)
      let other = try town.buildings.first { $0.area != made.area }.needed
      _ = try desk.end(made.id, on: day, heir: .grid, expecting: made.version, by: town.boss, in: session)
      _ = try town.room.changes.decide(.merge([made.area], into: other.area), on: day, reason: nil, expecting: nil, by: town.boss, in: session)
      try town.wait(days: 2, in: session)
      _ = try town.room.changes.enactDue(in: session)
      #expect(try desk.records.find(made.id, in: session)?.validUntil == day)
      #expect(try desk.records.grid(of: made.id, on: day.adding(days: -1), in: session) == made.area)
      #expect(try desk.records.grid(of: made.id, on: day, in: session) == nil)
      #expect(try desk.records.grid(of: made.id, on: day.adding(days: 9), in: session) == nil)
    }
  }
}
