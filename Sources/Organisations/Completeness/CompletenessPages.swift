import Ground
import Markup
import Places

/// What of the chain is there, and what is missing: every figure opens to its rows.
struct CompletenessPages: Sendable {
  let words: Words
  let profile: CityProfile

  func overview(_ view: CompletenessView) -> Page {
    let title: String = words("bodies.completeness")
    let main: HTML = """
      \(Heading(title, note: note(view.area?.name, view.day)))
      \(OrganisationTabs(words: words).views(.completeness))
      \(filters(view))<p>\(chains(view))</p>
      \(sheet(.vertical, view))\(sheet(.horizontal, view))\(lacking(view))
      """
    return Page(title: title, layout: .desk, whereTo: title, section: "organisations", main: main)
  }

  private func note(_ area: String?, _ day: CivilDay) -> String {
    let when: String = words("bodies.as_of", ["day": words.date(day)])
    return area.map { words("bodies.within", ["area": $0, "when": when]) } ?? when
  }

  private func chains(_ view: CompletenessView) -> Link {
    Link(words("bodies.chains"), to: ChainPages.address(.vertical, .missing, area: view.area?.id, day: view.day))
  }

  private func filters(_ view: CompletenessView) -> Filters {
    Filters(
      to: "/completeness", [Field("day", label: words("bodies.day"), .line(view.day.description, .day))],
      submit: words("organisations.filter"), clear: Link(words("organisations.filter.clear"), to: "/completeness"),
      keeping: view.area.map { [("area", $0.id.description)] } ?? [])
  }

  private func sheet(_ axis: CityProfile.OrganisationLink.Axis, _ view: CompletenessView) -> HTML {
    let links: [LinkCoverage] = view.links.filter { $0.link.axis == axis && $0.total > 0 }
    guard !links.isEmpty else { return .empty }
    let title: String = words("bodies.axis.\(axis.rawValue)")
    let columns: [Ledger.Column] = [
      .init(words("bodies.link")), .init(words("bodies.level"), isMinor: true), .init(words("bodies.covered"), isNumber: true),
      .init(words("bodies.total"), isNumber: true), .init(words("bodies.rate"), isNumber: true), .init(words("bodies.lacking"), isNumber: true),
    ]
    let ledger = Ledger(caption: title, columns: columns, rows: links.map { row($0, view) })
    return "\(Sheet(axis.rawValue, title, note: words("bodies.axis.\(axis.rawValue).note"), look: .flat) { "\(ledger)" })"
  }

  private func row(_ link: LinkCoverage, _ view: CompletenessView) -> Ledger.Row {
    let name: String = words("organisation_link.\(link.link.id)")
    let level: String = link.link.level == "building" ? words("level.building") : words("level.\(link.link.level)")
    let missing: HTML =
      link.missing == 0 ? "0" : "\(Link(words.number(link.missing), to: address(link.link.id, .missing, view)))"
    return Ledger.Row([
      "\(Link(name, to: address(link.link.id, link.missing == 0 ? .covered : .missing, view)))", "\(level)",
      "\(Link(words.number(link.covered), to: address(link.link.id, .covered, view)))",
      "\(Link(words.number(link.total), to: address(link.link.id, .all, view)))", "\(CompletenessPages.percent(link))", missing,
    ])
  }

  static func percent(_ link: LinkCoverage) -> String {
    guard let perMille = link.perMille else { return "" }
    return "\(perMille / 10).\(perMille % 10)%"
  }

  private func address(_ link: String, _ part: LinkPart, _ view: CompletenessView) -> String {
    CompletenessPages.address(link, part, area: view.area?.id, day: view.day)
  }

  static func address(_ link: String, _ part: LinkPart, area: AreaID?, day: CivilDay) -> String {
    "/completeness/\(link)?part=\(part.rawValue)&day=\(day)\(area.map { "&area=\($0)" } ?? "")"
  }

  /// Bodies without a parent, a code, a holder …
  private func lacking(_ view: CompletenessView) -> Sheet {
    Sheet("lacking", words("bodies.lacking.title"), look: .flat) {
      let rows: [Ledger.Row] = view.lacking.map { line in
        let address: String = "/organisations?missing=\(line.what.rawValue)&day=\(view.day)\(view.area.map { "&area=\($0.id)" } ?? "")"
        return Ledger.Row(["\(Link(words("bodies.missing.\(line.what.rawValue)"), to: address))", "\(words.number(line.count))"])
      }
      return
        "\(Ledger(caption: words("bodies.lacking.title"), columns: [.init(words("bodies.missing")), .init(words("bodies.number"), isNumber: true)], rows: rows))"
    }
  }

  // MARK: One link

  func link(_ view: LinkView, next: String?) -> Page {
    let name: String = words("organisation_link.\(view.coverage.link.id)")
    let crumbs = Crumbs(label: words("organisations.crumbs"), [Link(words("bodies.completeness"), to: "/completeness")], here: name)
    let main: HTML = """
      <div>\(crumbs)\(Heading(name, note: note(view.area?.name, view.day)))</div>
      \(parts(view))
      \(Sheet("places", name, look: .flat, isTitleHidden: true) { table(view, next: next) })
      """
    return Page(title: name, layout: .desk, whereTo: name, section: "organisations", main: main)
  }

  private func parts(_ view: LinkView) -> Views {
    let link: LinkCoverage = view.coverage
    let counts: [(LinkPart, Int)] = [(.missing, link.missing), (.covered, link.covered), (.all, link.total)]
    return Views(
      label: words("bodies.parts"),
      counts.map { part, count in
        .init(
          words("bodies.part_of.\(part.rawValue)"), count: words.number(count),
          to: CompletenessPages.address(link.link.id, part, area: view.area?.id, day: view.day), isCurrent: part == view.part)
      })
  }

  private func table(_ view: LinkView, next: String?) -> HTML {
    guard !view.rows.isEmpty else {
      let back = Link(words("bodies.completeness"), to: "/completeness")
      return "\(Empty(words("bodies.link.empty"), words("bodies.link.empty.why"), action: back))"
    }
    let ledger = Ledger(
      caption: words("organisation_link.\(view.coverage.link.id)"),
      columns: [.init(words("organisations.area")), .init(words("bodies.state")), .init(words("bodies.todo"), isMinor: true)],
      rows: view.rows.map { row in
        Ledger.Row([
          Ledger.what(row.title, href: "/areas/\(row.place.area)", small: row.above),
          "\(Tag(words(row.place.isCovered ? "bodies.there" : "bodies.not_there"), row.place.isCovered ? .done : .hold))", todo(row, view),
        ])
      })
    return "\(ledger)\(StaffPager(words: words).pager(view.rows.count, next: next))"
  }

  private func todo(_ row: LinkView.Row, _ view: LinkView) -> HTML {
    let link: CityProfile.OrganisationLink = view.coverage.link
    if row.place.isCovered {
      return "\(Link(words("bodies.see"), to: "/organisations?area=\(row.place.area)"))"
    }
    guard view.mayManage, let kind = link.kinds.last else { return .empty }
    return "\(Link(words("bodies.set_up"), to: "/organisations/new?kind=\(kind)&area=\(row.code)"))"
  }
}
