import Ground
import Markup

/// The picture of who is tied to whom around an area, and the same as a list. Every unit is drawn, in figures that fit a side of A4.
struct TiePages: Sendable {
  let words: Words

  /// Figures of one page.
  static let most: Int = 6

  static func pages(of graph: TieGraph) -> Int { max(1, (TieGroup.groups(of: graph).count + most - 1) / most) }

  /// - Parameter part: the page of figures, from 1.
  func page(_ graph: TieGraph, part: Int) -> Page {
    let title: String = words("alliances.ties.title", ["area": graph.area.name])
    let id: String = graph.area.party.area?.description ?? ""
    let groups: [TieGroup] = Array(TieGroup.groups(of: graph).dropFirst((part - 1) * TiePages.most).prefix(TiePages.most))
    let main: HTML =
      graph.units.isEmpty && graph.alliances.isEmpty
      ? "\(Empty(words("alliances.ties.empty"), words("alliances.ties.empty.why"), action: Link(words("alliances.list"), to: "/alliances?area=\(id)")))"
      : "\(parts(graph, id, part))\(each: groups, { group in figure(group, graph) })\(parts(graph, id, part))"
    return AlliancesFrame(words: words)
      .one(
        .alliances, title,
        note: words("alliances.ties.counts", ["alliances": words.number(graph.alliances.count), "units": words.number(graph.units.count)]), main
      )
      .with(style: "alliances.css")
  }

  /// Links to the other pages of figures.
  private func parts(_ graph: TieGraph, _ id: String, _ part: Int) -> HTML {
    let count: Int = TiePages.pages(of: graph)
    guard count > 1 else { return .empty }
    let views: [Views.View] = (1...count).map { number in
      .init(words("alliances.ties.part", ["number": words.number(number)]), to: "/areas/\(id)/ties?part=\(number)", isCurrent: number == part)
    }
    return "<div class=\"no-print\">\(Views(label: words("alliances.ties.parts"), views))</div>"
  }

  private func figure(_ group: TieGroup, _ graph: TieGraph) -> HTML {
    let part: TieGraph = group.part(of: graph)
    let name: String = group.alliance?.name ?? words("alliances.ties.alone")
    let title: String = group.isContinued ? words("alliances.ties.continued", ["name": name]) : name
    let label: String = "\(words("alliances.ties.label", ["area": graph.area.name]))\(words("alliances.comma"))\(title)"
    return """
      <section class="ties-part"><h2>\(title) <span class="quiet small">\(words("alliances.ties.units", count: group.units.count))</span></h2>\
      <div class="two even"><figure class="sheet ties-figure"><div class="ties-box" role="region" aria-label="\(label)" tabindex="0">\(TieDrawing(graph: part, label: label))</div>\
      <figcaption>\(each: TieGraph.Kind.allCases, key)</figcaption></figure>\(list(part, title))</div></section>
      """
  }

  private func key(_ kind: TieGraph.Kind) -> HTML {
    """
    <span class="key"><svg viewBox="0 0 24 10" aria-hidden="true"><path class="tie \(kind.rawValue)" d="M0 5H24"/></svg>\(words("alliances.tie.\(kind.rawValue)"))</span>
    """
  }

  private func list(_ graph: TieGraph, _ title: String) -> HTML {
    let names: [PairParty: String] = Dictionary(graph.alliances.map { ($0.party, $0.name) }) { first, _ in first }
    let ledger = Ledger(
      caption: title, columns: [.init(words("alliances.unit")), .init(words("alliances.ties"))],
      rows: graph.units.map { unit in
        let ties: [String] = graph.ties(of: unit.party).map { tie in
          guard let alliance = tie.alliance else { return words("alliances.tie.\(tie.kind.rawValue)") }
          return words("alliances.tie.through", ["alliance": names[.organisation(alliance)] ?? ""])
        }
        let name: HTML = Ledger.what(unit.name, href: "/pairs?party=\(unit.party)")
        return Ledger.Row([name, "<span class=\"wrap\">\(ties.joined(separator: words("alliances.comma")))</span>"])
      })
    return "<div class=\"sheet flat\">\(ledger)</div>"
  }
}
