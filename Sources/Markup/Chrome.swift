/// What the frame around every page needs to know of the request: `Web` makes it, once.
///
/// ```swift
/// Chrome(locale: visit.words.locale, words: { visit.words($0) }, target: visit.target, version: assetVersion)
/// ```
public struct Chrome: Sendable {
  public enum Mode: String, Sendable, CaseIterable { case standard, elder }
  public enum Theme: String, Sendable, CaseIterable { case light, dark }

  /// BCP 47: `zh-CN` or `en`.
  public var locale: String
  /// The text of a key of `words.markup.*.yaml`.
  public var words: @Sendable (_ key: String) -> String
  /// The path and query of a page that can be asked for again (GET): the switches lead there with `mode`, `theme` or `lang` set.
  public var target: String
  public var menu: [MenuEntry]
  /// nil for a visitor without an account.
  public var callerName: String?
  /// For the sign-out form; nil shows none.
  public var signOut: FormTokens?
  public var mode: Mode
  /// nil: as the system has it.
  public var theme: Theme?
  /// The number residents may call; nil shows no link.
  public var hotline: String?
  /// What happened just before, shown once.
  public var notice: Notice?
  /// Changes with the assets, so that they can be cached for long.
  public var version: String

  public init(
    locale: String, words: @escaping @Sendable (_ key: String) -> String, target: String, menu: [MenuEntry] = [], callerName: String? = nil,
    signOut: FormTokens? = nil, mode: Mode = .standard, theme: Theme? = nil, hotline: String? = "12345", notice: Notice? = nil,
    version: String = "1"
  ) {
    self.locale = locale
    self.words = words
    self.target = target
    self.menu = menu
    self.callerName = callerName
    self.signOut = signOut
    self.mode = mode
    self.theme = theme
    self.hotline = hotline
    self.notice = notice
    self.version = version
  }
}
