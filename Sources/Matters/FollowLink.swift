public import Ground
public import Vault

/// The secret link by which a reporter follows a report, without an account: the report's id and a keyed digest of it.
///
/// Nothing is stored for it, so nothing can leak from the database; whoever has the link has the report.
public struct FollowLinks: Sendable {
  private let keys: KeyRing

  public init(keys: KeyRing) { self.keys = keys }

  /// `<id in base 36>-<16 bytes in base64url>`
  public func token(_ report: ReportID) -> String {
    let id = String(report.raw, radix: 36)
    return "\(id)-\(Base64URL.encode(Array(keys.sign(Array(id.utf8), for: .followLink).prefix(16))))"
  }

  /// The report of a token, or nil when the token was not made here.
  public func report(_ token: String) -> ReportID? {
    let parts = token.split(separator: "-", maxSplits: 1).map(String.init)
    guard parts.count == 2, let raw = Int64(parts[0], radix: 36), raw > 0, String(raw, radix: 36) == parts[0],
      let signature = Base64URL.decode(parts[1]), signature.count == 16
    else { return nil }
    let known = keys.signatures(of: Array(parts[0].utf8), for: .followLink)
    guard known.contains(where: { Digest.areEqual(Array($0.prefix(16)), signature) }) else { return nil }
    return ReportID(raw)
  }

  public func path(_ report: ReportID) -> String { "/f/\(token(report))" }
}
