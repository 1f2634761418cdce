import Ground
import Markup

/// The picture of who is tied to whom around an area, and the same as a list.
struct TiePages: Sendable {
  let words: Words

  func page(_ graph: TieGraph) -> Page {
    let title: String = words("alliances.ties.title", ["area": graph.area.name])
    let id: String = graph.area.party.area?.description ?? ""
    let main: HTML =
      graph.units.isEmpty && graph.alliances.isEmpty
      ? "\(Empty(words("alliances.ties.empty"), words("alliances.ties.empty.why"), action: Link(words("alliances.list"), to: "/alliances?area=\(id)")))"
      : "<div class=\"two even\">\(picture(graph, title))\(list(graph))</div>"
    return AlliancesFrame(words: words)
      .one(
        .alliances, title,
        note: words("alliances.ties.counts", ["alliances": words.number(graph.alliances.count), "units": words.number(graph.units.count)]), main
      )
      .with(style: "alliances.css")
  }

  private func picture(_ graph: TieGraph, _ title: String) -> HTML {
    """
    <figure class="sheet ties-figure">\(TieDrawing(graph: graph, label: words("alliances.ties.label", ["area": graph.area.name])))\
    <figcaption>\(each: TieGraph.Kind.allCases, key)</figcaption></figure>
    """
  }

  private func key(_ kind: TieGraph.Kind) -> HTML {
    """
    <span class="key"><svg viewBox="0 0 24 10" aria-hidden="true"><path class="tie \(kind.rawValue)" d="M0 5H24"/></svg>\(words("alliances.tie.\(kind.rawValue)"))</span>
    """
  }

  private func list(_ graph: TieGraph) -> Sheet {
    let names: [PairParty: String] = Dictionary(graph.alliances.map { ($0.party, $0.name) }) { first, _ in first }
    let ledger = Ledger(
      caption: words("alliances.ties.list"), columns: [.init(words("alliances.unit")), .init(words("alliances.ties"))],
      rows: graph.units.map { unit in
        let ties: [String] = graph.ties(of: unit.party).map { tie in
          guard let alliance = tie.alliance else { return words("alliances.tie.\(tie.kind.rawValue)") }
          return words("alliances.tie.through", ["alliance": names[.organisation(alliance)] ?? ""])
        }
        let name: HTML = Ledger.what(unit.name, href: "/pairs?party=\(unit.party)")
        return Ledger.Row([name, "<span class=\"wrap\">\(ties.joined(separator: words("alliances.comma")))</span>"])
      })
    return Sheet("list", words("alliances.ties.list"), look: .flat) { "\(ledger)" }
  }
}
