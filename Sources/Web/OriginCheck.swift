import Ground
import HTTPTypes

/// Whether an unsafe request was sent by a page of ours. Browsers say where they stand; other clients say nothing.
struct OriginCheck: Sendable {
  /// nil: the Host that the request itself names.
  let origin: String?
  let trusted: Set<String>

  init(_ settings: SiteSettings) {
    origin = settings.origin
    trusted = Set(settings.trustedOrigins + [settings.origin].compactMap { $0 })
  }

  /// Scheme and host the visitor uses.
  func own(_ arrival: Arrival) -> String {
    if let origin { return origin }
    guard let host = arrival.host, !host.isEmpty, host.utf8.allSatisfy(OriginCheck.isOfHost) else { return "http://localhost" }
    return "http://\(host)"
  }

  private static func isOfHost(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "]"):
      true
    default: false
    }
  }

  /// - Throws: ``Refusal`` `.foreignOrigin`.
  func check(_ arrival: Arrival) throws {
    let site = arrival.headers[.secFetchSite]
    if let site, site != "same-origin", site != "none" {
      guard let origin = arrival.headers[.origin], trusted.contains(origin) else { throw Refusal(.foreignOrigin) }
    }
    guard let given = arrival.headers[.origin] else { return }
    // A page with a stricter referrer policy says "null" of itself; Sec-Fetch-Site then tells.
    if given == "null", site == "same-origin" { return }
    guard given == own(arrival) || trusted.contains(given) else { throw Refusal(.foreignOrigin) }
  }
}
