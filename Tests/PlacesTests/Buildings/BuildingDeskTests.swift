import Ground
import SQL
import Synchronization
import Testing
import Testkit

@testable import Places

@Suite("Buildings are registered, put right and ended")
struct BuildingDeskTests {
  private func draft(_ town: EstateTown, _ name: String = "新楼", near building: Int = 0, grid: AreaID? = nil, from: CivilDay? = nil) -> BuildingDraft {
    BuildingDraft(name: name, point: town.buildings[building].coordinates, grid: grid, units: 2, from: from)
  }

  @Test("a building stands in the grid its point lies in, with its units and a code for every door", arguments: EngineKind.allCases)
  func created(_ engine: EngineKind) async throws {
    try await withEstates(engine) { town, session in
      let desk = town.room.buildingDesk
      var wanted = draft(town, from: town.today)
      wanted.estate = town.estates[0].id
      let made = try desk.create(wanted, by: town.boss, in: session)
      #expect(made.area == town.buildings[0].area && made.estate == town.estates[0].id && made.validFrom == town.today)
      let view = try desk.view(made.id, by: town.boss, in: session)
      #expect(view.units.map(\.number) == [1, 2] && view.units.allSatisfy { $0.validFrom == town.today })
      #expect(view.codes.map(\.unit) == [nil, 1, 2])
      #expect(try desk.records.grid(of: made.id, on: town.today, in: session) == made.area)
      #expect(try desk.records.grid(of: made.id, on: town.today.adding(days: -1), in: session) == nil)
      let verbs: [String] = try session.rows("SELECT verb FROM journal_entry WHERE subject_id = \(made.id)") { try $0.at(0) }
      #expect(verbs == ["building.created"])
    }
  }

  @Test(
    "it is refused without a point, outside every grid, in another's grid, twice under one name, and before it stands", arguments: EngineKind.allCases
  )
  func refused(_ engine: EngineKind) async throws {
    try await withEstates(engine) { town, session in
      let desk = town.room.buildingDesk
      func wrong(_ draft: BuildingDraft, by caller: Caller? = nil) -> [String] {
        fields { try session.attempt { try desk.create(draft, by: caller ?? town.boss, in: session) } }
      }
      #expect(wrong(BuildingDraft(name: "无处", point: nil)) == ["longitude"])
      #expect(wrong(BuildingDraft(name: "海上", point: Coordinates(longitude: 1, latitude: 1))) == ["longitude"])
      let other = try town.buildings.first { $0.area != town.buildings[0].area }.needed
      #expect(wrong(draft(town, grid: other.area)) == ["grid"])
      #expect(wrong(BuildingDraft(name: "界外", point: Coordinates(longitude: 1, latitude: 1), grid: other.area)) == ["longitude"])
      #expect(wrong(draft(town), by: town.stranger) == ["longitude"])
      #expect(wrong(draft(town, town.buildings[0].name)) == ["name"])
      #expect(wrong(draft(town, from: town.today.adding(days: 1))) == ["from"])
      var elsewhere = draft(town)
      elsewhere.estate = town.estateElsewhere.id
      #expect(wrong(elsewhere) == ["estate"])
    }
  }

  @Test("its grid is there on every day of it: not one that began later, and not one that is planned to end", arguments: EngineKind.allCases)
  func grids(_ engine: EngineKind) async throws {
    try await withEstates(engine) { town, session in
      let (desk, changes) = (town.room.buildingDesk, town.room.changes)
      let (old, day) = (town.buildings[0], town.today.adding(days: -5))
      let parts = [AreaCommand.Part(name: "新网格", buildings: [old.id])]
      _ = try changes.decide(.split(old.area, parts), on: day, reason: nil, expecting: nil, by: town.boss, in: session)
      let new = try desk.records.find(old.id, in: session).needed
      #expect(new.area != old.area)
      // The new part is drawn around its buildings.
      func create(_ name: String, _ from: CivilDay?) throws -> Building {
        try desk.create(BuildingDraft(name: name, point: old.coordinates, from: from), by: town.boss, in: session)
      }
      #expect(fields { try create("早楼", day.adding(days: -1)) } == ["from"])
      #expect(fields { try create("久楼", nil) } == ["from"])
      #expect(try create("晚楼", day).area == new.area)
      _ = try changes.decide(
        .merge([new.area], into: old.area), on: town.today.adding(days: 9), reason: nil, expecting: nil, by: town.boss, in: session)
      #expect(fields { try create("末楼", day) } == ["longitude"])
    }
  }

