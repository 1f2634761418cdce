import Ground
import Markup

/// A body and what stands below it, to be printed; what one page does not hold opens in pages of its own.
struct BodyChartPages: Sendable {
  let words: Words

  func page(_ chart: BodyChart, next: String?) -> Page {
    let name: String = chart.root.name(words)
    let title: String = words("bodies.chart.title", ["name": name])
    let words: Words = self.words
    let drawing = TreeChart("chart", title, root: node(chart.root, chart)) { words("bodies.chart.more", count: $0) }
    let main: HTML = """
      <div class="tree-page"><h1>\(title)</h1><p class="quiet">\(words("bodies.as_of", ["day": words.date(chart.day)]))</p>\(drawing)\
      \(rest(chart, next: next))\(opening(chart))</div>
      """
    return Page(
      title: title, layout: .paper, whereTo: title, section: "organisations", main: main, above: bar(chart, name), styles: ["bodies.css"])
  }

  private func bar(_ chart: BodyChart, _ name: String) -> HTML {
    """
    <header class="docbar chart-bar no-print"><a\(href: "/organisations/\(chart.root.id)")>\(words("bodies.chart.back", ["name": name]))</a>\
    <span class="quiet">\(words("bodies.chart.how", count: chart.count))</span></header>
    """
  }

  /// The other bodies directly below the root.
  private func rest(_ chart: BodyChart, next: String?) -> HTML {
    guard let next else { return .empty }
    return "<p class=\"no-print\">\(Link(words("bodies.chart.next"), to: next))</p>"
  }

  /// Bodies whose own charts go on from here.
  private func opening(_ chart: BodyChart) -> HTML {
    let open: [(body: Organisation, count: Int)] = chart.opening
    guard !open.isEmpty else { return .empty }
    let list: HTML =
      "\(each: open, { "<li>\(Link($0.body.name(words), to: BodyChartPages.path($0.body.id, chart.day))) <span class=\"quiet\">\(words("bodies.below.count", count: $0.count))</span></li>" })"
    return
      "<nav class=\"no-print\" aria-labelledby=\"opening\"><h2 id=\"opening\">\(words("bodies.chart.opening"))</h2><ul class=\"chart-opening\">\(list)</ul></nav>"
  }

  static func path(_ id: OrganisationID, _ day: CivilDay) -> String { "/organisations/\(id)/chart?day=\(day)" }

  private func node(_ body: Organisation, _ chart: BodyChart) -> TreeChart.Node {
    var children: [TreeChart.Node] = (chart.below[body.id] ?? []).map { node($0, chart) }
    if let count = chart.closed[body.id] { children = [TreeChart.Node(words("bodies.below.count", count: count))] }
    return TreeChart.Node(body.shortName ?? body.name(words), small: words("organisation_kind.\(body.kind)"), children: children)
  }
}
