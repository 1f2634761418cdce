import Ground
import Markup

/// The pages of estates, for the desk.
struct EstatePages: Sendable {
  let words: Words
  let profile: CityProfile
  let caller: Caller
  let today: CivilDay

  private var parts: EstateParts { EstateParts(words: words) }
  private var ends: PlannedEndPart { PlannedEndPart(words: words, today: today) }

  // MARK: The list

  func list(_ found: EstateList, _ filter: EstateFilter, next: String?) -> Page {
    let title = words("estates.title")
    let main: HTML = """
      \(Heading(title, note: filter.within.map { words.within($0) } ?? words("estates.lead"), acts: acts(filter.within?.area)))\
      \(PlaceTabs(words: words, current: .estates, area: filter.within?.area))\(flags(found, filter))\(filters(filter))\
      \(Sheet("estates", title, look: .flat, isTitleHidden: true) { rows(found, next) })
      """
    return Page(title: title, layout: .desk, whereTo: title, whereSmall: filter.within?.name ?? "", section: "areas", main: main)
  }

  private func acts(_ area: AreaID?) -> [Button] {
    guard caller.may(.areaManage) else { return [] }
    return [
      Button(words("places.sheet"), .plain, href: "/imports/estates"),
      Button(words("estates.new"), href: Address.query("/estates/new", [("area", area?.description)])),
    ]
  }

  /// Each figure opens to the list narrowed to it.
  private func flags(_ found: EstateList, _ filter: EstateFilter) -> HTML {
    let known = profile.housing.flags.map(\.id).filter { found.flags[$0] != nil }
    guard !known.isEmpty else { return .empty }
    let kept: [(String, String?)] = (filter.within?.items ?? []).map { ($0.name, $0.value) } + [("mode", filter.mode), ("q", filter.text)]
    let views = known.map { flag in
      Views.View(
        words("estate_flag.\(flag)"), count: words.number(found.flags[flag] ?? 0),
        to: Address.query("/estates", kept + [("flag", filter.flag == flag ? nil : flag)]), isCurrent: filter.flag == flag)
    }
    return "\(Views(label: words("estates.flags"), views))"
  }

  private func filters(_ filter: EstateFilter) -> Filters {
    let modes = [Choice("", words("estates.all_modes"))] + profile.housing.modes.map { Choice($0.id, words("estate_mode.\($0.id)")) }
    let flags = [Choice("", words("estates.all_flags"))] + profile.housing.flags.map { Choice($0.id, words("estate_flag.\($0.id)")) }
    return Filters(
      to: "/estates",
      [
        Field("q", label: words("estates.find"), isBroad: true, .line(filter.text ?? "", .search, most: 60)),
        Field("mode", label: words("estates.mode"), .select(modes, chosen: filter.mode ?? "")),
        Field("flag", label: words("estates.flag"), .select(flags, chosen: filter.flag ?? "")),
      ], within: filter.within, words: words, submit: words("areas.filter"), clear: Link(words("areas.clear"), to: "/estates"))
  }

  private func rows(_ found: EstateList, _ next: String?) -> HTML {
    guard !found.rows.isEmpty else { return "\(Empty(words("estates.empty"), words("estates.empty.why")))" }
    let ledger = Ledger(
      caption: words("estates.caption"),
      columns: [
        .init(words("estates.name")), .init(words("estates.mode"), isMinor: true), .init(words("estates.flag"), isMinor: true),
        .init(words("areas.buildings"), isNumber: true), .init(words("estates.households"), isMinor: true, isNumber: true),
      ],
      rows: found.rows.map { row in
        Ledger.Row([
          Ledger.what(row.estate.name, href: "/estates/\(row.estate.id)", small: row.area) + ends.tag(row.ends), parts.mode(row.estate.mode),
          parts.flags(row.estate),
          "\(words.number(row.buildings))", "\(row.estate.households.map { words.number($0) } ?? words("estates.unknown"))",
        ])
      })
    let pager = Pager(
      label: words("areas.pager"), words("estates.count", count: found.count), next: next.map { Link(words("areas.next"), to: $0) })
    return "\(ledger)\(pager)"
  }

  // MARK: One estate

  func one(_ view: EstateView) -> Page {
    let estate = view.estate
    let community = view.chain.last?.name ?? ""
    let crumbs = Crumbs(
      label: words("areas.crumbs"),
      [Link(words("estates.title"), to: "/estates"), Link(community, to: "/estates?area=\(estate.area)")], here: estate.name)
    let edit = view.mayManage && estate.validUntil == nil ? [Button(words("estates.edit"), href: "/estates/\(estate.id)/edit")] : []
    let main: HTML = """
      \(crumbs)\(Heading(estate.name, note: community, badges: parts.flags(estate), acts: edit))\(ended(view))\
      \(Columns(.halves, label: words("estates.more"), [facts(view), buildings(view)], [modes(view)] + view.facets.map(facet)))
      """
    return Page(title: estate.name, layout: .desk, whereTo: estate.name, whereSmall: community, section: "areas", main: main, isNarrow: true)
  }

