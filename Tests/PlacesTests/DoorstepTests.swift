import Ground
import SQL
import Testing
import Testkit

@testable import Places

@Suite("Buildings, doorsteps and points")
struct DoorstepTests {
  @Test("buildings are read as they were written, and counted within a range", arguments: EngineKind.allCases)
  func buildings(_ engine: EngineKind) async throws {
    try await withTown(engine) { database, places in
      let records = BuildingRecords()
      try await database.read { session throws in
        let community = try #require(places.tree.at(level: "community").last)
        let expected = places.buildings.filter { community.range.contains($0.place) }
        #expect(try records.within(community.range, in: session) == expected)
        #expect(try records.count(within: community.range, in: session) == expected.count)
        let one = try #require(expected.first)
        #expect(try records.find(one.id, in: session) == one)
        #expect(try records.find([one.id, one.id, BuildingID(7)], in: session) == [one.id: one])
        let grid = try #require(places.tree[one.area])
        #expect(try records.nearest(to: one.coordinates, within: grid, in: session) == one)
      }
    }
  }

  @Test("every kind of code finds its door, however it is typed", arguments: EngineKind.allCases)
  func resolve(_ engine: EngineKind) async throws {
    let words = try Testkit.profile("jilin").words("zh-CN")
    try await withTown(engine) { database, places in
      let records = DoorCodeRecords()
      try await database.read { session throws in
        for kind in DoorCode.Kind.allCases {
          let code = try #require(places.codes.first { $0.kind == kind })
          let step = try records.resolve(code.readable.lowercased(), in: session)
          #expect(step.code == code)
          #expect(step.chain == places.tree.chain(of: code.area))
          #expect(step.building?.id == code.building)
          #expect(step.name(at: "subdistrict") == "沿丰街道")
          #expect(!step.address(words).contains("{"))
        }
        let unit = try #require(places.codes.first { $0.kind == .unit })
        let step = try records.resolve(unit.code, in: session)
        let building = try #require(step.building)
        #expect(step.address(words) == "吉钢社区第1网格·\(building.name) 1 单元")
        #expect(step.coordinates == building.coordinates)
        let board = try #require(places.codes.first { $0.kind == .area })
        #expect(try records.resolve(board.code, in: session).address(words) == "沿丰街道吉钢社区")
      }
    }
  }

  @Test("a code that does not exist, or cannot, is absent", arguments: EngineKind.allCases)
  func unknown(_ engine: EngineKind) async throws {
    try await withTown(engine) { database, _ in
      try await database.read { session throws in
        for text in ["22222222", "", "'; DROP TABLE door_code; --", "𠮷", String(repeating: "A", count: 100_000), "7K3M 9QX\u{0}"] {
          #expect(throws: Refusal.absent) { try DoorCodeRecords().resolve(text, in: session) }
        }
      }
    }
  }

  @Test("a printed code is never given twice", arguments: EngineKind.allCases)
  func unique(_ engine: EngineKind) async throws {
    try await withTown(engine) { database, places in
      let code = places.codes[0]
      let again = DoorCode(id: DoorCodeID(9), code: code.code, kind: .area, area: code.area, place: code.place)
      await #expect(throws: DatabaseRefusal.self) { try await database.write { try DoorCodeRecords().insert(again, in: $0) } }
    }
  }

  @Test("the locator finds every building's grid, and learns of a changed boundary", arguments: EngineKind.allCases)
  func locator(_ engine: EngineKind) async throws {
    try await withTown(engine) { database, places in
      let locator = GridLocator(level: "grid")
      let far = try #require(Coordinates(longitude: 0, latitude: 0))
      try await database.read { session throws in
        for building in places.buildings { #expect(try locator.grid(at: building.coordinates, in: session) == building.area) }
        #expect(try locator.grid(at: far, in: session) == nil)
      }
      let grid = Area(
        id: AreaID(11), code: "220211004009001", level: "grid", name: "几内亚湾网格", parent: nil,
        range: try #require(PlaceRange(code: "220211004009001")))
      let around = try GeoJSON.polygon("{\"type\":\"Polygon\",\"coordinates\":[[[-1,-1],[1,-1],[1,1],[-1,1],[-1,-1]]]}")
      try await database.write { session in
        try AreaRecords().insert(grid, in: session)
        try BoundaryRecords().insert(around, of: grid.id, in: session)
        try BoundaryRecords().raiseRevision(in: session)
      }
      let found = try await database.read { try locator.grid(at: far, in: $0) }
      #expect(found == grid.id)
    }
  }

  @Test("outlines come back as they were, within the policy only", arguments: EngineKind.allCases)
  func outlines(_ engine: EngineKind) async throws {
    try await withTown(engine) { database, places in
      let community = try #require(places.tree.at(level: "community").last)
      let city = places.tree.areas[0]
      let polygons = Dictionary(uniqueKeysWithValues: places.boundaries.map { ($0.area, $0.polygon) })
      try await database.read { session throws in
        let policy = caller(over: community).policy(for: .areaRead)
        let found = try BoundaryRecords().within(city.range, level: "grid", of: policy, in: session)
        #expect(found.map(\.id) == places.tree.children(of: community.id).map(\.id))
        for outline in found { #expect(outline.polygon == polygons[outline.id]) }
      }
    }
  }
}
