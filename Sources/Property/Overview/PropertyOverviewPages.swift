import Ground
import Markup
import Organisations
import Places

/// The first page of the room: where estates stand. Every number opens to its rows, every rate says of what.
struct PropertyOverviewPages: Sendable {
  let words: Words
  let profile: CityProfile

  func page(_ view: PropertyOverview) -> Page {
    let title: String = words("property.title")
    let entries = PropertyFiguresPages(words: words, within: view.within)
    let named: String? = view.within.map { $0.structure == nil ? words("property.lead_of", ["area": $0.name]) : words.within($0) }
    let note: String = named ?? words("property.lead")
    let main: HTML = """
      <div>\(Heading(title, note: note))\(Within.choice(view.within, to: "/property", words: words))</div>
      \(Columns(.aside, label: words("property.aside"), [standing(view), entries.registers(view.registers), entries.fees(view.years)],
        [missing(view), cross(view), entries.rates(view.registers), modes(view), flags(view)]))\(below(view))
      """
    return Page(title: title, layout: .desk, whereTo: title, section: "property", main: main)
  }

  private func number(_ count: Int, _ view: PropertyOverview, _ query: String = "") -> HTML {
    guard count > 0 else { return "0" }
    let asked: [String] = (view.within?.items ?? []).map { "\($0.name)=\($0.value)" } + (query.isEmpty ? [] : [query])
    return "\(Link(words.number(count), to: asked.isEmpty ? "/property/estates" : "/property/estates?\(asked.joined(separator: "&"))"))"
  }

  // MARK: Estates

  private func standing(_ view: PropertyOverview) -> HTML {
    Sheet("standing", words("property.standing"), note: words("property.standing.note"), look: .flat) {
      let rows: [Ledger.Row] = view.kinds.map { kind in
        Ledger.Row([
          "\(words("organisation_kind.\(kind.kind)"))", number(kind.count, view, "kind=\(kind.kind)"), number(view.estates, view),
          "\(Share(kind.count, of: view.estates).text)", number(view.estates - kind.count, view, "kind=\(kind.kind)&has=no"),
        ])
      }
      let columns: [Ledger.Column] = [
        .init(words("organisations.kind")), .init(words("property.with"), isNumber: true),
        .init(words("property.of"), isMinor: true, isNumber: true), .init(words("property.share"), isNumber: true),
        .init(words("property.without"), isNumber: true),
      ]
      return "\(Ledger(caption: words("property.standing"), columns: columns, rows: rows))"
    }.html
  }

  private func missing(_ view: PropertyOverview) -> HTML {
    Sheet("missing", words("property.missing_parties"), note: words("property.missing_parties.note")) {
      let facts: [(name: String, value: HTML)] = view.missing.map { line in
        (words("property_party.\(line.party)"), number(line.count, view, "missing=\(line.party)"))
      }
      return "\(Facts(facts + [(words("property.nobody"), number(view.nobody, view, "nobody=true"))]))"
    }.html
  }

  private func cross(_ view: PropertyOverview) -> HTML {
    guard profile.property.cross != nil else { return .empty }
    return Sheet("cross", words("property.cross"), note: words("property.cross.derived")) {
      let facts: [(name: String, value: HTML)] = [
        (words("property.cross.yes"), number(view.crossed, view, "cross=yes")), (words("property.of"), number(view.estates, view)),
        (words("property.share"), "\(Share(view.crossed, of: view.estates).text)"),
        (words("property.cross.no"), number(view.estates - view.crossed, view, "cross=no")),
      ]
      return "\(Facts(facts))"
    }.html
  }

  private func modes(_ view: PropertyOverview) -> HTML {
    Sheet("modes", words("property.modes")) {
      "\(Facts(view.modes.map { (words("estate_mode.\($0.mode)"), number($0.count, view, "mode=\($0.mode)")) }))"
    }.html
  }

  private func flags(_ view: PropertyOverview) -> HTML {
    Sheet("flags", words("property.flags")) {
      "\(Facts(view.flags.map { (words("estate_flag.\($0.flag)"), number($0.count, view, "flag=\($0.flag)")) }))"
    }.html
  }

  // MARK: Areas below

  private func below(_ view: PropertyOverview) -> HTML {
    guard !view.below.isEmpty else { return .empty }
    let kinds: [Ledger.Column] = view.kinds.enumerated().map { index, kind in
      .init(words("organisation_kind.\(kind.kind)"), isMinor: index > 1, isNumber: true)
    }
    return Sheet("below", words("property.below"), look: .flat) {
      let columns: [Ledger.Column] =
        [.init(words("organisations.area")), .init(words("property.estates"), isNumber: true)] + kinds + [
          .init(words("property.cross.short"), isMinor: true, isNumber: true), .init(words("property.nobody"), isMinor: true, isNumber: true),
        ]
      return "\(Ledger(caption: words("property.below"), columns: columns, rows: view.below.map { row($0, view) }))"
    }.html
  }

  private func row(_ below: PropertyOverview.Below, _ view: PropertyOverview) -> Ledger.Row {
    let there: String = "area=\(below.area)" + (view.within?.structure.map { "&structure=\($0)" } ?? "")
    func cell(_ count: Int, _ query: String) -> HTML {
      count == 0 ? "0" : "\(Link(words.number(count), to: "/property/estates?\(there)\(query)"))"
    }
    let kinds: [HTML] = zip(view.kinds, below.kinds).map { kind, count in cell(count, "&kind=\(kind.kind)") }
    return Ledger.Row(
      [Ledger.what(below.name, href: "/property?\(there)"), cell(below.estates, "")] + kinds
        + [cell(below.crossed, "&cross=yes"), cell(below.nobody, "&nobody=true")])
  }
}
