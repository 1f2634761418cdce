public import Ground
public import Markup
public import SQL
public import Vault

/// Everything the web side of an installation is made of. The executable composes one; ``application(host:port:)`` serves it.
///
/// ```swift
/// let site = Site(
///   routes: rooms.flatMap(\.routes), database: database, locales: profile.locales, words: profile.words, timepiece: .system,
///   keys: keys, identify: { try callers.caller($1, at: $2, request: $3, in: $0) })
/// try await site.application(host: "127.0.0.1", port: 8080).runService()
/// ```
public struct Site: Sendable {
  /// Who stands behind an account now, nil when it may no longer sign in. Runs in the read that finds the session.
  public typealias Identify = @Sendable (any Session, AccountID, Moment, _ requestID: String) throws -> Caller?

  public var routes: [Route]
  public var database: any Database
  /// The default first.
  public var locales: [String]
  public var words: @Sendable (_ locale: String) -> Words
  public var timepiece: Timepiece
  public var keys: KeyRing
  public var identify: Identify
  /// The desk's menu for a caller.
  public var menu: @Sendable (Words, Caller) -> [MenuEntry]
  /// The number residents may call.
  public var hotline: String?
  /// Folders served under `/assets/`; a later one wins.
  public var assetFolders: [String]
  public var settings: SiteSettings
  /// Where log lines go, one JSON object each, without a line end.
  public var log: RequestLog
  /// Further figures for `/metrics`.
  public var gauges: [Gauge]

  public init(
    routes: [Route], database: any Database, locales: [String], words: @escaping @Sendable (_ locale: String) -> Words,
    timepiece: Timepiece, keys: KeyRing, identify: @escaping Identify,
    menu: @escaping @Sendable (Words, Caller) -> [MenuEntry] = { _, _ in [] }, hotline: String? = nil, assetFolders: [String] = [],
    settings: SiteSettings = SiteSettings(), log: RequestLog = .standardError, gauges: [Gauge] = []
  ) {
    self.routes = routes
    self.database = database
    self.locales = locales
    self.words = words
    self.timepiece = timepiece
    self.keys = keys
    self.identify = identify
    self.menu = menu
    self.hotline = hotline
    self.assetFolders = assetFolders
    self.settings = settings
    self.log = log
    self.gauges = gauges
  }

  var sessions: SessionKeeper {
    SessionKeeper(idleLimit: settings.idleLimit, absoluteLimit: settings.absoluteLimit, secureCookies: settings.isSecure)
  }
}
