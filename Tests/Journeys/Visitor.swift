import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Synchronization

/// Somebody with a browser of their own, which keeps cookies; or a machine with a token.
final class Visitor: Sendable {
  /// A file of a form.
  struct Upload: Sendable {
    let field: String
    let name: String
    let type: String
    let bytes: [UInt8]
  }

  private let client: any TestClientProtocol
  private let language: String
  private let token: String?
  private let cookies: Mutex<[String: String]> = Mutex([:])

  init(client: any TestClientProtocol, language: String, token: String? = nil) {
    self.client = client
    self.language = language
    self.token = token
  }

  func get(_ path: String, _ headers: [String: String] = [:]) async throws -> Answer { try await send(.get, path, headers) }

  /// Sends the page's form that goes to `action`, its hidden fields included; what is given wins over them.
  func submit(_ page: Answer, to action: String, _ fields: [String: String] = [:], uploads: [Upload] = []) async throws -> Answer {
    let all: [String: String] = page.hidden(action).merging(fields) { _, given in given }
    return uploads.isEmpty ? try await post(action, all) : try await post(action, all, uploads)
  }

  /// A form as it stands, without anything that a page would have hidden in it.
  func post(_ path: String, _ fields: [String: String]) async throws -> Answer {
    let body: String = fields.map { "\(Visitor.escaped($0.key))=\(Visitor.escaped($0.value))" }.joined(separator: "&")
    return try await send(.post, path, ["content-type": "application/x-www-form-urlencoded"], Array(body.utf8))
  }

  /// A form with files.
  func post(_ path: String, _ fields: [String: String], _ uploads: [Upload]) async throws -> Answer {
    let boundary: String = "lianzhi-journey-boundary"
    var body: [UInt8] = []
    for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
      body += Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
    }
    for upload in uploads {
      let head: String = "Content-Disposition: form-data; name=\"\(upload.field)\"; filename=\"\(upload.name)\"\r\nContent-Type: \(upload.type)"
      body += Array("--\(boundary)\r\n\(head)\r\n\r\n".utf8) + upload.bytes + Array("\r\n".utf8)
    }
    body += Array("--\(boundary)--\r\n".utf8)
    return try await send(.post, path, ["content-type": "multipart/form-data; boundary=\(boundary)"], body)
  }

  /// A request of the JSON interface with an object of texts.
  func json(
    _ method: HTTPRequest.Method, _ path: String, _ object: [String: String] = [:], _ headers: [String: String] = [:]
  ) async throws -> Answer {
    let body: Data = try JSONEncoder().encode(object)
    return try await send(method, path, headers.merging(["content-type": "application/json"]) { given, _ in given }, [UInt8](body))
  }

  /// The page to which a form's answer leads.
  func follow(_ answer: Answer) async throws -> Answer { try await get(try unwrap(answer.location)) }

  func send(_ method: HTTPRequest.Method, _ path: String, _ headers: [String: String] = [:], _ body: [UInt8]? = nil) async throws -> Answer {
    var fields = HTTPFields()
    for (name, value) in own.merging(headers, uniquingKeysWith: { _, given in given }) {
      if let name = HTTPField.Name(name) { fields[name] = value }
    }
    let response = try await client.executeRequest(uri: path, method: method, headers: fields, body: body.map { ByteBuffer(bytes: $0) })
    keep(response.headers[values: .setCookie])
    return Answer(status: response.status.code, headers: response.headers, bytes: Array(response.body.readableBytesView))
  }

  private var own: [String: String] {
    var out: [String: String] = ["accept-language": language]
    if let token { out["authorization"] = "Bearer \(token)" }
    let kept: String = cookies.withLock { $0.map { "\($0.key)=\($0.value)" }.joined(separator: "; ") }
    if !kept.isEmpty { out["cookie"] = kept }
    return out
  }

  private func keep(_ lines: [String]) {
    for line in lines {
      let parts: [Substring] = line.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { continue }
      cookies.withLock { $0[String(parts[0])] = parts[1].isEmpty ? nil : String(parts[1]) }
    }
  }

  private static func escaped(_ text: String) -> String {
    let plain: CharacterSet = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")
    return text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
  }
}
