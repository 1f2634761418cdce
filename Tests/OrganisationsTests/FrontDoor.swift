import Foundation
import Ground
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Markup
import Testkit
import Web

@testable import Organisations

/// The small town's staff behind the whole of Web, as a browser or a machine meets them.
struct FrontDoor: Sendable {
  let client: any TestClientProtocol
  let staff: Staff

  struct Answer: Sendable {
    let status: Int
    let headers: HTTPFields
    let text: String

    func cookie(_ name: String) -> String? {
      let line: String? = headers[values: .setCookie].first { $0.hasPrefix("\(name)=") }
      return line.map { String($0.dropFirst(name.count + 1).prefix { $0 != ";" }) }
    }

    func hidden(_ name: String) -> String {
      guard let start = text.range(of: "name=\"\(name)\" value=\"") else { return "" }
      return String(text[start.upperBound...].prefix { $0 != "\"" })
    }
  }

  func send(_ method: HTTPRequest.Method, _ path: String, _ headers: [String: String] = [:], _ body: String = "") async throws -> Answer {
    var fields = HTTPFields()
    for (name, value) in headers {
      if let name = HTTPField.Name(name) { fields[name] = value }
    }
    let buffer: ByteBuffer? = body.isEmpty ? nil : ByteBuffer(string: body)
    let response = try await client.executeRequest(uri: path, method: method, headers: fields, body: buffer)
    return Answer(status: response.status.code, headers: response.headers, text: String(buffer: response.body))
  }

  /// Fills in the form at one address and sends it to another, as a browser would.
  func submit(_ fields: [String: String], form: String, to path: String, session: String? = nil) async throws -> Answer {
    let page: Answer = try await send(.get, form, session.map { ["cookie": "lianzhi=\($0)"] } ?? [:])
    let cookie: String = session.map { "lianzhi=\($0)" } ?? "lianzhi_form=\(page.cookie("lianzhi_form") ?? "")"
    var all: [String: String] = fields
    all["_csrf"] = page.hidden("_csrf")
    all["_key"] = page.hidden("_key")
    let body: String = all.map { "\($0.key)=\(Address.encode($0.value))" }.joined(separator: "&")
    return try await send(.post, path, ["cookie": cookie, "content-type": "application/x-www-form-urlencoded"], body)
  }

  func json(_ method: HTTPRequest.Method, _ path: String, _ body: String, _ headers: [String: String] = [:]) async throws -> Answer {
    try await send(method, path, headers.merging(["content-type": "application/json"]) { given, _ in given }, body)
  }
}

func atTheDoor(_ staff: Staff, _ body: @escaping @Sendable (FrontDoor) async throws -> Void) async throws {
  let town: SmallTown = staff.town
  let site = Site(
    routes: staff.room.routes, database: staff.database, locales: town.profile.locales, words: { town.profile.words($0) },
    timepiece: town.clock.timepiece, keys: town.keys,
    identify: { session, account, now, request in try staff.room.callers.caller(account, at: now, request: request, in: session) },
    log: RequestLog { _ in })
  try await site.application().test(.router) { client in try await body(FrontDoor(client: client, staff: staff)) }
}
