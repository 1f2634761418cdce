import Foundation
import Testing

@testable import Markup

@Suite("A chart of what stands below what")
struct TreeChartTests {
  private func tree(_ width: Int, _ depth: Int, _ name: String = "a") -> TreeChart.Node {
    TreeChart.Node(name, children: depth == 0 ? [] : (0..<width).map { tree(width, depth - 1, "\(name)\($0)") })
  }

  @Test("the list has everything once; no figure is longer than a page; every body is in some figure", arguments: [(2, 3), (7, 3), (40, 2), (90, 1)])
  func cut(_ width: Int, _ depth: Int) {
    let root: TreeChart.Node = tree(width, depth)
    let figures: [TreeChart.Node] = TreeChart.figures(root) { "+\($0)" }
    #expect(figures.allSatisfy { $0.rows <= TreeChart.most })
    let drawn: Set<String> = Set(figures.flatMap(titles)), all: [String] = titles(root)
    #expect(drawn.isSuperset(of: all))
    let html: String = TreeChart("chart", "t", root: root) { "+\($0)" }.html.text
    #expect(html.components(separatedBy: "<li>").count - 1 == all.count)
    #expect(!html.contains("style="))
  }

  private func titles(_ node: TreeChart.Node) -> [String] { [node.title] + node.children.flatMap(titles) }

  @Test("a title longer than its box is cut in the drawing and whole in the list")
  func short() {
    let long: String = String(repeating: "镇", count: 20)
    #expect(TreeDrawing.short(long) == String(repeating: "镇", count: 14) + "…")
    #expect(TreeDrawing.short("Jilin <b>") == "Jilin <b>")
    let html: String = TreeChart("chart", "t", root: TreeChart.Node(long + "<")) { "\($0)" }.html.text
    #expect(html.contains("\(long)&lt;</li>"))
  }
}
