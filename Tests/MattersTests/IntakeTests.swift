import Foundation
import Ground
import HTTPTypes
import Places
import SQL
import Testing
import Testkit

@testable import Matters

@Suite("Reporting by the code on the door")
struct IntakeTests {
  @Test("a form with nothing but category and words becomes a matter of the door's building", arguments: EngineKind.allCases)
  func bare(_ engine: EngineKind) async throws {
    try await onTheStreet(engine) { street in
      let door = try street.door()
      let page = try await street.get("/q/\(door.code)")
      #expect(page.status == 200)
      #expect(page.bytes.count < 60_000)
      let sent = try await street.submit(
        [("category", "lighting"), ("say", "楼道灯不亮了"), ("phone", "")], form: "/q/\(door.code)", to: "/q/\(door.code)/reports")
      #expect(sent.status == 303)
      #expect(sent.location.hasPrefix("/f/") && sent.location.hasSuffix("?new=1"))
      let token = String(sent.location.dropFirst(3).dropLast(6))
      let matter = try await street.matter(token)
      #expect(matter.location.building == door.building)
      #expect(matter.location.place == door.place)
      #expect(matter.source == .code)
      let contacts = try await street.database.read { try street.room.desk.contacts(of: matter, in: $0) }
      #expect(contacts.isEmpty)
      let follow = try await street.get(sent.location)
      let spoken = try #require(MatterNumber(typed: matter.number)).description
      #expect(follow.text.contains("收到了") && follow.text.contains(spoken))
      #expect(follow.headers[.cacheControl] == "no-store")
    }
  }

  @Test("contact and photos are kept, the phone sealed and without its spaces", arguments: EngineKind.allCases)
  func full(_ engine: EngineKind) async throws {
    try await onTheStreet(engine) { street in
      let code = try street.door().code
      let sent = try await street.submit(
        [("category", "drain"), ("say", "一楼下水道反水"), ("phone", "138 1052-6021"), ("consent", "1"), ("name", "张阿姨")],
        files: [.init(name: "a.png", bytes: IntakeStreet.pixel)], form: "/q/\(code)", to: "/q/\(code)/reports")
      #expect(sent.status == 303)
      let token = String(sent.location.dropFirst(3).dropLast(6))
      let matter = try await street.matter(token)
      let contacts = try await street.database.read { try street.room.desk.contacts(of: matter, in: $0) }
      #expect(contacts == [Contact(name: "张阿姨", phone: "13810526021")])
      let photos = try await street.database.read { try street.room.desk.events.photos(of: matter.id, in: $0) }
      let photo = try #require(photos.first)
      let shown = try await street.get("/f/\(token)/photos/\(photo.id)?size=full")
      #expect(shown.status == 200)
      #expect(shown.headers[.contentType] == "image/jpeg")
      #expect(shown.headers[.contentSecurityPolicy] == "sandbox; default-src 'none'")
      let other = try await street.reported()
      #expect(try await street.get("/f/\(other)/photos/\(photo.id)").status == 404)
    }
  }

  @Test("emoji, rare characters, HTML and SQL come back as they were written", arguments: EngineKind.allCases)
  func roundTrip(_ engine: EngineKind) async throws {
    try await onTheStreet(engine) { street in
      let say = "😀𠮷 <script>alert(1)</script> '; DROP TABLE matter; -- \n第二行 & \"引号\""
      let token = try await street.reported(say)
      #expect(try await street.matter(token).body == say)
      let page = try await street.get("/f/\(token)").text
      #expect(page.contains("😀𠮷 &lt;script&gt;"))
      #expect(!page.contains("<script>alert"))
      #expect(try await street.get("/api/v1/f/\(token)").json("text") == say)
    }
  }

