/// What an installation may set about its web side.
public struct SiteSettings: Sendable {
  /// Scheme and host under which visitors reach the site, such as `https://lz.example`. nil: whatever Host they used, over
  /// plain HTTP, which is for one machine and for trying out.
  public var origin: String?
  /// Further origins whose pages may send requests.
  public var trustedOrigins: [String] = []
  /// Cookies over TLS only, and HSTS.
  public var isSecure: Bool = false
  /// Requests a minute from one address to what needs no account and changes something (sign-in, intake); nil: no limit.
  public var visitorLimit: Int?
  /// Whether the client's address is the last one of X-Forwarded-For, because a proxy of ours stands in front.
  public var trustsForwarded: Bool = false
  /// Seconds; see ``SessionKeeper``.
  public var idleLimit: Int64 = 12 * 3600
  public var absoluteLimit: Int64 = 7 * 86400
  /// Where a visitor is sent who must sign in first.
  public var signInPath: String = "/sign-in"
  /// Seconds without a byte after which a connection is closed.
  public var idleConnection: Int64 = 75
  /// Bytes of large bodies (photos) that may be in memory at once, over all requests.
  public var bodiesInMemory: Int = 512 * 1024 * 1024
  /// Whether every request is logged; refusals of our own making always are.
  public var logsRequests: Bool = true

  public init() {}
}
