/// A chart of what stands below what, to be printed: for the eye a drawing from left to right, cut into figures that fit a page; for
/// screen readers and phones the same as nested lists.
///
/// ```swift
/// TreeChart("chart", words("bodies.chart"), root: node, more: { words("chart.more", count: $0) })
/// ```
public struct TreeChart: Part {
  public struct Node: Sendable {
    public var title: String
    /// Smaller, after the title in the list.
    public var small: String
    public var children: [Node]
    public init(_ title: String, small: String = "", children: [Node] = []) {
      self.title = title
      self.small = small
      self.children = children
    }

    /// How many lines the drawing of it takes.
    var rows: Int {
      guard !children.isEmpty else { return 1 }
      return children.reduce(0) { $0 + $1.rows }
    }
  }

  public var id: String
  public var title: String
  public var root: Node
  /// What stands in a box for so many below it that are drawn in a figure of their own.
  public var more: @Sendable (Int) -> String

  public init(_ id: String, _ title: String, root: Node, more: @escaping @Sendable (Int) -> String) {
    self.id = id
    self.title = title
    self.root = root
    self.more = more
  }

  /// Lines of a figure that fits a side of A4.
  static let most: Int = 36

  public var html: HTML {
    """
    <section aria-labelledby="\(id)-title"><h2 class="sr" id="\(id)-title">\(title)</h2>\
    <div class="tree-drawings" aria-hidden="true">\(each: TreeChart.figures(root, more), { TreeDrawing(root: $0).html })</div>\
    <ul class="tree">\(TreeChart.item(root))</ul></section>
    """
  }

  private static func item(_ node: Node) -> HTML {
    let small: HTML = node.small.isEmpty ? .empty : " <span class=\"quiet small\">\(node.small)</span>"
    let below: HTML = node.children.isEmpty ? .empty : "<ul>\(each: node.children, item)</ul>"
    return "<li>\(node.title)\(small)\(below)</li>"
  }

  /// The tree cut into figures: one that fits stays whole; else its own children first, and then a figure for each that has more below.
  static func figures(_ node: Node, _ more: (Int) -> String) -> [Node] {
    guard node.rows > most else { return [node] }
    var out: [Node] = []
    var rest: ArraySlice<Node> = node.children[...]
    while !rest.isEmpty {
      let part: [Node] = rest.prefix(most).map { closed($0, more) }
      out.append(Node(node.title, small: node.small, children: part))
      rest = rest.dropFirst(most)
    }
    for child in node.children where !child.children.isEmpty { out += figures(child, more) }
    return out
  }

  private static func closed(_ node: Node, _ more: (Int) -> String) -> Node {
    guard !node.children.isEmpty else { return node }
    return Node(node.title, small: node.small, children: [Node(more(node.children.count))])
  }
}

/// One figure of a ``TreeChart``: boxes in columns, joined by elbows.
struct TreeDrawing: Part {
  let root: TreeChart.Node

  private static let column: Int = 230
  private static let box: Int = 200
  private static let line: Int = 30

  var html: HTML {
    var out: HTML = .empty
    let width: Int = TreeDrawing.depth(root) * TreeDrawing.column
    _ = draw(root, depth: 0, top: 0, into: &out)
    let height: Int = root.rows * TreeDrawing.line + 4
    return "<svg class=\"tree-drawing\" viewBox=\"0 0 \(width) \(height)\" width=\"\(width)\" height=\"\(height)\">\(out)</svg>"
  }

  private static func depth(_ node: TreeChart.Node) -> Int { 1 + (node.children.map(depth).max() ?? 0) }

  /// Draws a node and all below it from a line on, and returns the height of its middle.
  private func draw(_ node: TreeChart.Node, depth: Int, top: Int, into out: inout HTML) -> Int {
    let left: Int = depth * TreeDrawing.column + 2
    var row: Int = top
    var middles: [Int] = []
    for child in node.children {
      middles.append(draw(child, depth: depth + 1, top: row, into: &out))
      row += child.rows
    }
    let own: Int = top * TreeDrawing.line + TreeDrawing.line / 2 + 2
    let middle: Int = middles.isEmpty ? own : ((middles.first ?? own) + (middles.last ?? own)) / 2
    for other in middles {
      let right: Int = left + TreeDrawing.box
      let bend: Int = right + (TreeDrawing.column - TreeDrawing.box) / 2
      out += "<path class=\"stem\" d=\"M\(right) \(middle)H\(bend)V\(other)H\(left + TreeDrawing.column)\"/>"
    }
    out += """
      <rect class="leaf" x="\(left)" y="\(middle - 11)" width="\(TreeDrawing.box)" height="22" rx="3"/>\
      <text x="\(left + 8)" y="\(middle + 4)">\(TreeDrawing.short(node.title))</text>
      """
    return middle
  }

  /// As much of a title as a box holds: 15 wide characters, or 30 narrow ones. The list has all of it.
  static func short(_ title: String) -> String {
    var room: Int = 29
    var out: String = ""
    for character in title {
      room -= (character.unicodeScalars.first?.value ?? 0) < 0x2e80 ? 1 : 2
      guard room >= 0 else { return out + "…" }
      out.append(character)
    }
    return out
  }
}
