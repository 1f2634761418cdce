import Markup

/// The graph as inline SVG: the area at the top, its alliances below it on the left, the organisations down the right. 360 wide, so
/// that the words are as large on a phone as they are drawn; the same graph gives the same picture.
struct TieDrawing: Part {
  let graph: TieGraph
  let label: String
  private let row: Int = 32
  private let top: Int = 62
  private let unitX: Int = 172

  private var units: [TieGraph.Node] { graph.units }
  private var height: Int { top + max(units.count, graph.alliances.count * 2) * row + 12 }

  var html: HTML {
    """
    <svg class="ties" role="img" aria-label="\(label)" viewBox="0 0 360 \(height)">\
    \(each: graph.alliances.indices, trunk)\(each: Array(graph.ties), tie)\
    <circle class="hub" cx="16" cy="26" r="8"/><text class="strong" x="32" y="31">\(TieDrawing.short(graph.area.name, 22))</text>\
    \(each: graph.alliances.indices, alliance)\(each: Array(units.enumerated()), { unit($0.offset, $0.element) })</svg>
    """
  }

  private func allianceY(_ index: Int) -> Int {
    let space: Int = height - top - 12
    return top + space * (2 * index + 1) / (2 * max(1, graph.alliances.count))
  }

  private func unitY(_ index: Int) -> Int { top + index * row + row / 2 }

  private func trunk(_ index: Int) -> HTML { "<path class=\"tie member\" d=\"M16 26V\(allianceY(index))H34\"/>" }

  private func tie(_ tie: TieGraph.Tie) -> HTML {
    guard let index = units.firstIndex(where: { $0.party == tie.unit }) else { return .empty }
    let y: Int = unitY(index)
    let kind: String = "tie \(tie.kind.rawValue)"
    if let alliance = tie.alliance, let rank = graph.alliances.firstIndex(where: { $0.party == .organisation(alliance) }) {
      let from: Int = allianceY(rank)
      return "<path class=\"\(kind)\" d=\"M40 \(from)C120 \(from) 110 \(y) \(unitX - 12) \(y)\"/>"
    }
    // An agreement runs beside the pair that it belongs to. Both leave downwards: beside the area stands its name.
    let shift: Int = tie.kind == .agreement ? 5 : 0
    return "<path class=\"\(kind)\" d=\"M\(20 + shift) 34C\(28 + shift) \(y) 60 \(y + shift) \(unitX - 12) \(y + shift)\"/>"
  }

  /// The name stands above its dot: beside it the lines run out.
  private func alliance(_ index: Int) -> HTML {
    let y: Int = allianceY(index)
    return """
      <circle class="ring" cx="40" cy="\(y)" r="6"/><text class="on-lines" x="32" y="\(y - 12)">\(TieDrawing.short(graph.alliances[index].name, 8))</text>
      """
  }

  private func unit(_ index: Int, _ node: TieGraph.Node) -> HTML {
    let y: Int = unitY(index)
    return
      "<circle class=\"dot\" cx=\"\(unitX - 8)\" cy=\"\(y)\" r=\"4\"/><text x=\"\(unitX)\" y=\"\(y + 5)\">\(TieDrawing.short(node.name, 12))</text>"
  }

  /// As much of a name as there is room for: a Han character counts twice what a letter does.
  static func short(_ name: String, _ wide: Int) -> String {
    var room: Int = wide * 2
    var out: String = ""
    for character in name {
      room -= character.utf8.count > 2 ? 2 : 1
      if room < 0 { return out + "…" }
      out.append(character)
    }
    return out
  }
}
