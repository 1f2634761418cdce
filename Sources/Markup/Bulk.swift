/// What can be done with the ticked rows: inside the form around a ``Ledger`` with picking. It appears when something is
/// ticked (without JavaScript it is always there) and leads to a preview, never acts at once.
///
/// ```swift
/// Bulk(label: words("bulk"), count: words("bulk.count"), [Button(words("bulk.dispatch"), .primary, key: "d")], reset: words("bulk.reset"))
/// ```
public struct Bulk: Part {
  public var label: String
  /// With `{count}` in it: 已选 {count} 件.
  public var count: String
  public var acts: [Button]
  public var reset: String

  public init(label: String, count: String, _ acts: [Button], reset: String) {
    self.label = label
    self.count = count
    self.acts = acts
    self.reset = reset
  }

  public var html: HTML {
    """
    <div class="bulk" role="group" aria-label="\(label)" data-bulk><b class="grow-text" aria-live="polite" data-count="\(count)"></b>\
    \(acts)<button class="button" type="reset">\(reset)</button></div>
    """
  }
}
