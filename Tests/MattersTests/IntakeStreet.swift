import Foundation
import Ground
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Markup
import Organisations
import Pictures
import Places
import SQL
import Testkit
import Vault
import Web

@testable import Matters

/// The demo town's doors behind the whole of Web, as a resident with a phone or a program meets them.
struct IntakeStreet: Sendable {
  let client: any TestClientProtocol
  let database: any Database
  let room: MattersRoom
  let places: DemoPlaces
  let profile: CityProfile
  let clock: FakeClock

  struct Answer: Sendable {
    let status: Int
    let headers: HTTPFields
    let text: String
    let bytes: [UInt8]

    var location: String { headers[.location] ?? "" }

    func hidden(_ name: String) -> String {
      guard let start = text.range(of: "name=\"\(name)\" value=\"") else { return "" }
      return String(text[start.upperBound...].prefix { $0 != "\"" })
    }

    /// A text of the JSON's top level.
    func json(_ name: String) throws -> String? {
      let object = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
      return object?[name].map { "\($0)" }
    }
  }

  struct File: Sendable {
    var name: String
    var bytes: [UInt8]
  }

  /// One pixel, a PNG.
  static let pixel: [UInt8] = Array(
    Data(base64Encoded: "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==") ?? Data())

  func door(_ kind: DoorCode.Kind = .building) throws -> DoorCode { try found(places.codes.first { $0.kind == kind }) }

  func send(_ method: HTTPRequest.Method, _ path: String, _ headers: [String: String] = [:], _ body: [UInt8] = []) async throws -> Answer {
    var fields = HTTPFields()
    for (name, value) in headers {
      if let name = HTTPField.Name(name) { fields[name] = value }
    }
    let response = try await client.executeRequest(
      uri: path, method: method, headers: fields, body: body.isEmpty ? nil : ByteBuffer(bytes: body))
    return Answer(
      status: response.status.code, headers: response.headers, text: String(buffer: response.body), bytes: Array(response.body.readableBytesView))
  }

  func get(_ path: String) async throws -> Answer { try await send(.get, path) }

  func json(_ path: String, _ fields: [String: Any]) async throws -> Answer {
    let body: Data = try JSONSerialization.data(withJSONObject: fields)
    return try await send(.post, path, ["content-type": "application/json"], Array(body))
  }

  /// Fills in the form of one page and sends it, with files, as a browser would.
  func submit(_ fields: [(String, String)], files: [File] = [], form: String, to path: String) async throws -> Answer {
    let page: Answer = try await get(form)
    let cookies: [String] = page.headers[values: .setCookie]
    let cookie: String = cookies.first { $0.hasPrefix("lianzhi_form=") }.map { String($0.prefix { $0 != ";" }) } ?? ""
    let boundary: String = "----intake"
    var body: [UInt8] = []
    for (name, value) in fields + [("_csrf", page.hidden("_csrf")), ("_key", page.hidden("_key"))] {
      body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8
    }
    for file in files {
      body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"\(file.name)\"\r\nContent-Type: image/png\r\n\r\n".utf8
      body += file.bytes
      body += "\r\n".utf8
    }
    body += "--\(boundary)--\r\n".utf8
    // Rating has no files, and takes the plain form only.
    if !path.hasPrefix("/q/") {
      let plain: String = (fields + [("_csrf", page.hidden("_csrf")), ("_key", page.hidden("_key"))])
        .map { "\($0.0)=\(Address.encode($0.1))" }.joined(separator: "&")
      return try await send(.post, path, ["cookie": cookie, "content-type": "application/x-www-form-urlencoded"], Array(plain.utf8))
    }
    return try await send(.post, path, ["cookie": cookie, "content-type": "multipart/form-data; boundary=\(boundary)"], body)
  }

  /// Reports by JSON and gives the token of the follow link.
  func reported(_ say: String = "一楼下水道往外反水", extra: [String: Any] = [:]) async throws -> String {
    let fields: [String: Any] = ["category": "drain", "say": say].merging(extra) { _, new in new }
    let answer: Answer = try await json("/api/v1/q/\(try door().code)/reports", fields)
    return String(try found(try answer.json("follow")).dropFirst(3))
  }

  func matter(_ token: String) async throws -> Matter {
    let id: ReportID = try found(room.links.report(token))
    return try await database.read { session in
      let report: Report = try found(try room.desk.reports.report(id, in: session))
      return try found(try room.desk.matters.matter(report.matter, in: session))
    }
  }

  /// Somebody who may do everything within an area.
  func dispatcher(at area: Area) -> Caller {
    Caller(
      account: nil, person: nil, name: "李秘密",
      holdings: [
        Holding(post: PostID(77), title: "t", area: area.id, range: area.range, organisation: nil, permissions: Set(Permission.allCases))
      ], request: "test")
  }

  /// Staff take the matter through to its answer.
  func answer(_ token: String, note: String, photo: StoredPhoto) async throws {
    let matter: Matter = try await matter(token)
    let staff: Caller = dispatcher(at: places.tree.areas[0])
    try await database.write { session in
      let desk: MatterDesk = room.desk
      let version: Int64 = matter.version
      _ = try desk.dispatch(
        matter.id, to: .post(PostID(77)), note: "请今天去看", expecting: version, by: staff, in: session, isCandidate: { _, _ in true })
      _ = try desk.accept(matter.id, expecting: version + 1, by: staff, in: session)
      _ = try desk.recordWork(matter.id, note: "内部记录", evidence: [], expecting: version + 2, by: staff, in: session)
      _ = try desk.answer(matter.id, note: note, evidence: [photo], expecting: version + 3, by: staff, in: session)
    }
  }
}

struct NotFound: Error {}

func found<T>(_ value: T?) throws -> T {
  guard let value else { throw NotFound() }
  return value
}

func onTheStreet(_ engine: EngineKind, _ body: @escaping @Sendable (IntakeStreet) async throws -> Void) async throws {
  let migrations: [Migration] =
    JournalSchema.migrations + WebSchema.migrations + PlacesSchema.migrations + OrganisationsSchema.migrations + MatterSchema.migrations
  try await withTemporaryFolder { folder in
    try await withDatabase(engine, migrations) { database in
      let profile: CityProfile = try Testkit.profile("jilin")
      let clock = FakeClock()
      let keys: KeyRing = .ephemeral()
      let ids = IdentifierMaker(node: 5, timepiece: clock.timepiece)
      let divisions = try Division.parse(String(contentsOfFile: citiesFolder + "/_base/divisions.csv", encoding: .utf8))
      let demo = PlacesDemo(profile: profile, divisions: divisions, scale: .town)
      let places: DemoPlaces = try demo.make(ids: ids)
      try await database.load { session in try demo.save(places, in: session) }
      let rules = PasswordRules(commonest: [])
      let organisations = OrganisationsRoom(
        database: database, profile: profile, keys: keys, passwords: rules, ids: ids, timepiece: clock.timepiece)
      let room = MattersRoom(
        database: database, profile: profile, keys: keys, ids: ids, timepiece: clock.timepiece,
        places: PlacesRoom(database: database, profile: profile), organisations: organisations, workshop: PhotoWorkshop(),
        store: PhotoStore(folder: folder.path))
      let site = Site(
        routes: room.routes, database: database, locales: profile.locales, words: { profile.words($0) }, timepiece: clock.timepiece, keys: keys,
        identify: { _, _, _, _ in nil }, log: RequestLog { _ in })
      try await site.application().test(.router) { client in
        try await body(IntakeStreet(client: client, database: database, room: room, places: places, profile: profile, clock: clock))
      }
    }
  }
}
