import Ground
import SQL
import Testing
import Testkit

@testable import Organisations

@Suite("Names and telephones that are put right")
struct PersonCorrectionTests {
  private func caller(at code: String, _ permissions: Set<Permission> = [.peopleRead, .peopleManage]) throws -> Caller {
    let holding = Holding(
      post: PostID(77), title: "t", area: try SmallTown.area(code), range: try SmallTown.range(code), organisation: nil, permissions: permissions)
    return Caller(account: AccountID(7), person: nil, name: "t", holdings: [holding], request: "test")
  }

  /// What a correction was refused with; nil when it went through.
  private func refusal(
    _ desk: PersonDesk, _ id: PersonID, _ name: String, _ phone: String?, version: Int64, by caller: Caller, in session: any Session
  ) throws -> Refusal? {
    do {
      _ = try desk.correct(id, name: name, phone: phone, expecting: version, by: caller, in: session)
      return nil
    } catch let refusal as Refusal {
      return refusal
    }
  }

  @Test("a corrected name is found by the new one and not by the old, sealed, and the journal has no values", arguments: EngineKind.allCases)
  func correct(_ engine: EngineKind) async throws {
    try await withTown(engine) { town, database in
      try await database.write { session in
        let desk = PersonDesk(profile: town.profile, ids: town.ids, timepiece: town.clock.timepiece, seal: town.seal)
        let clerk: Caller = try caller(at: "220211004")
        let place: Place = try SmallTown.range("220211004001").first
        let person: Person = try desk.enrol(name: "王敏", phone: "13800138000", place: place, acting: nil, by: clerk, in: session)
        let saved: Person = try desk.correct(
          person.id, name: " 王 旻 ".filter { $0 != " " }, phone: "138-0013-8001", expecting: 1, by: clerk, in: session)
        #expect(saved.name == "王旻" && saved.phone == "13800138001" && saved.version == 2)
        #expect(try desk.people.find(name: "王旻", in: session).map(\.id) == [person.id])
        #expect(try desk.people.find(name: "王敏", in: session).isEmpty)
        let found = try PeopleDirectory(seal: town.seal).search("旻", to: clerk, limit: 5, in: session)
        #expect(found.people.map(\.id) == [person.id])
        let sealed: [UInt8] = try session.value("SELECT name_sealed FROM person WHERE id = \(person.id)")
        #expect(!String(decoding: sealed, as: UTF8.self).contains("旻"))
        let told: String = try session.value(
          "SELECT before || after FROM journal_entry WHERE verb = 'person.corrected'")
        #expect(told.contains("corrected") && !told.contains("旻") && !told.contains("1380013"))
      }
    }
  }

  @Test("only who manages people there corrects, with the version that was seen, and never into somebody else", arguments: EngineKind.allCases)
  func refusals(_ engine: EngineKind) async throws {
    try await withTown(engine) { town, database in
      try await database.write { session in
        let desk = PersonDesk(profile: town.profile, ids: town.ids, timepiece: town.clock.timepiece, seal: town.seal)
        let clerk: Caller = try caller(at: "220211004")
        let place: Place = try SmallTown.range("220211004001").first
        let one: Person = try desk.enrol(name: "王敏", phone: "13800138000", place: place, acting: nil, by: clerk, in: session)
        let other: Person = try desk.enrol(name: "李强", phone: "13800138002", place: place, acting: nil, by: clerk, in: session)
        for stranger in [try caller(at: "220202"), try caller(at: "2202", [.peopleRead]), Caller.visitor(request: "test")] {
          #expect(try refusal(desk, one.id, "王", nil, version: 1, by: stranger, in: session) == .absent)
        }
        #expect(try refusal(desk, one.id, "王", nil, version: 9, by: clerk, in: session)?.kind == .stale)
        #expect(try refusal(desk, one.id, "", nil, version: 1, by: clerk, in: session)?.fields.first?.field == "name")
        #expect(try refusal(desk, one.id, "王", "12", version: 1, by: clerk, in: session)?.fields.first?.field == "phone")
        let same: Refusal? = try refusal(desk, other.id, "王敏", "13800138000", version: 1, by: clerk, in: session)
        #expect(same?.fields.first?.word == "people.problem.same")
        #expect(try desk.people.person(one.id, in: session)?.name == "王敏")
        let gone: Person = try desk.correct(one.id, name: "王敏", phone: nil, expecting: 1, by: clerk, in: session)
        #expect(gone.phone == nil)
      }
    }
  }
}
