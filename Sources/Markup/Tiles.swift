/// Figures. Each names what it is measured against and opens to exactly its rows.
///
/// ```swift
/// Tiles([.init(words("tile.late"), total: "14", unit: words("unit.matter"), note: "\(words("tile.longest"))", open: words("tile.open"), to: "/matters?due=late")])
/// ```
public struct Tiles: Part {
  public struct Tile: Sendable {
    public var name: String
    public var total: String
    public var unit: String
    public var note: HTML
    /// What pressing shows: 看这 14 件.
    public var open: String
    public var href: String
    public init(_ name: String, total: String, unit: String = "", note: HTML = .empty, open: String, to href: String) {
      self.name = name
      self.total = total
      self.unit = unit
      self.note = note
      self.open = open
      self.href = href
    }
  }

  public var tiles: [Tile]

  public init(_ tiles: [Tile]) { self.tiles = tiles }

  public var html: HTML { "<div class=\"tiles\(if: tiles.count == 7 || tiles.count == 8, " four")\">\(each: tiles, Tiles.link)</div>" }

  private static func link(_ tile: Tile) -> HTML {
    """
    <a class="tile"\(href: tile.href)><span class="name">\(tile.name)</span> <span class="total">\(tile.total)\
    \(if: !tile.unit.isEmpty, "<small>\(tile.unit)</small>")</span> <span class="note">\(tile.note)</span> \
    <span class="open">\(tile.open)</span></a>
    """
  }
}
