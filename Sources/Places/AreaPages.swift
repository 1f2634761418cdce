import Ground
import Markup

/// The pages of areas, for the desk.
struct AreaPages: Sendable {
  let words: Words
  let profile: CityProfile
  let caller: Caller
  let today: CivilDay

  // MARK: The list

  private var imports: HTML { caller.may(.areaManage) ? "\(Link(words("imports.open.page"), to: "/imports/areas")) " : .empty }

  func list(_ found: AreaList, _ filter: AreaFilter, next: String?) -> Page {
    let more = next.map { Link(words("areas.next"), to: $0) }
    let pager = Pager(label: words("areas.pager"), shown(found.areas.count), next: more)
    let rows: HTML = found.areas.isEmpty ? empty : "\(ledger(found.areas, above: found.above, led: filter.text.map { ($0, found.heirs) }))\(pager)"
    let main: HTML = """
      <div class="line"><h1>\(words("areas.title"))</h1><p class="quiet">\(words("areas.lead"))</p>\
      <p class="small push">\(imports)\(Link(words("layers.title"), to: "/grid-overlaps"))</p></div>
      \(PlaceTabs(words: words, current: .areas, area: nil))\(filters(filter))\(listStructure(filter))
      \(Sheet("areas", words("areas.title"), look: .flat, isTitleHidden: true) { rows })
      """
    return Page(title: words("areas.title"), layout: .desk, whereTo: words("areas.title"), section: "areas", main: main)
  }

  private func listStructure(_ filter: AreaFilter) -> StructureChoice {
    let kept: [(name: String, value: String?)] = [("q", filter.text), ("level", filter.level), ("parent", filter.parent?.description)]
    return StructureChoice(
      to: "/areas", day: filter.structure?.description, today: today.description,
      keeping: kept.compactMap { item in item.value.map { (item.name, $0) } }, words: .init { words($0, $1) })
  }

  private func filters(_ filter: AreaFilter) -> Filters {
    let levels = [Choice("", words("areas.all_levels"))] + profile.levels.map { Choice($0.id, words("level.\($0.id)")) }
    return Filters(
      to: "/areas",
      [
        Field("q", label: words("areas.find"), help: nil, isBroad: true, .line(filter.text ?? "", .search, most: 60)),
        Field("level", label: words("areas.level"), .select(levels, chosen: filter.level ?? "")),
      ], submit: words("areas.filter"), clear: Link(words("areas.clear"), to: "/areas"),
      keeping: (filter.parent.map { [("parent", $0.description)] } ?? []) + (filter.structure.map { [("structure", $0.description)] } ?? []))
  }

  private var empty: HTML {
    "\(Empty(words("areas.empty"), words("areas.empty.why"), action: Link(words("areas.empty.next"), to: "/areas")))"
  }

  private func shown(_ count: Int) -> String { words("areas.shown", count: count) }

  /// - Parameter led: a former code, and the areas to which it leads.
  private func ledger(_ areas: [Area], above: [AreaID: Area] = [:], led: (code: String, to: Set<AreaID>)? = nil) -> Ledger {
    Ledger(
      caption: words("areas.caption"),
      columns: [.init(words("areas.name")), .init(words("areas.level")), .init(words("areas.code"), isMinor: true)],
      rows: areas.map { area in
        Ledger.Row([
          Ledger.what(area.name, href: "/areas/\(area.id)", small: small(area, above, led)), "\(words("level.\(area.level)"))",
          "<span class=\"code\">\(area.code)</span>",
        ])
      })
  }

  private func small(_ area: Area, _ above: [AreaID: Area], _ led: (code: String, to: Set<AreaID>)?) -> String? {
    let name: String? = area.parent.flatMap { above[$0]?.name }
    guard let led, led.to.contains(area.id) else { return name }
    return [name, words("areas.former_code", ["code": led.code])].compactMap(\.self).joined(separator: " · ")
  }

  // MARK: One area

  func one(_ view: AreaView) -> Page {
    let main: HTML = """
      \(crumbs(view))
      <div class="line title"><h1>\(view.area.name)</h1><p class="quiet">\(words("level.\(view.area.level)"))</p><div class="line push no-print">\(planButton(view))\(acts(view.area))</div></div>\(retired(view))\(structureChoice(view))
      <div class="two even">\(children(view))<div class="stack">\(facts(view))\(history(view))\(map(view))</div></div>
      """
    return Page(
      title: view.area.name, layout: .desk, whereTo: view.area.name, whereSmall: above(view), section: "areas", main: main, isNarrow: true,
      scripts: view.isMapped ? MapFigure.scripts : [], styles: view.isMapped ? MapFigure.styles : [])
  }

