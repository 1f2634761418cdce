import Ground
import Markup

/// The pages of buildings, for the desk.
struct BuildingPages: Sendable {
  let words: Words
  let caller: Caller
  let today: CivilDay

  // MARK: The list

  func list(_ found: BuildingList, _ filter: BuildingFilter, estate: Estate?, next: String?) -> Page {
    let title = words("buildings.title")
    let note = estate.map { words("buildings.within", ["place": $0.name]) } ?? filter.within.map { words.within($0) } ?? words("buildings.lead")
    let main: HTML = """
      \(Heading(title, note: note, acts: acts(filter.within?.area, estate)))\(PlaceTabs(words: words, current: .buildings, area: filter.within?.area))\
      \(filters(filter, estate))\(Sheet("buildings", title, look: .flat, isTitleHidden: true) { rows(found, next) })
      """
    return Page(title: title, layout: .desk, whereTo: title, whereSmall: estate?.name ?? filter.within?.name ?? "", section: "areas", main: main)
  }

  private func acts(_ area: AreaID?, _ estate: Estate?) -> [Button] {
    guard caller.may(.areaManage) else { return [] }
    return [
      Button(words("places.sheet"), .plain, href: "/imports/buildings"),
      Button(
        words("buildings.new"), href: Address.query("/buildings/new", [("estate", estate?.id.description), ("area", area?.description)])),
    ]
  }

  private func filters(_ filter: BuildingFilter, _ estate: Estate?) -> Filters {
    Filters(
      to: "/buildings", [Field("q", label: words("buildings.find"), isBroad: true, .line(filter.text ?? "", .search, most: 60))],
      within: filter.within, words: words, submit: words("areas.filter"), clear: Link(words("areas.clear"), to: "/buildings"),
      keeping: estate.map { [("estate", $0.id.description)] } ?? [])
  }

  private func rows(_ found: BuildingList, _ next: String?) -> HTML {
    guard !found.rows.isEmpty else { return "\(Empty(words("buildings.empty"), words("buildings.empty.why")))" }
    let pager = Pager(
      label: words("areas.pager"), words("areas.buildings.count", count: found.count), next: next.map { Link(words("areas.next"), to: $0) })
    return "\(Self.ledger(found.rows, caption: words("buildings.caption"), isInEstate: false, PlannedEndPart(words: words, today: today)))\(pager)"
  }

  /// - Parameter isInEstate: all of one estate, so that it need not be said.
  static func ledger(_ rows: [BuildingRow], caption: String, isInEstate: Bool, _ ends: PlannedEndPart) -> Ledger {
    let words = ends.words
    return Ledger(
      caption: caption,
      columns: [
        .init(words("buildings.name")), .init(words("buildings.grid"), isMinor: !isInEstate), .init(words("buildings.units"), isNumber: true),
        .init(words("estates.households"), isMinor: true, isNumber: true),
      ],
      rows: rows.map { row in
        Ledger.Row([
          Ledger.what(row.building.name, href: "/buildings/\(row.building.id)", small: isInEstate ? row.building.formerName : row.estate)
            + ends.tag(row.ends),
          "\(row.grid)", "\(words.number(row.building.units))",
          "\(row.building.households.map { words.number($0) } ?? words("estates.unknown"))",
        ])
      })
  }

  // MARK: One building

  func one(_ view: BuildingView) -> Page {
    let building = view.building
    let grid = view.chain.last?.name ?? ""
    let edit = view.mayManage && building.validUntil == nil ? [Button(words("buildings.edit"), href: "/buildings/\(building.id)/edit")] : []
    let main: HTML = """
      \(crumbs(view))\(Heading(building.name, note: building.formerName.map { words("buildings.formerly", ["name": $0]) }, acts: edit))\
      \(ended(view))\(Columns(.halves, label: words("buildings.more"), [facts(view), units(view)], [map(view), codes(view)]))
      """
    return Page(
      title: building.name, layout: .desk, whereTo: building.name, whereSmall: grid, section: "areas", main: main, isNarrow: true,
      scripts: MapFigure.scripts, styles: MapFigure.styles)
  }

  private func crumbs(_ view: BuildingView) -> Crumbs {
    let grid = view.chain.last.map { [Link($0.name, to: "/buildings?area=\($0.id)")] } ?? []
    let estate = view.estate.map { [Link($0.name, to: "/estates/\($0.id)")] } ?? []
    return Crumbs(label: words("areas.crumbs"), [Link(words("buildings.title"), to: "/buildings")] + grid + estate, here: view.building.name)
  }

