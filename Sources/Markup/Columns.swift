/// Two columns on a desk, one below the other on a phone. Each column is a stack of cards.
///
/// ```swift
/// Columns(.aside, label: words("matter.aside"), ["\(asked)", "\(story)"], ["\(why)", "\(requester)"])
/// ```
public struct Columns: Part {
  public enum Shares: String, Sendable {
    /// The list first, map and preview at its side.
    case split
    /// The thing itself, and a narrow column of what belongs to it.
    case aside = "two"
    case halves = "two halves"
  }

  public var shares: Shares
  /// What the second column is, for screen readers.
  public var label: String
  public var first: [HTML]
  public var second: [HTML]

  public init(_ shares: Shares, label: String, _ first: [HTML], _ second: [HTML]) {
    self.shares = shares
    self.label = label
    self.first = first
    self.second = second
  }

  public var html: HTML {
    """
    <div class="\(shares.rawValue)"><div class="stack">\(first)</div><aside class="stack" aria-label="\(label)">\(second)</aside></div>
    """
  }
}