  @Test("a new name keeps the old one; a point in another grid takes it there from today on", arguments: EngineKind.allCases)
  func described(_ engine: EngineKind) async throws {
    try await withEstates(engine) { town, session in
      let desk = town.room.buildingDesk
      let before = town.buildings[0]
      let other = try town.buildings.first { $0.area != before.area }.needed
      let renamed = BuildingDraft(name: "新名 1 号楼", point: before.coordinates, estate: before.estate, households: 7)
      #expect(throws: Refusal.absent) { try desk.describe(before.id, renamed, expecting: 1, by: town.stranger, in: session) }
      #expect(throws: Refusal(.stale)) { try desk.describe(before.id, renamed, expecting: 9, by: town.boss, in: session) }
      let once = try desk.describe(before.id, renamed, expecting: 1, by: town.boss, in: session)
      #expect(once.name == "新名 1 号楼" && once.formerName == before.name && once.households == 7 && once.area == before.area)
      let moved = BuildingDraft(name: once.name, formerName: once.formerName, point: other.coordinates, estate: once.estate)
      let twice = try desk.describe(before.id, moved, expecting: once.version, by: town.boss, in: session)
      #expect(twice.area == other.area && twice.place == other.place && twice.formerName == before.name)
      #expect(try desk.records.grid(of: before.id, on: town.today.adding(days: -1), in: session) == before.area)
      #expect(try desk.records.grid(of: before.id, on: town.today, in: session) == other.area)
      let found = try desk.records.list(BuildingFilter(text: before.name), of: town.boss.policy(for: .areaRead), limit: 100, in: session)
      #expect(found.contains { $0.id == before.id }, "it is found by its former name")
    }
  }

  @Test("units come and go within the building's life, and never the last of them", arguments: EngineKind.allCases)
  func units(_ engine: EngineKind) async throws {
    try await withEstates(engine) { town, session in
      let desk = town.room.buildingDesk
      let begun = town.today.adding(days: -30)
      var building = try desk.create(draft(town, from: begun), by: town.boss, in: session)
      func add(_ number: Int, _ day: CivilDay?) throws -> Building {
        try desk.addUnit(number, households: 8, from: day, to: building.id, expecting: building.version, by: town.boss, in: session)
      }
      #expect(fields { try add(2, nil) } == ["number"])
      #expect(fields { try add(3, begun.adding(days: -1)) } == ["from"])
      building = try add(3, nil)
      #expect(building.units == 3)
      building = try desk.countUnit(3, households: 12, of: building.id, expecting: building.version, by: town.boss, in: session)
      func end(_ number: Int, _ day: CivilDay) throws -> Building {
        try desk.endUnit(number, of: building.id, on: day, heir: nil, expecting: building.version, by: town.boss, in: session)
      }
      #expect(fields { try end(3, begun) } == ["day"])
      #expect(throws: Refusal.absent) { try end(9, town.today) }
      building = try end(3, town.today)
      #expect(building.units == 2)
      building = try end(2, town.today)
      #expect(throws: Refusal(.conflict, "buildings.refusal.last_unit")) { try end(1, town.today) }
      let units = try UnitRecords().units(of: building.id, in: session)
      #expect(units.map(\.number) == [1, 2, 3] && units.map(\.validUntil) == [nil, town.today, town.today] && units[2].households == 12)
      building = try add(3, town.today)
      #expect(building.units == 3)
      let codes = try DoorCodeRecords().codes(of: building.id, in: session)
      #expect(codes.map(\.unit).filter { $0 == 3 }.count == 1, "the code of the unit that went leads to the building")
    }
  }

