import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore

/// What the tests send and see.
struct Browser: Sendable {
  let client: any TestClientProtocol

  struct Answer: Sendable {
    let status: Int
    let headers: HTTPFields
    let bytes: [UInt8]
    var text: String { String(decoding: bytes, as: UTF8.self) }

    var json: [String: any Sendable] {
      guard let value = try? JSONSerialization.jsonObject(with: Data(text.utf8)) else { return [:] }
      return (value as? [String: any Sendable]) ?? [:]
    }

    func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }

    /// The value of a cookie that the answer sets.
    func cookie(_ name: String) -> String? {
      for line in headers[values: .setCookie] where line.hasPrefix("\(name)=") {
        return String(line.dropFirst(name.count + 1).prefix { $0 != ";" })
      }
      return nil
    }

    /// The value of a hidden field of the page.
    func hidden(_ name: String) -> String? {
      guard let start = text.range(of: "name=\"\(name)\" value=\"") else { return nil }
      return String(text[start.upperBound...].prefix { $0 != "\"" })
    }

    /// `field: detail` of each error of a problem.
    var errors: [String: String] {
      let list = json["errors"] as? [[String: String]] ?? []
      return Dictionary(list.map { ($0["field"] ?? "", $0["detail"] ?? "") }, uniquingKeysWith: { first, _ in first })
    }
  }

  func send(_ method: HTTPRequest.Method, _ path: String, _ headers: [String: String] = [:], _ body: [UInt8]? = nil) async throws -> Answer {
    var fields = HTTPFields()
    for (name, value) in headers {
      if let name = HTTPField.Name(name) { fields[name] = value }
    }
    let response = try await client.executeRequest(uri: path, method: method, headers: fields, body: body.map { ByteBuffer(bytes: $0) })
    return Answer(status: response.status.code, headers: response.headers, bytes: Array(buffer: response.body))
  }

  func get(_ path: String, _ headers: [String: String] = [:]) async throws -> Answer { try await send(.get, path, headers) }

  func json(_ method: HTTPRequest.Method, _ path: String, _ body: String, _ headers: [String: String] = [:]) async throws -> Answer {
    let all = headers.merging(["content-type": "application/json"]) { given, _ in given }
    return try await send(method, path, all, Array(body.utf8))
  }

  /// A page's form: what it hides, and the cookie that goes with it.
  func form(_ session: String? = nil) async throws -> (fields: String, cookie: String) {
    let page = try await get("/", session.map { ["cookie": "lianzhi=\($0)"] } ?? [:])
    let fields = "_csrf=\(page.hidden("_csrf") ?? "")&_key=\(page.hidden("_key") ?? "")"
    let cookie = session.map { "lianzhi=\($0)" } ?? "lianzhi_form=\(page.cookie("lianzhi_form") ?? "")"
    return (fields, cookie)
  }

  func post(_ path: String, _ fields: String, cookie: String, _ headers: [String: String] = [:]) async throws -> Answer {
    let all = headers.merging(["content-type": "application/x-www-form-urlencoded", "cookie": cookie]) { given, _ in given }
    return try await send(.post, path, all, Array(fields.utf8))
  }
}
