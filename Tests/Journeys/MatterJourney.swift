import Foundation
import Ground
import HTTPTypes
import SQL
import Testing
import Testkit

@testable import lianzhi

/// The people of a matter's journey, and what they do, each through the pages they would use.
struct MatterJourney: Sendable {
  let house: OpenHouse
  let resident: Visitor
  let desk: Visitor
  let leader: Visitor
  let drainage: Visitor
  let street: Visitor

  init(_ house: OpenHouse, _ door: FrontDoorstep) async throws {
    self.house = house
    resident = door.visitor()
    desk = try await door.signIn("desk-community")
    leader = try await door.signIn("grid")
    drainage = try await door.signIn("drainage")
    street = try await door.signIn("desk-street")
  }

  static let says: String = "一楼下水道往外反水，楼道里有积水。<b>𠮷</b> 👵"

  /// Reports by the code on the door.
  /// - Returns: the path of the follow link, without `?new=1`.
  func report(_ fields: [String: String] = ["category": "drain", "say": says]) async throws -> String {
    let path = "/q/\(try await house.doorCode())"
    let page = try await resident.get(path)
    #expect(page.status == 200)
    let answer = try await resident.submit(page, to: "\(path)/reports", fields, uploads: [try photo()])
    #expect(answer.status == 303)
    return String(try unwrap(answer.location).prefix { $0 != "?" })
  }

  /// The newest matter on the desk, by its number on the follow page.
  func find(_ follow: String) async throws -> String {
    let told = try await resident.get("/api/v1\(follow)").json
    let number = try unwrap(told["number"] as? String)
    let list = try await desk.get("/api/v1/matters?q=\(number)").items
    return "/matters/\(try unwrap(list.first?["id"] as? String))"
  }

  /// Sends the form of an act on the matter's page and expects it to go through.
  func act(_ act: String, _ matter: String, by staff: Visitor, _ fields: [String: String] = [:], photo: Bool = false) async throws {
    let page = try await staff.get(matter)
    #expect(page.status == 200, "\(act)")
    #expect(page.forms.contains("\(matter)/\(act)"), "no form for \(act)")
    let answer = try await staff.submit(page, to: "\(matter)/\(act)", fields, uploads: photo ? [try self.photo()] : [])
    #expect(answer.status == 303, "\(act): \(answer.status)")
  }

  func state(_ matter: String) async throws -> String {
    try unwrap(try await street.get("/api/v1\(matter)").json["state"] as? String)
  }

  /// The value of the handler's field for the demo's grid leader or an organisation, as the page offers it.
  func handler(_ kind: String, named name: String, on matter: String) async throws -> String {
    let page = try await desk.get(matter).text
    for range in page.ranges(of: "<option value=\"\(kind):") {
      let option = page[range.lowerBound...].prefix { $0 != "\n" }
      let value = option.dropFirst("<option value=\"".count).prefix { $0 != "\"" }
      let shown = page[range.lowerBound...].drop { $0 != ">" }.dropFirst().prefix { $0 != "<" }
      if shown.contains(name) { return String(value) }
    }
    throw Missing()
  }

  func photo() throws -> Visitor.Upload {
    Visitor.Upload(field: "photo", name: "现场.jpg", type: "image/jpeg", bytes: try house.house.cities.demoPhoto("after.jpg"))
  }
}

@Suite("A matter's journey over HTTP")
struct MatterJourneys {
  @Test(
    "reported by code, dispatched, accepted, answered with a photo, verified, rated, closed", arguments: EngineKind.allCases, Testkit.cities)
  func wholeLife(_ engine: EngineKind, _ city: String) async throws {
    try await withHouse(engine, city: city) { house, door in
      let journey = try await MatterJourney(house, door)
      let follow = try await journey.report()
      let matter = try await journey.find(follow)
      let leader = try await journey.handler("post", named: house.words()("post.grid_leader"), on: matter)
      try await journey.act("dispatch", matter, by: journey.desk, ["handler": leader, "note": "请上门看看"])
      try await journey.act("acceptance", matter, by: journey.leader)
      try await journey.act("work-record", matter, by: journey.leader, ["note": "已到场"])
      house.clock.advance(seconds: 7200)
      try await journey.act("answer", matter, by: journey.leader, ["note": "已经疏通，水排净了。"], photo: true)
      try await journey.act("verification", matter, by: journey.desk)
      let page = try await journey.resident.get(follow)
      #expect(page.text.contains("已经疏通，水排净了。"))
      #expect(!page.text.contains("<b>𠮷</b>"), "a resident's words are shown, never run")
      #expect(page.text.contains("&lt;b&gt;𠮷&lt;/b&gt;"))
      let rated = try await journey.resident.submit(page, to: "\(follow)/rating", ["rating": "5", "solved": "1"])
      #expect(rated.status == 303)
      try await journey.act("closure", matter, by: journey.desk)
      let told = try await journey.street.get("/api/v1\(matter)").json
      #expect(told["open"] as? Bool == false)
      #expect(told["confirmed"] as? Bool == true)
      #expect(told["rating"] as? Int == 5)
      #expect(told["resolvedAt"] as? String != nil && told["closedAt"] as? String != nil)
      #expect(try await house.journalFinding() == nil)
    }
  }

