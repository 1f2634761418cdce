import Foundation
import Ground
import Organisations
import Pictures
import SQL
import Testing
import Testkit
import Vault

@testable import Matters
@testable import Places

@Suite("As it was on a day")
struct StructureOracleTests {
  private static let migrations: [Migration] =
    JournalSchema.migrations + PlacesSchema.migrations + OrganisationsSchema.migrations + MatterSchema.migrations
  private static let towns: Int = 60

  @Test(
    "240 random histories of matters and areas, future changes and reversals among them: lists, counts and tiles are what was watched every evening",
    arguments: EngineKind.allCases)
  func histories(_ engine: EngineKind) async throws {
    let seed: UInt64 = 50_607
    print("seed \(seed)")
    let told = try await withThrowingTaskGroup(of: Told.self) { group in
      for worker in 0..<4 { group.addTask { try await towns(engine, seed + UInt64(worker) * 1_000) } }
      return try await group.reduce(into: Told()) { $0.add($1) }
    }
    #expect(told.kinds.isSuperset(of: ["split", "merge", "recode", "move", "reverse", "assign"]), "\(told.kinds)")
    #expect(told.swept > 100 && told.asked > 1_000 && told.matters > 2_000, "\(told)")
    print("\(engine): \(told)")
  }

  private struct Told: Sendable {
    var kinds: Set<String> = []
    var swept: Int = 0
    var asked: Int = 0
    var matters: Int = 0

    mutating func add(_ other: Told) {
      kinds.formUnion(other.kinds)
      swept += other.swept
      asked += other.asked
      matters += other.matters
    }
  }

  /// Towns side by side in one database.
  private func towns(_ engine: EngineKind, _ seed: UInt64) async throws -> Told {
    try await withTemporaryFolder { folder in
      try await withDatabase(engine, Self.migrations) { database in
        let shared = try MatterTown(database)
        let ground = PlacesRoom(database: database, profile: shared.profile, ids: shared.ids, timepiece: shared.clock.timepiece)
        let organisations = OrganisationsRoom(
          database: database, profile: shared.profile, keys: shared.keys, passwords: PasswordRules(commonest: []), ids: shared.ids,
          timepiece: shared.clock.timepiece)
        let room = MattersRoom(
          database: database, profile: shared.profile, keys: shared.keys, ids: shared.ids, timepiece: shared.clock.timepiece, places: ground,
          organisations: organisations, workshop: PhotoWorkshop(), store: PhotoStore(folder: folder.path))
        var told = Told()
        for number in 0..<Self.towns {
          var generator = DemoGenerator(seed: seed + UInt64(number))
          let place = try ChangingTown(shared, city: "\(1_000 + number)")
          try await place.found()
          var town = WatchedTown(place)
          try await town.live(days: 6, &generator)
          told.asked += try await compare(town, room, &generator, "\(engine) seed \(seed + UInt64(number))")
          told.kinds.formUnion(town.kinds)
          told.swept += town.swept
          told.matters += town.evenings.last?.homes.count ?? 0
        }
        return told
      }
    }
  }

  /// Some areas on some evenings, each asked in every way.
  private func compare(_ town: WatchedTown, _ room: MattersRoom, _ generator: inout DemoGenerator, _ name: String) async throws -> Int {
    let boss = town.place.boss
    let picked = town.evenings.shuffled(using: &generator).prefix(2).map { evening in
      (evening, Array(evening.tree.keys.sorted().shuffled(using: &generator).prefix(3)))
    }
    return try await town.place.town.database.read { session in
      let views = MatterViews(room, words: room.profile.words("zh-CN"), now: town.place.town.clock.now, caller: boss)
      let open = Set(try session.rows("SELECT id FROM matter WHERE is_open = 1") { try $0.at(0, as: MatterID.self) })
      var asked = 0
      for (evening, areas) in picked {
        for area in areas {
          let wanted = town.matters(in: area, on: evening)
          for (isOpen, expected) in [(nil, wanted), (true, wanted.intersection(open))] as [(Bool?, Set<MatterID>)] {
            let question = try views.question(MatterFilter(isOpen: isOpen, area: area, structure: evening.day), in: session)
            let found = try town.place.town.walk(room.queue, question, by: 5, in: session)
            #expect(Set(found) == expected && found.count == expected.count, "\(name): the list of \(area) on \(evening.day)")
            #expect(try room.queue.figure(question, in: session) == expected.count, "\(name): the figure of \(area) on \(evening.day)")
            #expect(try room.queue.count(question, in: session) == expected.count, "\(name): the count of \(area) on \(evening.day)")
          }
          let tiles = try views.tiles(area, asWasOn: evening.day, in: session).tiles
          #expect(tiles.open == wanted.intersection(open).count, "\(name): the tile of \(area) on \(evening.day)")
          #expect(tiles.rated == wanted.subtracting(open).count, "\(name): the rated of \(area) on \(evening.day)")
          asked += 1
        }
      }
      return asked
    }
  }
}
