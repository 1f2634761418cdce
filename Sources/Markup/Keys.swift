/// The keys of a desk page: a line at the foot, and a dialog with all of them that `?` opens.
///
/// ```swift
/// Keys([.init(["j", "k"], words("keys.move")), .init(["Enter"], words("keys.open"))], title: words("keys.all"), close: words("keys.close"))
/// Page(…, scripts: Keys.scripts)
/// ```
public struct Keys: Part {
  public static let scripts: [String] = ["desk.js"]

  public struct Key: Sendable {
    public var caps: [String]
    public var does: String
    public init(_ caps: [String], _ does: String) {
      self.caps = caps
      self.does = does
    }
  }

  public var keys: [Key]
  public var title: String
  public var close: String
  /// How many the line shows; the dialog has all.
  public var shown: Int

  public init(_ keys: [Key], title: String, close: String, shown: Int = 6) {
    self.keys = keys
    self.title = title
    self.close = close
    self.shown = shown
  }

  public var html: HTML {
    """
    <p class="keys no-print">\(each: keys.prefix(shown), { "<span>\(Keys.caps($0)) \($0.does)</span>" })</p>\
    <dialog class="dialog" id="keys" aria-labelledby="keys-title"><header><h2 id="keys-title">\(title)</h2></header>\
    <div><dl class="facts">\(each: keys, { "<dt>\(Keys.caps($0))</dt><dd>\($0.does)</dd>" })</dl></div>\
    <footer><form method="dialog"><button class="button">\(close)</button></form></footer></dialog>\
    <p class="sr" aria-live="polite" id="keys-said"></p>
    """
  }

  private static func caps(_ key: Key) -> HTML { "\(each: key.caps, { "<kbd>\($0)</kbd> " })" }
}