  @Test("not solved goes one level up: the community may look, the subdistrict dispatches", arguments: EngineKind.allCases)
  func notSolved(_ engine: EngineKind) async throws {
    try await withHouse(engine) { house, door in
      let journey = try await MatterJourney(house, door)
      let follow = try await journey.report()
      let matter = try await journey.find(follow)
      let leader = try await journey.handler("post", named: house.words()("post.grid_leader"), on: matter)
      try await journey.act("dispatch", matter, by: journey.desk, ["handler": leader])
      try await journey.act("acceptance", matter, by: journey.leader)
      try await journey.act("answer", matter, by: journey.leader, ["note": "看过了"], photo: true)
      try await journey.act("verification", matter, by: journey.desk)
      let page = try await journey.resident.get(follow)
      let rated = try await journey.resident.submit(page, to: "\(follow)/rating", ["rating": "1", "solved": "0", "comment": "还在漏"])
      #expect(rated.status == 303)
      #expect(try await journey.state(matter) == "reopened")
      #expect(try await journey.desk.get(matter).forms.contains("\(matter)/dispatch") == false)
      try await journey.act("dispatch", matter, by: journey.street, ["handler": leader])
      #expect(try await journey.state(matter) == "dispatched")
    }
  }

  @Test("a department returns what is not its own, and it is dispatched anew", arguments: EngineKind.allCases)
  func returned(_ engine: EngineKind) async throws {
    try await withHouse(engine) { house, door in
      let journey = try await MatterJourney(house, door)
      let matter = try await journey.find(try await journey.report())
      let office = try await journey.handler("organisation", named: house.words()("organisation.drainage"), on: matter)
      try await journey.act("dispatch", matter, by: journey.desk, ["handler": office])
      // Without a reason the page comes back with the field marked, and nothing has moved.
      let page = try await journey.drainage.get(matter)
      let refused = try await journey.drainage.submit(page, to: "\(matter)/return")
      #expect(refused.status == 422)
      #expect(refused.text.contains("aria-invalid"))
      #expect(try await journey.state(matter) == "dispatched")
      try await journey.act("return", matter, by: journey.drainage, ["note": "管道在小区红线内，归物业。"])
      #expect(try await journey.state(matter) == "returned")
      #expect(try await journey.drainage.get(matter).status == 404)
      let leader = try await journey.handler("post", named: house.words()("post.grid_leader"), on: matter)
      try await journey.act("dispatch", matter, by: journey.desk, ["handler": leader])
      #expect(try await journey.state(matter) == "dispatched")
    }
  }

  @Test("a double click reports once, a replay answers as the first time, a foreign origin is refused", arguments: EngineKind.allCases)
  func replays(_ engine: EngineKind) async throws {
    try await withHouse(engine) { house, door in
      let journey = try await MatterJourney(house, door)
      let path = "/q/\(try await house.doorCode())"
      let page = try await journey.resident.get(path)
      let fields = page.hidden("\(path)/reports").merging(["category": "drain", "say": MatterJourney.says]) { $1 }
      let before: Int = try await house.database.read { try $0.value("SELECT count(*) FROM matter") }
      let first = try await journey.resident.post("\(path)/reports", fields)
      let second = try await journey.resident.post("\(path)/reports", fields)
      #expect(first.status == 303 && second.status == 303)
      #expect(first.location == second.location)
      let foreign = try await journey.resident.send(
        .post, "/api/v1\(path)/reports", ["content-type": "application/json", "origin": "https://evil.example"],
        Array("{\"category\": \"drain\", \"say\": \"水管漏水了\"}".utf8))
      #expect(foreign.status == 403)
      let after: Int = try await house.database.read { try $0.value("SELECT count(*) FROM matter") }
      #expect(after == before + 1)
    }
  }

  @Test("a tile's figure is the length of the list that its link opens, for each who may look", arguments: EngineKind.allCases)
  func tiles(_ engine: EngineKind) async throws {
    try await withHouse(engine) { house, door in
      for account in ["desk-community", "desk-street", "secretary", "grid", "drainage"] {
        let machine = try await door.token(account)
        let answer = try await machine.get("/api/v1/tiles")
        #expect(answer.status == 200, "\(account)")
        let tiles = try unwrap(answer.json["tiles"] as? [String: any Sendable])
        let area = try unwrap(tiles["area"] as? String)
        let behind = ["open": "open=yes", "dueToday": "due=today", "late": "due=late", "answeredThisWeek": "answered=week", "rated": "rated=month"]
        for (tile, query) in behind {
          var rows = 0
          var next: String? = "/api/v1/matters?\(query)&area=\(area)&limit=7"
          while let path = next {
            let list = try await machine.get(path)
            rows += list.items.count
            next = (list.json["next"] as? String).map { "/api/v1/matters?\(query)&area=\(area)&limit=7&cursor=\($0)" }
          }
          #expect(rows == tiles[tile] as? Int, "\(account) \(tile)")
        }
      }
    }
  }
}