  /// Links only to where the caller may go: an area above the own one is a name.
  private func crumbs(_ view: AreaView) -> HTML {
    let policy = caller.policy(for: .areaRead)
    var items: HTML = "<li>\(Link(words("areas.title"), to: "/areas"))</li>"
    for area in view.chain.dropLast() {
      let link: HTML = policy.allows(place: area.place) ? "\(Link(area.name, to: "/areas/\(area.id)"))" : "\(area.name)"
      items += "<li>\(link)</li>"
    }
    return """
      <nav aria-label="\(words("areas.crumbs"))"><ol class="crumbs">\(items)<li aria-current="page">\(view.area.name)</li></ol></nav>
      """
  }

  private func above(_ view: AreaView) -> String { view.chain.dropLast().map(\.name).joined(separator: " ") }

  private func printButton(_ area: Area) -> HTML {
    guard caller.policy(for: .codePrint).allows(place: area.place) else { return .empty }
    return "<a class=\"button\"\(href: "/areas/\(area.id)/codes?kind=building")>\(words("areas.print"))</a>"
  }

  private func isAboveGrids(_ area: Area) -> Bool { profile.levels.dropLast().last?.id == area.level }

  /// Where there is land that is divided.
  private func planButton(_ view: AreaView) -> HTML {
    if view.area.level == profile.levels.last?.id {
      return "<a class=\"button\"\(href: "/areas/\(view.area.id)/duties")>\(words("grids.open"))</a>"
    }
    guard view.isMapped, !view.children.isEmpty else { return .empty }
    let draw: HTML = isAboveGrids(view.area) ? "<a class=\"button\"\(href: "/areas/\(view.area.id)/drawing")>\(words("drawing.open"))</a>" : .empty
    return "\(draw)<a class=\"button\"\(href: "/areas/\(view.area.id)/plan-check")>\(words("plan.open"))</a>"
  }

  private func acts(_ area: Area) -> HTML {
    guard area.validUntil == nil, caller.policy(for: .areaManage).allows(place: area.place) else { return printButton(area) }
    return "\(printButton(area))<a class=\"button\"\(href: "/areas/\(area.id)/changes/new")>\(words("area_change.menu"))</a>"
  }

  /// What has ended leads to what took its place.
  private func retired(_ view: AreaView) -> HTML {
    guard let until = view.area.validUntil, view.structure == nil else { return .empty }
    let next: HTML = view.successor.map { "\(Link(words("area_change.retired.into", ["area": $0.name]), to: "/areas/\($0.id)"))" } ?? .empty
    return "<div class=\"notice\" role=\"note\"><p>\(words("area_change.retired", ["day": words.date(until)])) \(next)</p></div>"
  }

  private func structureChoice(_ view: AreaView) -> StructureChoice {
    StructureChoice(
      to: "/areas/\(view.area.id)", day: view.structure?.description, today: today.description, keeping: [], words: .init { words($0, $1) })
  }

  private func history(_ view: AreaView) -> HTML {
    guard view.structure == nil else { return .empty }
    let pages = AreaChangePages(words: words, profile: profile, caller: caller, today: today)
    let all = Link(words("area_change.history.all"), to: "/areas/\(view.area.id)/changes")
    let sheet = Sheet("history", words("area_change.history"), action: view.changes.isEmpty ? nil : all) {
      view.changes.isEmpty
        ? "<p class=\"quiet\">\(words("area_change.history.none"))</p>" : "\(pages.timeline(Array(view.changes.prefix(5)), view.area))"
    }
    return "\(sheet)"
  }

  private func children(_ view: AreaView) -> Sheet {
    Sheet("below", words("areas.below"), note: view.children.isEmpty ? nil : shown(view.children.count), look: .flat) {
      view.children.isEmpty ? "<p class=\"empty\">\(words("areas.below.none"))</p>" : "\(ledger(view.children))"
    }
  }

  private func facts(_ view: AreaView) -> Sheet {
    var facts: [(name: String, value: HTML)] = [
      (words("areas.code"), "<span class=\"code\">\(view.area.code)</span>"), (words("areas.level"), "\(words("level.\(view.area.level)"))"),
    ]
    for level in profile.levels {
      guard let count = view.counts[level.id] else { continue }
      facts.append((words("level.\(level.id)"), "\(words("areas.shown", count: count))"))
    }
    facts.append((words("areas.buildings"), buildings(view)))
    return Sheet("facts", words("areas.facts")) { "\(Facts(facts))" }
  }

  /// Leads to them, as they were on the day that is looked at.
  private func buildings(_ view: AreaView) -> HTML {
    func link(_ text: String, _ list: String) -> Link {
      Link(text, to: Address.query(list, [("area", view.area.id.description), ("structure", view.structure?.description)]))
    }
    let count = words("areas.buildings.count", count: view.buildings)
    return "\(link(count, "/buildings")), \(link(words("estates.title"), "/estates")), \(link(words("places.tab.venues"), "/venues"))"
  }

  private func map(_ view: AreaView) -> HTML {
    guard view.isMapped else { return .empty }
    let figure = MapFigure(
      label: words("areas.map", ["area": view.area.name]), areas: "/api/v1/areas/\(view.area.id)/map",
      text: "<span>\(words("areas.map.note"))</span>", words: MapFigure.Words { words($0) })
    return "\(figure)"
  }
}
