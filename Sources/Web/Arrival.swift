import Ground
import HTTPTypes

/// A request as it came in, before anything is known of it.
struct Arrival: Sendable {
  let method: String
  let path: Substring
  let query: Substring
  /// Path and query.
  let target: String
  let headers: HTTPFields
  /// Host as the visitor typed it.
  let host: String?
  let requestID: String
  /// The client's address, for the rate limit and for the keys of clients without a cookie. Never logged.
  let remote: String
  let now: Moment

  init(_ head: HTTPRequest, remote: String, now: Moment) {
    method = head.method.rawValue
    target = head.path ?? "/"
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    path = parts.first ?? ""
    query = parts.count > 1 ? parts[1] : ""
    headers = head.headerFields
    host = head.authority
    requestID = Arrival.requestID(head.headerFields[.requestID])
    self.remote = remote
    self.now = now
  }

  /// Set by a proxy of ours, or made here. It goes into logs and journal, so only a plain one is taken.
  private static func requestID(_ given: String?) -> String {
    if let given, (8...64).contains(given.utf8.count), given.utf8.allSatisfy(isPlain) { return given }
    let number = UInt64.random(in: .min ... .max)
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"): true
    default: false
    }
  }

  var isAPI: Bool { path.hasPrefix("/api/") }

  func cookie(_ name: String) -> String? { headers[.cookie].flatMap { Cookie.value(of: name, in: $0) } }

  /// The page the visitor came from, when it is one of ours.
  func referer(of origin: String) -> String? {
    guard let referer = headers[.referer], referer.hasPrefix(origin + "/") else { return nil }
    return LocalPath.checked(String(referer.dropFirst(origin.count)))
  }
}
