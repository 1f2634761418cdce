import Foundation
import Ground
import HTTPTypes
import SQL
import Testing
import Testkit

@testable import lianzhi

@Suite("A form of an area's change that somebody was faster than")
struct AreaChangeJourney {
  /// A community in reach of the subdistrict's desk, and the form that renames it, open in a browser.
  private struct Opened {
    let desk: Visitor
    let machine: Visitor
    let area: String
    let form: Answer
    var path: String { "/areas/\(area)" }
  }

  private func open(_ house: OpenHouse, _ door: FrontDoorstep, level: String = "community") async throws -> Opened {
    let desk = try await door.signIn("desk-street")
    let machine = try await door.token("desk-street")
    let area: String = try unwrap(try await machine.get("/api/v1/areas?level=\(level)").items.first?["id"] as? String)
    return Opened(desk: desk, machine: machine, area: area, form: try await desk.get("/areas/\(area)/changes/new?kind=rename"))
  }

  private func rename(_ opened: Opened, to name: String, _ today: CivilDay) async throws {
    let seen = try await opened.machine.get("/api/v1/areas/\(opened.area)")
    let made = try await opened.machine.json(
      .post, "/api/v1\(opened.path)/changes", ["kind": "rename", "name": name, "day": today.description],
      ["if-match": try unwrap(seen.header("etag")), "idempotency-key": UUID().uuidString])
    #expect(made.status == 201, "\(made.text)")
  }

  @Test("it comes back with what was typed and with what others changed, and goes on from there", arguments: EngineKind.allCases)
  func stale(_ engine: EngineKind) async throws {
    try await withHouse(engine) { house, door in
      let today: CivilDay = house.profile.calendar.localDay(house.clock.now)
      let opened = try await open(house, door)
      // What came about before the form was opened is no news.
      try await rename(opened, to: "先前社区", today)
      let form = try await opened.desk.get("\(opened.path)/changes/new?kind=rename")
      try await rename(opened, to: "别人社区", today)
      let typed: [String: String] = ["name": "我的社区", "day": today.description]
      let told = try await opened.desk.submit(form, to: "\(opened.path)/change-previews", typed)
      #expect(told.status == 412)
      #expect(told.text.contains("id=\"news\"") && told.text.contains("href=\"#news\"") && told.text.contains("我的社区"))
      #expect(told.text.components(separatedBy: "href=\"/area-changes/").count == 2, "one change is news")
      // Seen, the same form is looked at and decided.
      let preview = try await opened.desk.submit(told, to: "\(opened.path)/change-previews", typed)
      #expect(preview.status == 200, "\(preview.text)")
      let made = try await opened.desk.submit(preview, to: "\(opened.path)/changes")
      #expect(made.status == 303)
      #expect(try await opened.machine.get("/api/v1\(opened.path)").text.contains("我的社区"))
    }
  }

  @Test("between the dry run and the decision too", arguments: EngineKind.allCases)
  func late(_ engine: EngineKind) async throws {
    try await withHouse(engine) { house, door in
      let today: CivilDay = house.profile.calendar.localDay(house.clock.now)
      let opened = try await open(house, door)
      let typed: [String: String] = ["name": "我的社区", "day": today.description]
      let preview = try await opened.desk.submit(opened.form, to: "\(opened.path)/change-previews", typed)
      try await rename(opened, to: "别人社区", today)
      let told = try await opened.desk.submit(preview, to: "\(opened.path)/changes")
      #expect(told.status == 412 && told.text.contains("id=\"news\"") && told.text.contains("我的社区"))
    }
  }

  @Test("what is no change of the area, such as a grid's kind, is told without a list", arguments: EngineKind.allCases)
  func other(_ engine: EngineKind) async throws {
    try await withHouse(engine) { house, door in
      let today: CivilDay = house.profile.calendar.localDay(house.clock.now)
      let opened = try await open(house, door, level: "grid")
      _ = try await house.database.write { try $0.run("UPDATE area SET version = version + 1 WHERE id = \(AreaID(opened.area) ?? AreaID(0))") }
      let told = try await opened.desk.submit(
        opened.form, to: "\(opened.path)/change-previews", ["name": "我的网格", "day": today.description])
      #expect(told.status == 412 && told.text.contains(house.words()("area_change.news.other")))
      #expect(!told.text.contains("href=\"/area-changes/"))
    }
  }
}
