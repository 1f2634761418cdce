import Ground
import Places
import SQL
import Testing
import Testkit

@testable import Matters

@Suite("What staff are shown of a matter")
struct MatterViewTests {
  private func views(_ street: IntakeStreet, _ caller: Caller) -> MatterViews {
    MatterViews(street.room, words: street.profile.words("zh-CN"), now: street.clock.timepiece.now(), caller: caller)
  }

  @Test("the matter that another was joined to is named only to who may see it", arguments: EngineKind.allCases)
  func joinedElsewhere(_ engine: EngineKind) async throws {
    try await onTheStreet(engine) { street in
      let door = try street.door()
      let one = try await street.matter(try await street.reported())
      let far = try found(street.places.codes.first { $0.kind == .building && $0.place != door.place })
      let answer = try await street.json("/api/v1/q/\(far.code)/reports", ["category": "drain", "say": "机密的另一件事"])
      let other = try await street.matter(String(try found(try answer.json("follow")).dropFirst(3)))
      let whole = street.dispatcher(at: street.places.tree.areas[0])
      try await street.database.write { session in
        _ = try street.room.desk.join(one.id, to: other.number, note: nil, expecting: one.version, by: whole, in: session)
      }
      let grid = try found(street.places.tree.areas.first { $0.id == one.location.area })
      let near = street.dispatcher(at: grid)
      let seen = try await street.database.read { session in
        (try views(street, whole).matter(one.id, in: session).joinedTo?.id, try views(street, near).matter(one.id, in: session).joinedTo?.id)
      }
      #expect(seen.0 == other.id && seen.1 == nil)
    }
  }

  @Test("each time that was granted is told with its own length", arguments: EngineKind.allCases)
  func grantedTwice(_ engine: EngineKind) async throws {
    try await onTheStreet(engine) { street in
      let first = try await street.matter(try await street.reported())
      let staff = street.dispatcher(at: street.places.tree.areas[0])
      let desk = street.room.desk
      try await street.database.write { session in
        var matter = try desk.dispatch(
          first.id, to: .post(PostID(77)), note: nil, expecting: nil, by: staff, in: session, isCandidate: { _, _ in true })
        matter = try desk.accept(matter.id, expecting: nil, by: staff, in: session)
        for days in [1, 3] {
          matter = try desk.askMoreTime(matter.id, days: days, reason: "等配件", expecting: nil, by: staff, in: session)
          matter = try desk.grantMoreTime(matter.id, note: nil, expecting: nil, by: staff, in: session)
        }
      }
      let history = try await street.database.read { session in
        let views = views(street, staff)
        return views.history(try views.room.desk.matters.visible(first.id, to: staff, in: session), try desk.events.events(of: first.id, in: session))
      }
      let unit = first.deadline.clock == .natural ? 1440 : street.profile.calendar.minutesPerDay
      #expect(history.extensions.map(\.minutes) == [unit, 3 * unit])
    }
  }

  @Test("a box on the map is asked of the rows, and holds what lies in it and nothing else", arguments: EngineKind.allCases)
  func box(_ engine: EngineKind) async throws {
    try await onTheStreet(engine) { street in
      let matter = try await street.matter(try await street.reported())
      let staff = street.dispatcher(at: street.places.tree.areas[0])
      let (x, y) = (try found(matter.location.longitude), try found(matter.location.latitude))
      let around = try Box("\(x - 0.001),\(y - 0.001),\(x + 0.001),\(y + 0.001)")
      let beside = try Box("\(x + 0.001),\(y - 0.001),\(x + 0.002),\(y + 0.001)")
      let counts = try await street.database.read { session in
        try [around, beside].map { try views(street, staff).page(MatterFilter(), within: $0, after: nil, limit: 1, in: session).rows.count }
      }
      #expect(counts == [1, 0])
    }
  }

  @Test("what is no box is refused", arguments: ["", "1,2,3", "1,2,3,4,x", "3,2,1,4", "nan,0,1,1", "0,0,inf,1"])
  func noBox(_ text: String) { #expect(throws: Refusal.self) { try Box(text) } }
}