  private func ended(_ view: EstateView) -> HTML {
    if let until = view.estate.validUntil { return "\(Notice(words("estates.ended", ["day": ends.day(until)])))" }
    return view.end.map { ends.notice($0, ends.sentence($0, view.heir?.name)) } ?? .empty
  }

  private func facts(_ view: EstateView) -> HTML {
    var facts: [(name: String, value: HTML)] = [
      (words("estates.community"), "\(Link(view.chain.last?.name ?? "", to: "/areas/\(view.estate.area)"))"),
      (words("estates.mode"), parts.mode(view.estate.mode)),
      (words("estates.households"), "\(view.estate.households.map { words.number($0) } ?? words("estates.unknown"))"),
      (words("areas.buildings"), "\(Link(words("areas.buildings.count", count: view.count), to: "/buildings?estate=\(view.estate.id)"))"),
    ]
    if !view.grids.isEmpty {
      let grids: [HTML] = view.grids.map { "\(Link($0.name, to: "/areas/\($0.id)")) \(words("estates.grid.buildings", count: $0.buildings))" }
      facts.append((words("estates.grids"), "<ul class=\"plain\">\(each: grids, { "<li>\($0)</li>" })</ul>"))
    }
    if let from = view.estate.validFrom { facts.append((words("estates.from"), "\(words.day(from, in: today.parts.year))")) }
    return "\(Sheet("facts", words("estates.facts")) { "\(Facts(facts))" })"
  }

  private func buildings(_ view: EstateView) -> HTML {
    let more = Link(words("estates.buildings.all", count: view.count), to: "/buildings?estate=\(view.estate.id)")
    let all = view.count > view.buildings.count ? more : nil
    let add = Button(words("buildings.new"), href: "/buildings/new?estate=\(view.estate.id)")
    let foot: HTML = view.mayManage && view.estate.validUntil == nil ? "<p>\(add)</p>" : .empty
    let sheet = Sheet("buildings", words("areas.buildings"), action: all, look: .flat) {
      guard !view.buildings.isEmpty else { return "<p class=\"empty\">\(words("estates.buildings.none"))</p>\(foot)" }
      return "\(BuildingPages.ledger(view.buildings, caption: words("estates.buildings.caption"), isInEstate: true, ends))\(foot)"
    }
    return "\(sheet)"
  }

  private func modes(_ view: EstateView) -> HTML {
    let sheet = Sheet("modes", words("estates.modes"), look: view.modes.isEmpty ? .card : .flat) {
      guard !view.modes.isEmpty else { return "<p class=\"quiet\">\(words("estates.modes.none"))</p>" }
      let ledger = Ledger(
        caption: words("estates.modes.caption"),
        columns: [.init(words("estates.mode")), .init(words("grids.from")), .init(words("estates.last_day"))],
        rows: view.modes.map { span in
          Ledger.Row([
            "\(Tag(words("estate_mode.\(span.mode)"), shape(span)))", "<span class=\"wrap\">\(words.date(span.validFrom))</span>",
            "<span class=\"wrap\">\(span.validUntil.map { words.date($0.adding(days: -1)) } ?? words("grids.open_ended"))</span>",
          ])
        })
      return "\(ledger)"
    }
    return "\(sheet)"
  }

  private func shape(_ span: EstateModeSpan) -> TagShape {
    if span.validFrom > today { return .hold }
    return span.validUntil.map { $0 <= today } ?? false ? .hollow : .doing
  }

  private func facet(_ facet: EstateFacet) -> HTML { "\(Sheet(facet.id, facet.title, action: facet.action) { facet.content })" }
}

/// How the marks of an estate are shown, wherever they are.
struct EstateParts: Sendable {
  let words: Words

  func mode(_ mode: String?) -> HTML {
    mode.map { "\(words("estate_mode.\($0)"))" } ?? "<span class=\"quiet\">\(words("estates.mode.unknown"))</span>"
  }

  func flags(_ estate: Estate) -> HTML { "\(each: estate.flags.sorted(), { "\(Tag(words("estate_flag.\($0)"))) " })" }
}

extension PlannedEndPart {
  func sentence(_ end: PlannedEnd<Noun.Estate>, _ heir: String?) -> String {
    let day = day(end.day)
    return heir.map { words("estates.ends", ["day": day, "heir": $0]) } ?? words("estates.ends.nobody", ["day": day])
  }
}