  @Test(
    "a building ends on a day that has come; it is gone from then on, and its codes lead to the one that takes over", arguments: EngineKind.allCases)
  func ended(_ engine: EngineKind) async throws {
    try await withEstates(engine) { town, session in
      let desk = town.room.buildingDesk
      let building = try desk.create(draft(town, from: town.today.adding(days: -9)), by: town.boss, in: session)
      let codes = try DoorCodeRecords().codes(of: building.id, in: session).map(\.code)
      let heir = try town.buildings.first { $0.area == building.area }.needed
      let other = try town.buildings.first { $0.area != building.area }.needed
      func end(_ day: CivilDay, _ heir: BuildingDesk.Heir?) throws -> Building {
        try desk.end(building.id, on: day, heir: heir, expecting: building.version, by: town.boss, in: session)
      }
      #expect(fields { try end(town.today.adding(days: 4_000), .grid) } == ["day"])
      #expect(fields { try end(town.today.adding(days: -9), .grid) } == ["day"])
      #expect(fields { try end(town.today, .building(other.id)) } == ["goes_to"])
      let ended = try end(town.today, .building(heir.id))
      #expect(ended.validUntil == town.today)
      #expect(try desk.records.grid(of: building.id, on: town.today.adding(days: -1), in: session) == building.area)
      #expect(try desk.records.grid(of: building.id, on: town.today, in: session) == nil)
      #expect(try UnitRecords().units(of: building.id, in: session).allSatisfy { $0.validUntil == town.today })
      for code in codes { #expect(try DoorCodeRecords().resolve(code, in: session).building?.id == heir.id) }
      #expect(throws: Refusal(.conflict, "buildings.refusal.ended")) {
        try desk.describe(building.id, draft(town, "又来"), expecting: ended.version, by: town.boss, in: session)
      }
      let left = try desk.records.list(BuildingFilter(), of: town.boss.policy(for: .areaRead), limit: 1000, in: session)
      #expect(!left.contains { $0.id == building.id })
    }
  }

  /// Somebody who keeps so many things at every building, and remembers who moved out where to.
  private final class Tenant: BuildingTenant {
    let loads: [BuildingLoad]
    let moved: Mutex<[BuildingID?]> = Mutex([])

    init(_ loads: [BuildingLoad]) { self.loads = loads }

    func load(of ending: BuildingEnding, in session: any Session) throws -> [BuildingLoad] { loads }

    func leave(_ ending: BuildingEnding, by caller: Caller, in session: any Session) throws {
      moved.withLock { $0.append(ending.heir?.id) }
    }
  }

  @Test("what stands at a building goes where somebody says, and what cannot go keeps it standing", arguments: EngineKind.allCases)
  func tenants(_ engine: EngineKind) async throws {
    let movable = Tenant([BuildingLoad(word: "building_load.posts", count: 2), BuildingLoad(word: "building_load.matters", count: 0)])
    try await withEstates(engine, tenants: [movable]) { town, session in
      let (desk, building) = (town.room.buildingDesk, town.buildings[0])
      #expect(fields { try desk.end(building.id, on: town.today, heir: nil, expecting: 1, by: town.boss, in: session) } == ["goes_to"])
      _ = try desk.end(building.id, on: town.today, heir: .grid, expecting: 1, by: town.boss, in: session)
    }
    #expect(movable.moved.withLock { $0 } == [nil])
    let fast = Tenant([BuildingLoad(word: "building_load.bodies", count: 1, isFast: true)])
    try await withEstates(engine, tenants: [fast]) { town, session in
      let (desk, building) = (town.room.buildingDesk, town.buildings[0])
      #expect(fields { try desk.end(building.id, on: town.today, heir: .grid, expecting: 1, by: town.boss, in: session) } == ["goes_to"])
    }
    #expect(fast.moved.withLock { $0.isEmpty })
  }
}
