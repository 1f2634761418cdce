import Ground
import Markup

/// A body and all below it, to be printed.
struct BodyChartPages: Sendable {
  let words: Words

  /// More bodies than this are not drawn: a chart of a whole city is a book.
  static let most: Int = 800

  /// - Parameter bodies: the root first, every other one after the one above it.
  func page(_ bodies: [Organisation], day: CivilDay) -> Page? {
    guard let root = bodies.first else { return nil }
    let name: String = root.name(words)
    let title: String = words("bodies.chart.title", ["name": name])
    let below: [OrganisationID: [Organisation]] = Dictionary(grouping: bodies.dropFirst()) { $0.parent ?? root.id }
    let words: Words = self.words
    let chart = TreeChart("chart", title, root: node(root, below, depth: 0)) { words("bodies.chart.more", count: $0) }
    let cut: HTML = bodies.count < BodyChartPages.most ? .empty : "<p class=\"quiet\">\(words("bodies.chart.cut", count: BodyChartPages.most))</p>"
    let main: HTML =
      "<div class=\"tree-page\"><h1>\(title)</h1><p class=\"quiet\">\(words("bodies.as_of", ["day": day.description]))</p>\(cut)\(chart)</div>"
    return Page(
      title: title, layout: .paper, whereTo: title, section: "organisations", main: main, above: bar(root, name, count: bodies.count),
      styles: ["bodies.css"])
  }

  private func bar(_ root: Organisation, _ name: String, count: Int) -> HTML {
    """
    <header class="docbar no-print"><a\(href: "/organisations/\(root.id)")>\(words("bodies.chart.back", ["name": name]))</a>\
    <span class="quiet">\(words("bodies.chart.how", count: count))</span></header>
    """
  }

  private func node(_ body: Organisation, _ below: [OrganisationID: [Organisation]], depth: Int) -> TreeChart.Node {
    let children: [Organisation] = depth < 32 ? below[body.id] ?? [] : []
    return TreeChart.Node(
      body.shortName ?? body.name(words), small: words("organisation_kind.\(body.kind)"),
      children: children.map { node($0, below, depth: depth + 1) })
  }
}