  private func ended(_ view: BuildingView) -> HTML {
    let part = PlannedEndPart(words: words, today: today)
    if let until = view.building.validUntil { return "\(Notice(words("buildings.ended", ["day": part.day(until)])))" }
    return view.end(unit: nil).map { part.notice($0, view.sentence($0, part)) } ?? .empty
  }

  private func facts(_ view: BuildingView) -> HTML {
    let policy = caller.policy(for: .areaRead)
    let chain: [HTML] = view.chain.suffix(3).map { area in
      policy.allows(place: area.place) ? "\(Link(area.name, to: "/areas/\(area.id)"))" : "\(area.name)"
    }
    var facts: [(name: String, value: HTML)] = [
      (words("buildings.place"), "\(each: chain, { "\($0) " })"),
      (words("buildings.estate"), view.estate.map { "\(Link($0.name, to: "/estates/\($0.id)"))" } ?? "\(words("buildings.estate.none"))"),
      (words("estates.households"), "\(view.building.households.map { words.number($0) } ?? words("estates.unknown"))"),
    ]
    if let former = view.building.formerName { facts.append((words("buildings.former"), "\(former)")) }
    if let from = view.building.validFrom { facts.append((words("buildings.from"), "\(words.day(from, in: today.parts.year))")) }
    facts.append((words("buildings.door"), "\(Link(words("doors.link"), to: "/doors/\(view.building.id)"))"))
    return "\(Sheet("facts", words("estates.facts")) { "\(Facts(facts))" })"
  }

  private func units(_ view: BuildingView) -> HTML {
    let sheet = Sheet("units", words("buildings.units"), look: .flat) {
      guard !view.units.isEmpty else { return "<p class=\"empty\">\(words("buildings.units.none"))</p>" }
      let ledger = Ledger(
        caption: words("buildings.units.caption"),
        columns: [
          .init(words("buildings.unit")), .init(words("estates.households"), isNumber: true),
          .init(words("grids.from"), isMinor: true), .init(words("estates.last_day")),
        ],
        rows: view.units.map { unit in
          let name = words("doors.unit", ["unit": String(unit.number)])
          let link: HTML = unit.exists(on: today) ? Ledger.what(name, href: "/doors/\(unit.building)?unit=\(unit.number)") : "\(name)"
          return Ledger.Row([
            link, "\(unit.households.map { words.number($0) } ?? words("estates.unknown"))",
            "\(unit.validFrom.map(words.date) ?? words("grids.always"))",
            "\((unit.validUntil ?? view.end(unit: unit.number)?.day).map { words.date($0.adding(days: -1)) } ?? words("grids.open_ended"))",
          ])
        })
      return "\(ledger)"
    }
    return "\(sheet)"
  }

  private func map(_ view: BuildingView) -> HTML {
    guard let grid = view.chain.last else { return .empty }
    let point = view.building.coordinates
    let figure = MapFigure(
      label: words("buildings.map", ["building": view.building.name]), areas: "/api/v1/areas/\(grid.id)/map",
      center: MapFigure.Point(longitude: point.longitude, latitude: point.latitude), text: "<span>\(words("buildings.map.note"))</span>",
      words: MapFigure.Words { words($0) })
    return "\(figure)"
  }

  private func codes(_ view: BuildingView) -> HTML {
    guard !view.codes.isEmpty else { return .empty }
    let sheet = Sheet("codes", words("buildings.codes"), look: .flat) {
      let rows = view.codes.map { code in
        let what = code.unit.map { words("doors.unit", ["unit": String($0)]) } ?? words("buildings.whole")
        return Ledger.Row(["\(what)", "<a class=\"code\"\(href: "/q/\(code.code)/door")>\(code.readable)</a>"])
      }
      let columns: [Ledger.Column] = [.init(words("buildings.unit")), .init(words("buildings.code"))]
      return "\(Ledger(caption: words("buildings.codes.caption"), columns: columns, rows: rows))"
    }
    return "\(sheet)"
  }
}

extension BuildingView {
  /// What is planned for the building or one of its units.
  func sentence(_ end: PlannedEnd<Noun.Building>, _ part: PlannedEndPart) -> String {
    if end.unit != nil { return part.words("buildings.unit.ends", ["day": part.day(end.day)]) }
    let heir = heir?.name ?? part.words("buildings.ends.grid")
    return part.words("buildings.ends", ["day": part.day(end.day), "heir": heir])
  }
}
