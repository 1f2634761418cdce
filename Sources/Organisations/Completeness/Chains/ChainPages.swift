import Ground
import Markup
import Places

/// The chains that lack a link, one a row.
struct ChainPages: Sendable {
  let words: Words
  let profile: CityProfile

  func page(_ view: ChainView, next: String?) -> Page {
    let title: String = words("bodies.chains")
    let crumbs = Crumbs(label: words("organisations.crumbs"), [Link(words("bodies.completeness"), to: "/completeness")], here: title)
    let main: HTML = """
      <div>\(crumbs)\(Heading(title, note: words("bodies.as_of", ["day": words.date(view.day)])))<p class="quiet">\(words("bodies.chains.note"))</p></div>
      \(axes(view))\(parts(view))
      \(Sheet("chains", title, look: .flat, isTitleHidden: true) { table(view, next: next) })
      """
    return Page(title: title, layout: .desk, whereTo: title, section: "organisations", main: main)
  }

  static func address(_ axis: CityProfile.OrganisationLink.Axis, _ part: LinkPart, area: AreaID?, day: CivilDay) -> String {
    "/chains?axis=\(axis.rawValue)&part=\(part.rawValue)&day=\(day)\(area.map { "&area=\($0)" } ?? "")"
  }

  private func axes(_ view: ChainView) -> Views {
    Views(
      label: words("bodies.axis"),
      CityProfile.OrganisationLink.Axis.allCases.map { axis in
        .init(
          words("bodies.chains.\(axis.rawValue)"), to: ChainPages.address(axis, view.part, area: view.area?.id, day: view.day),
          isCurrent: axis == view.axis)
      })
  }

  private func parts(_ view: ChainView) -> Views {
    let counts: [(part: LinkPart, word: String, count: Int)] = [
      (.missing, "broken", view.missing), (.covered, "whole", view.total - view.missing), (.all, "all", view.total),
    ]
    return Views(
      label: words("bodies.parts"),
      counts.map { part, word, count in
        .init(
          words("bodies.chains.\(word)"), count: words.number(count),
          to: ChainPages.address(view.axis, part, area: view.area?.id, day: view.day), isCurrent: part == view.part)
      })
  }

  private func table(_ view: ChainView, next: String?) -> HTML {
    guard !view.rows.isEmpty else {
      let back = Link(words("bodies.completeness"), to: "/completeness")
      return "\(Empty(words("bodies.chains.empty"), words("bodies.chains.empty.why"), action: back))"
    }
    let ledger = Ledger(
      caption: words("bodies.chains"),
      columns: [.init(words("organisations.area")), .init(words("bodies.state")), .init(words("bodies.chains.lacks"))],
      rows: view.rows.map { row in
        Ledger.Row([
          Ledger.what(row.place.name, href: "/areas/\(row.place.area)", small: row.above),
          "\(Tag(words(row.lacking.isEmpty ? "bodies.chains.whole" : "bodies.chains.broken"), row.lacking.isEmpty ? .done : .hold))",
          "<span class=\"wrap\">\(Self.links(row, view, words))</span>",
        ])
      })
    return "\(ledger)\(StaffPager(words: words).pager(view.rows.count, next: next))"
  }

  /// Each link that is missing leads to where it is missing within the area shown.
  private static func links(_ row: Chain, _ view: ChainView, _ words: Words) -> HTML {
    var out: HTML = .empty
    for (index, link) in row.lacking.enumerated() {
      let address: String = CompletenessPages.address(link.id, .missing, area: view.area?.id, day: view.day)
      out += "\(index == 0 ? "" : words("bodies.plans.comma"))\(Link(words("organisation_link.\(link.id)"), to: address))"
    }
    return out
  }
}
