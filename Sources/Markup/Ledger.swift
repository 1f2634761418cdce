/// A table of rows that are compared (台账): columns, sort links, rows that lead somewhere. On a phone, minor columns leave.
///
/// ```swift
/// Ledger(caption: words("queue.caption"), columns: [.init(words("matter")), .init(words("due"), sort: .init(href: url, order: .ascending))],
///   rows: matters.map { Ledger.Row([Ledger.what($0.title, href: "/matters/\($0.id)", small: $0.place), "\(Lateness($0.due, .soon))"]) })
/// ```
/// The first cell of a row is its heading. With ``Picking`` each row can be ticked (`x` on a desk).
public struct Ledger: Part {
  public struct Column: Sendable {
    public enum Order: String, Sendable { case ascending, descending }

    public struct Sort: Sendable {
      /// The list in the order one gets by pressing.
      public var href: String
      /// How the list is ordered by this column now; nil when it is ordered by another.
      public var order: Order?
      public init(href: String, order: Order? = nil) {
        self.href = href
        self.order = order
      }
    }

    public var title: String
    public var isMinor: Bool
    public var isNumber: Bool
    public var sort: Sort?
    public init(_ title: String, isMinor: Bool = false, isNumber: Bool = false, sort: Sort? = nil) {
      self.title = title
      self.isMinor = isMinor
      self.isNumber = isNumber
      self.sort = sort
    }
  }

  public struct Row: Sendable {
    public var cells: [HTML]
    public var isCurrent: Bool
    /// It has just come from somewhere.
    public var hasArrived: Bool
    public var pick: Pick?
    public init(_ cells: [HTML], isCurrent: Bool = false, hasArrived: Bool = false, pick: Pick? = nil) {
      self.cells = cells
      self.isCurrent = isCurrent
      self.hasArrived = hasArrived
      self.pick = pick
    }
  }

  /// A row's tick box; the label names the row: 选中 493-118-027.
  public struct Pick: Sendable {
    public var value: String
    public var label: String
    public var isOn: Bool
    public init(_ value: String, label: String, isOn: Bool = false) {
      self.value = value
      self.label = label
      self.isOn = isOn
    }
  }

  /// The name of the tick boxes' field and the label of the box that ticks all.
  public struct Picking: Sendable {
    public var name: String
    public var all: String
    public init(name: String, all: String) {
      self.name = name
      self.all = all
    }
  }

  /// What the table holds, in which order: for screen readers.
  public var caption: String
  public var columns: [Column]
  public var rows: [Row]
  public var picking: Picking?

  public init(caption: String, columns: [Column], rows: [Row], picking: Picking? = nil) {
    self.caption = caption
    self.columns = columns
    self.rows = rows
    self.picking = picking
  }

  /// The cell that leads to the thing itself, with a line of smaller words below.
  public static func what(_ title: String, href: String, small: String? = nil) -> HTML {
    let below: HTML = small.map { "<small>\($0)</small>" } ?? .empty
    return "<a class=\"what\"\(href: href)>\(title)</a>\(below)"
  }
}
