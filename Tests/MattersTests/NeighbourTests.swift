import Foundation
import Ground
import Places
import SQL
import Testing
import Testkit

@testable import Matters

@Suite("Several who report the same")
struct NeighbourTests {
  private static let photo: StoredPhoto = StoredPhoto(digest: String(repeating: "cd", count: 32), width: 8, height: 6)

  private func draft(_ like: Matter, _ body: String, photos: [StoredPhoto] = []) -> IntakeDraft {
    IntakeDraft(location: like.location, category: like.category, body: body, source: .code, photos: photos)
  }

  @Test("a neighbour's photo is not shown, not even to who reported in the same millisecond", arguments: EngineKind.allCases)
  func photos(_ engine: EngineKind) async throws {
    try await onTheStreet(engine) { street in
      let matter = try await street.matter(try await street.reported())
      let desk = street.room.desk
      let (one, two) = try await street.database.write { session in
        let visitor: Caller = .visitor(request: "test")
        let one = try desk.alsoReport(matter.id, draft(matter, "我家也是", photos: [Self.photo]), by: visitor, in: session).report
        return (one, try desk.alsoReport(matter.id, draft(matter, "还有我家"), by: visitor, in: session).report)
      }
      #expect(one.at == two.at)
      let follow = FollowDesk(room: street.room, words: street.profile.words("zh-CN"), now: street.clock.timepiece.now())
      let links = street.room.links
      let (first, second) = try await street.database.read { session in
        (try follow.view(links.token(one.id), in: session), try follow.view(links.token(two.id), in: session))
      }
      #expect(first.photos.map(\.digest) == [Self.photo.digest])
      #expect(second.photos.isEmpty)
    }
  }

  @Test("everybody who reported a matter that was joined to another keeps their own photo", arguments: EngineKind.allCases)
  func joined(_ engine: EngineKind) async throws {
    try await onTheStreet(engine) { street in
      let matter = try await street.matter(try await street.reported())
      let main = try await street.matter(try await street.reported("下水道又堵了"))
      let desk = street.room.desk
      let also = try await street.database.write { session in
        try desk.alsoReport(matter.id, draft(matter, "我家也是", photos: [Self.photo]), by: .visitor(request: "test"), in: session).report
      }
      let staff = street.dispatcher(at: street.places.tree.areas[0])
      try await street.database.write { session in
        _ = try desk.join(matter.id, to: main.number, note: nil, expecting: matter.version + 1, by: staff, in: session)
      }
      let follow = FollowDesk(room: street.room, words: street.profile.words("zh-CN"), now: street.clock.timepiece.now())
      let token = street.room.links.token(also.id)
      let view = try await street.database.read { try follow.view(token, in: $0) }
      #expect(view.matter.id == main.id && view.photos.map(\.digest) == [Self.photo.digest])
    }
  }

  @Test("many who rate at the same time are all heard", arguments: EngineKind.allCases)
  func rateAtOnce(_ engine: EngineKind) async throws {
    try await withDatabase(engine, MatterTown.migrations) { database in
      let town = try MatterTown(database)
      let (matter, first) = try await town.verified()
      var reports = [first]
      for _ in 0..<11 {
        reports.append(
          try await database.write { try town.desk.alsoReport(matter.id, town.draft("我家也是"), by: .visitor(request: "test"), in: $0).report })
      }
      let refused = await withTaskGroup(of: Refusal.Kind?.self) { group in
        for report in reports { group.addTask { await refusal { try await town.rate(report, 5, solved: true) } } }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(refused.allSatisfy { $0 == nil }, "\(refused)")
      let rated: Int = try await database.read { try $0.value("SELECT count(*) FROM matter_report WHERE rating = 5") }
      #expect(rated == 12)
    }
  }

  @Test("a name of two lines does not move into the phone", arguments: EngineKind.allCases)
  func nameOfTwoLines(_ engine: EngineKind) async throws {
    try await withDatabase(engine, MatterTown.migrations) { database in
      let town = try MatterTown(database)
      let (matter, _) = try await town.report(town.draft(contact: Contact(name: "张\n三", phone: "13804321234")))
      let contacts = try await database.read { try town.desk.contacts(of: matter, in: $0) }
      #expect(contacts == [Contact(name: "张 三", phone: "13804321234")])
    }
  }
}
