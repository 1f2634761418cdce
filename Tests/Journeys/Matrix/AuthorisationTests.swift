import Foundation
import Ground
import HTTPTypes
import SQL
import Testing
import Testkit
import Web

@testable import lianzhi

/// Every route, every role of the city, both faces: let in or turned away exactly as the table says. Past the door each look-up decides about the
/// single row; that is what the rooms' own tests ask.
@Suite("Who may use which route")
struct AuthorisationTests {
  @Test("every route is in the table, and the table names no other")
  func whole() async throws {
    let table = try AuthorisationTable()
    try await withHouse(.sqlite, demo: nil) { house, _ in
      let routes: [Route] = house.house.routes
      #expect(routes.count > 200)
      let missing: [String] = routes.filter { table.lines[$0.name] == nil }.map { "\($0.name),\($0.method.rawValue),\($0.path)," }
      #expect(missing.isEmpty, "not in Tests/authorisation.csv:\n\(missing.joined(separator: "\n"))")
      let names: Set<String> = Set(routes.map(\.name))
      #expect(table.lines.keys.filter { !names.contains($0) }.sorted() == [])
      for route in routes {
        guard let line = table.lines[route.name] else { continue }
        #expect(line.method == route.method.rawValue && line.path == route.path, "\(route.name)")
      }
    }
  }

  @Test("let in or turned away as the table says", arguments: EngineKind.allCases)
  func matrix(_ engine: EngineKind) async throws {
    let table = try AuthorisationTable()
    try await withHouse(engine, demo: nil) { house, door in
      _ = try await FoundCity(house: house.house, words: house.words()).found()
      let callers: [MatrixCaller] = try await MatrixStaff(house: house).callers()
      let doors: [Doorway] = house.house.routes.flatMap { route in route.faces.map { Doorway(route: route, face: $0) } }
      let notAllowed: String = house.words()("refusal.notAllowed")
      let amiss: [String] = try await withThrowingTaskGroup(of: [String].self) { group in
        for caller in callers {
          group.addTask {
            var amiss: [String] = []
            for doorway in doors {
              guard let line = table.lines[doorway.route.name] else { continue }
              let answer: Answer = try await doorway.knock(as: caller, at: door)
              let isIn: Bool = !Doorway.isTurnedAway(answer, notAllowed)
              if isIn != AuthorisationTable.admits(caller.permissions, to: line) || answer.status >= 500 {
                amiss.append("\(caller.name) at \(doorway.route.name) (\(doorway.face)): \(answer.status)")
              }
            }
            return amiss
          }
        }
        return try await group.reduce(into: []) { $0 += $1 }
      }
      print("authorisation: \(doors.count) doors, \(callers.count) callers, \(engine)")
      #expect(amiss.isEmpty, "\(amiss.sorted().joined(separator: "\n"))")
    }
  }

  @Test("the table admits as it reads")
  func reading() throws {
    let line: AuthorisationTable.Line = try AuthorisationTable.line("x,GET,/x,people.manage or role.manage")
    let signedIn: AuthorisationTable.Line = try AuthorisationTable.line("x,GET,/x,signed in")
    let open: AuthorisationTable.Line = try AuthorisationTable.line("x,GET,/x,everyone")
    #expect(AuthorisationTable.admits([.roleManage], to: line) && !AuthorisationTable.admits([.peopleRead], to: line))
    #expect(!AuthorisationTable.admits(nil, to: line) && !AuthorisationTable.admits(nil, to: signedIn) && AuthorisationTable.admits([], to: signedIn))
    #expect(AuthorisationTable.admits(nil, to: open))
    #expect(throws: AuthorisationTable.NotATable.self) { _ = try AuthorisationTable.line("x,GET,/x,people.mange") }
  }
}

/// One face of one route.
struct Doorway: Sendable {
  let route: Route
  let face: Route.Face

  /// Asks with whatever the route cannot read, so that nothing is changed whoever is let in: the door is before the reading.
  func knock(as caller: MatrixCaller, at door: FrontDoorstep) async throws -> Answer {
    let path: String = (face == .json ? "/api/v1" : "") + route.path.replacing(/\{[a-z_]+\}/, with: "1")
    let visitor = Visitor(client: door.client, language: "zh-CN", token: face == .json ? caller.token : nil)
    var headers: [String: String] = [:]
    if face == .page, let token = caller.token { headers["cookie"] = "lianzhi=\(token)" }
    if route.method.isSafe { return try await visitor.get(path, headers) }
    headers["content-type"] = face == .json ? "application/json" : "application/x-www-form-urlencoded"
    return try await visitor.send(try unwrap(HTTPRequest.Method(rawValue: route.method.rawValue)), path, headers, Array("{".utf8))
  }

  static func isTurnedAway(_ answer: Answer, _ notAllowed: String) -> Bool {
    switch answer.status {
    case 401: true
    case 303: answer.location?.hasPrefix("/sign-in?next=") ?? false
    case 403: answer.text.contains(notAllowed)
    default: false
    }
  }
}