  @Test("a refused form comes back with everything in it, its photo kept and sent once only", arguments: EngineKind.allCases)
  func refused(_ engine: EngineKind) async throws {
    try await onTheStreet(engine) { street in
      let code = try street.door().code
      let again = try await street.submit(
        [("category", "drain"), ("say", "下水道<b>反水"), ("phone", "138 1052 602"), ("consent", "1"), ("name", "张")],
        files: [.init(name: "a.png", bytes: IntakeStreet.pixel), .init(name: "信.txt", bytes: Array("hello".utf8))], form: "/q/\(code)",
        to: "/q/\(code)/reports")
      #expect(again.status == 422)
      for kept in ["value=\"drain\" checked", "下水道&lt;b&gt;反水", "138 1052 602", "value=\"张\""] { #expect(again.text.contains(kept), "\(kept)") }
      let token = String(try #require(again.text.firstMatch(of: /name="photo_kept" value="([^"]+)"/)).1)
      let thumbnail = try await street.get("/q/\(code)/photos/\(token)")
      #expect(thumbnail.status == 200 && thumbnail.headers[.contentType] == "image/jpeg")
      #expect(try await street.get("/q/\(code)/photos/\(token.dropLast(3))AAA").status == 404)
      let sent = try await street.submit(
        [("category", "drain"), ("say", "下水道反水"), ("photo_kept", token)], form: "/q/\(code)", to: "/q/\(code)/reports")
      #expect(sent.status == 303)
      let matter = try await street.matter(String(sent.location.dropFirst(3).dropLast(6)))
      #expect(try await street.database.read { try street.room.desk.events.photos(of: matter.id, in: $0) }.count == 1)
    }
  }

  @Test("what is wrong is said for its field, and nothing is written", arguments: EngineKind.allCases)
  func wrong(_ engine: EngineKind) async throws {
    try await onTheStreet(engine) { street in
      let path = "/api/v1/q/\(try street.door().code)/reports"
      let good: [String: Any] = ["category": "drain", "say": "下水道反水"]
      let cases: [(field: String, change: [String: Any])] = [
        ("say", ["say": "水"]), ("say", ["say": String(repeating: "水", count: 4001)]), ("say", ["say": "下水道\u{7}反水"]),
        ("category", ["category": "nothing"]), ("phone", ["phone": "1381052602", "consent": true]),
        ("phone", ["phone": "23810526021", "consent": true]),
        ("consent", ["phone": "13810526021"]), ("address", ["elsewhere": true]),
        ("longitude", ["elsewhere": true, "longitude": 2.35, "latitude": 48.85]), ("photo", ["photo_kept": ["made.1x1.up"]]),
        ("latitude", ["longitude": 126.5, "latitude": 99]),
      ]
      for (field, change) in cases {
        let answer = try await street.json(path, good.merging(change) { _, new in new })
        #expect(answer.status == 422, "\(field)")
        #expect(answer.text.contains("\"field\":\"\(field)\""), "\(field): \(answer.text)")
      }
      let count = try await street.database.read { try $0.first("SELECT COUNT(*) FROM matter") { try $0.at(0, as: Int.self) } }
      #expect(count == 0)
    }
  }

  @Test("five photos, and a file that is no photo, are refused by name", arguments: EngineKind.allCases)
  func photos(_ engine: EngineKind) async throws {
    try await onTheStreet(engine) { street in
      let code = try street.door().code
      let fields = [("category", "drain"), ("say", "下水道反水")]
      let five = (1...5).map { IntakeStreet.File(name: "\($0).png", bytes: IntakeStreet.pixel) }
      let many = try await street.submit(fields, files: five, form: "/q/\(code)", to: "/q/\(code)/reports")
      #expect(many.status == 422 && many.text.contains("id=\"photo-error\""))
      let text = [IntakeStreet.File(name: "信.txt", bytes: Array("hello".utf8))]
      let none = try await street.submit(fields, files: text, form: "/q/\(code)", to: "/q/\(code)/reports")
      #expect(none.status == 422 && none.text.contains("id=\"photo-error\""))
    }
  }

  @Test("an unknown code says what to do; a typed one leads on; codes without a building work", arguments: EngineKind.allCases)
  func codes(_ engine: EngineKind) async throws {
    try await onTheStreet(engine) { street in
      let unknown = try await street.get("/q/22222222")
      #expect(unknown.status == 404 && unknown.text.contains("action=\"/q\"") && unknown.text.contains("12345"))
      #expect(try await street.get("/api/v1/q/22222222").status == 404)
      #expect(try await street.json("/api/v1/q/22222222/reports", ["category": "drain", "say": "下水道反水"]).status == 404)
      let door = try street.door()
      #expect(try await street.get("/q?code=\(door.readable.lowercased())").location == "/q/\(door.code)")
      #expect(try await street.get("/q?code=zz").status == 404)
      for kind in DoorCode.Kind.allCases {
        let code = try street.door(kind)
        #expect(try await street.get("/q/\(code.code)?place=other").status == 200)
        let sent = try await street.json("/api/v1/q/\(code.code)/reports", ["category": "drain", "say": "下水道反水"])
        #expect(sent.status == 201, "\(kind)")
      }
      for path in ["/", "/privacy"] { #expect(try await street.get(path).status == 200) }
    }
  }

  @Test("a point in another place finds its grid, in the datum it was given in", arguments: EngineKind.allCases)
  func points(_ engine: EngineKind) async throws {
    try await onTheStreet(engine) { street in
      let building = try #require(street.places.buildings.last)
      for datum in Datum.allCases {
        let shown = datum.fromWGS84(building.coordinates)
        let point: [String: Any] = [
          "elsewhere": true, "longitude": shown.longitude, "latitude": shown.latitude, "datum": datum.rawValue, "address": "墙角",
        ]
        let matter = try await street.matter(try await street.reported(extra: point))
        #expect(matter.location.area == building.area, "\(datum)")
        #expect(matter.location.building == nil && matter.location.address == "墙角")
      }
      // Without another place, a far point says where the phone is.
      let far = try await street.matter(try await street.reported(extra: ["longitude": 2.35, "latitude": 48.85]))
      let door = try street.door()
      #expect(far.location.building == door.building)
    }
  }

  @Test("a neighbour joins with one press, without a word of the other's; not at another door", arguments: EngineKind.allCases)
  func also(_ engine: EngineKind) async throws {
    try await onTheStreet(engine) { street in
      let token = try await street.reported("秘密的话不给邻居看")
      let matter = try await street.matter(token)
      let code = try street.door().code
      let page = try await street.get("/q/\(code)")
      #expect(page.text.contains("/q/\(code)/matters/\(matter.id)/reports") && !page.text.contains("秘密的话"))
      let sent = try await street.submit([], form: "/q/\(code)", to: "/q/\(code)/matters/\(matter.id)/reports")
      #expect(sent.status == 303)
      let own = try await street.get(sent.location)
      #expect(own.text.contains("我也遇到了") && !own.text.contains("秘密的话"))
      #expect(try await street.matter(token).reports == 2)
      let elsewhere = try #require(street.places.codes.first { $0.kind == .building && $0.building != matter.location.building })
      #expect(try await street.json("/api/v1/q/\(elsewhere.code)/matters/\(matter.id)/reports", [:]).status == 404)
    }
  }
}
