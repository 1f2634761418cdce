import Foundation
import Ground
import SQL
import Testing
import Testkit

@testable import lianzhi

@Suite("A rotating chair changes on its day")
struct AllianceJourney {
  private struct Turn {
    let person: String
    let unit: String
    let from: CivilDay
    let until: CivilDay
  }

  private func turns(_ answer: Answer) throws -> [Turn] {
    let rows: [[String: any Sendable]] = try unwrap(answer.json["turns"] as? [[String: any Sendable]])
    return try rows.map { row in
      Turn(
        person: try unwrap(row["person"] as? String), unit: try unwrap(row["unit"] as? String),
        from: try unwrap((row["from"] as? String).flatMap { CivilDay($0) }), until: try unwrap((row["until"] as? String).flatMap { CivilDay($0) }))
    }
  }

  /// Noon of a day: long sessions do not outlive months, so one signs in again.
  private func move(_ house: OpenHouse, to day: CivilDay) {
    house.clock.set(house.profile.calendar.start(of: day).adding(seconds: 12 * 3600))
  }

  @Test("the page names the next chair, and the same person may do more from that day on and less after it", arguments: EngineKind.allCases)
  func changes(_ engine: EngineKind) async throws {
    try await withHouse(engine) { house, door in
      let unit: Visitor = try await door.signIn("drainage")
      let listed: [[String: any Sendable]] = try await unit.get("/api/v1/alliances?limit=200").items
      #expect(!listed.isEmpty)
      let today: CivilDay = house.profile.calendar.localDay(house.clock.now)
      let me: Answer = try await unit.get("/api/v1/me")
      let name: String = try unwrap(me.json["name"] as? String)
      var found: (id: String, turn: Turn, before: Turn)?
      for row in listed {
        let id: String = try unwrap(row["id"] as? String)
        let all: [Turn] = try turns(try await unit.get("/api/v1/alliances/\(id)"))
        for (before, turn) in zip(all, all.dropFirst()) where turn.person == name && turn.from > today && before.person != name && found == nil {
          found = (id, turn, before)
        }
      }
      let (id, turn, before) = try unwrap(found)
      let page: String = "/alliances/\(id)"

      move(house, to: turn.from.adding(days: -1))
      let eve: Visitor = try await door.signIn("drainage")
      #expect(try await eve.get(page).text.contains("data-chair>\(before.person)<"))
      #expect(try await eve.get("\(page)/charters/new").status == 404)

      move(house, to: turn.from)
      let chair: Visitor = try await door.signIn("drainage")
      #expect(try await chair.get(page).text.contains("data-chair>\(turn.person)<"))
      let form: Answer = try await chair.get("\(page)/charters/new")
      #expect(form.status == 200)
      let adopted: Answer = try await chair.submit(form, to: "\(page)/charters", ["dated": turn.from.description, "principle_led": "新章程第一条"])
      #expect(adopted.status == 303)
      #expect(try await chair.follow(adopted).text.contains("新章程第一条"))

      move(house, to: turn.until)
      let after: Visitor = try await door.signIn("drainage")
      #expect(try await after.get(page).status == 200)
      #expect(try await after.get("\(page)/charters/new").status == 404)
      #expect(try await house.journalFinding() == nil)
    }
  }

  @Test("a member leaves: its turns go to the others, and what it had served stays", arguments: EngineKind.allCases)
  func leaves(_ engine: EngineKind) async throws {
    try await withHouse(engine) { house, door in
      let desk: Visitor = try await door.signIn("desk-community")
      let row: [String: any Sendable] = try unwrap(try await desk.get("/api/v1/alliances?kind=alliance").items.first)
      let id: String = try unwrap(row["id"] as? String)
      let before: Answer = try await desk.get("/api/v1/alliances/\(id)")
      let today: CivilDay = house.profile.calendar.localDay(house.clock.now)
      let next: Turn = try unwrap(try turns(before).first { $0.from > today })
      let members: [[String: any Sendable]] = try unwrap(before.json["members"] as? [[String: any Sendable]])
      let member: String = try unwrap(members.first { $0["name"] as? String == next.unit }?["id"] as? String)
      let form: Answer = try await desk.get("/alliances/\(id)/members/\(member)")
      let wrong: Answer = try await desk.submit(form, to: "/alliances/\(id)/members/\(member)/departure", ["day": "2000-01-01"])
      #expect(wrong.status == 422 && wrong.text.contains("value=\"2000-01-01\""))
      let done: Answer = try await desk.submit(form, to: "/alliances/\(id)/members/\(member)/departure", ["day": today.description])
      #expect(done.status == 303)
      let after: [Turn] = try turns(try await desk.get("/api/v1/alliances/\(id)"))
      let ahead: [Turn] = after.filter { $0.from > today }
      #expect(!ahead.contains { $0.unit == next.unit } && ahead.count > 3)
      #expect(after.filter { $0.from <= today }.map(\.person) == (try turns(before)).filter { $0.from <= today }.map(\.person))
    }
  }
}
