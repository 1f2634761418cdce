import Ground
import Markup
import Places

/// The lists of alliances, their units and seats.
struct AlliancePages: Sendable {
  let words: Words
  let profile: CityProfile

  var frame: AlliancesFrame { AlliancesFrame(words: words) }

  // MARK: Alliances

  func list(
    _ rows: [AllianceRow], _ totals: AllianceTotals, _ filter: AllianceFilter, mayFound: Bool, next: String?
  )
    -> Page
  {
    let acts: [Button] = mayFound ? [Button(words("alliances.found"), .primary, href: "/alliances/new")] : []
    let main: HTML = """
      \(tiles(totals, filter))\(filters(filter))\
      \(Sheet("alliances", words("alliances.list"), look: .flat, isTitleHidden: true) { table(rows, next: next) })
      """
    let lead: String = words(filter.passedOver == nil ? "alliances.list.lead" : "alliances.list.passed_over")
    let note: String = filter.within.map { words.within($0) } ?? lead
    return frame.list(.alliances, words("alliances.list"), note: note, acts: acts, main)
  }

  /// What the lists behind the tiles keep of the filter.
  private func query(_ filter: AllianceFilter, _ more: String = "") -> String {
    let within: [String] = (filter.within?.items ?? []).map { "\($0.name)=\($0.value)" }
    let rest: [String?] = [
      filter.kind.map { "kind=\($0)" }, filter.unit.map { "unit=\($0)" }, filter.passedOver.map { _ in "passed_over=true" },
      more.isEmpty ? nil : more,
    ]
    let parts: [String] = within + rest.compactMap { $0 }
    return parts.isEmpty ? "" : "?\(parts.joined(separator: "&"))"
  }

  private func tiles(_ totals: AllianceTotals, _ filter: AllianceFilter) -> Tiles {
    var out: [Tiles.Tile] = [
      tile("alliances", totals.alliances, "/alliances\(query(filter))"),
      tile("units", totals.units, "/alliances/units\(query(filter))"),
      tile("standing", totals.standing, "/alliances/seats\(query(filter, "seat=standing"))"),
      tile("rotating", totals.rotating, "/alliances/seats\(query(filter, "seat=rotating"))"),
      tile("members", totals.members, "/alliances/seats\(query(filter, "seat=member"))"),
    ]
    let isWhole: Bool = filter.kind == nil && filter.unit == nil && filter.passedOver == nil
    if isWhole { out.append(tile("due", totals.due, "/agreements\(query(filter, "view=due"))")) }
    for cover in totals.coverage where isWhole && cover.covered < cover.all {
      out.append(
        Tiles.Tile(
          words("alliances.tile.uncovered", ["level": words("level.\(cover.level)")]), total: words.number(cover.all - cover.covered),
          note: "\(words("alliances.tile.uncovered.note", ["covered": words.number(cover.covered), "all": words.number(cover.all)]))",
          open: words("alliances.tile.open"), to: "/alliances/uncovered\(query(filter, "level=\(cover.level)"))"))
    }
    return Tiles(out)
  }

  private func tile(_ name: String, _ count: Int, _ href: String) -> Tiles.Tile {
    Tiles.Tile(words("alliances.tile.\(name)"), total: words.number(count), open: words("alliances.tile.open"), to: href)
  }

  private func filters(_ filter: AllianceFilter) -> Filters {
    let kinds: [Choice] = [Choice("", words("alliances.kind.all"))] + kindChoices
    return Filters(
      to: "/alliances", [Field("kind", label: words("alliances.kind"), .select(kinds, chosen: filter.kind ?? ""))],
      within: filter.within, words: words, submit: words("alliances.filter"), clear: Link(words("alliances.filter.clear"), to: "/alliances"),
      keeping: (filter.unit.map { [("unit", $0.description)] } ?? []) + (filter.passedOver == nil ? [] : [("passed_over", "true")]))
  }

  var kindChoices: [Choice] { profile.alliances.kinds.map { Choice($0.id, words("organisation_kind.\($0.id)")) } }

  private func table(_ rows: [AllianceRow], next: String?) -> HTML {
    guard !rows.isEmpty else {
      return "\(Empty(words("alliances.empty"), words("alliances.empty.why"), action: Link(words("alliances.empty.next"), to: "/alliances")))"
    }
    let ledger = Ledger(
      caption: words("alliances.caption"),
      columns: [
        .init(words("alliances.name")), .init(words("alliances.chair")), .init(words("alliances.members"), isNumber: true),
        .init(words("alliances.kind"), isMinor: true),
      ],
      rows: rows.map { row in
        Ledger.Row([
          Ledger.what(row.name, href: "/alliances/\(row.alliance.id)", small: row.areaName), "\(row.chair ?? words("alliances.chair.none"))",
          "\(words.number(row.members))", "\(words("organisation_kind.\(row.alliance.kind)"))",
        ])
      })
    return "\(ledger)\(frame.pager(rows.count, next: next))"
  }

  // MARK: Units and seats

  func units(_ rows: [(unit: MemberRecords.Unit, name: String)], _ filter: AllianceFilter, type: String?, next: String?) -> Page {
    let types: [Choice] = [Choice("", words("alliances.type.all"))] + typeChoices
    let filters = Filters(
      to: "/alliances/units", [Field("type", label: words("alliances.type"), .select(types, chosen: type ?? ""))],
      within: filter.within, words: words, submit: words("alliances.filter"),
      clear: Link(words("alliances.filter.clear"), to: "/alliances/units"), keeping: kept(filter))
    let ledger = Ledger(
      caption: words("alliances.units.caption"),
      columns: [.init(words("alliances.unit")), .init(words("alliances.type")), .init(words("alliances.units.alliances"), isNumber: true)],
      rows: rows.map { row in
        Ledger.Row([
          "<span class=\"what\">\(row.name)</span>", "\(words("alliance_member_type.\(row.unit.type)"))",
          "\(Link(words.number(row.unit.alliances), to: "/alliances\(query(filter, "unit=\(row.unit.organisation)"))"))",
        ])
      })
    return frame.list(
      .units, words("alliances.units"), note: filter.within.map { words.within($0) } ?? words("alliances.units.lead"),
      "\(filters)\(Sheet("units", words("alliances.units"), look: .flat, isTitleHidden: true) { rows.isEmpty ? empty : "\(ledger)\(frame.pager(rows.count, next: next))" })"
    )
  }

  private func kept(_ filter: AllianceFilter) -> [(name: String, value: String)] {
    (filter.kind.map { [("kind", $0)] } ?? []) + (filter.unit.map { [("unit", $0.description)] } ?? [])
      + (filter.passedOver == nil ? [] : [("passed_over", "true")])
  }

  var typeChoices: [Choice] { profile.alliances.memberTypes.map { Choice($0, words("alliance_member_type.\($0)")) } }

  private var empty: HTML { "\(Empty(words("alliances.empty"), words("alliances.empty.why")))" }

  func seats(
    _ rows: [(seat: AllianceView.Seat, alliance: String)], _ filter: AllianceFilter, kind: AllianceSeat.Kind?, next: String?
  ) -> Page {
    let kinds: [Choice] =
      [Choice("", words("alliances.seat.all"))] + AllianceSeat.Kind.allCases.map { Choice($0.rawValue, words("alliances.seat.\($0.rawValue)")) }
    let filters = Filters(
      to: "/alliances/seats", [Field("seat", label: words("alliances.seat"), .select(kinds, chosen: kind?.rawValue ?? ""))],
      within: filter.within, words: words, submit: words("alliances.filter"),
      clear: Link(words("alliances.filter.clear"), to: "/alliances/seats"), keeping: kept(filter))
    let ledger = Ledger(
      caption: words("alliances.seats.caption"),
      columns: [
        .init(words("alliances.person")), .init(words("alliances.seat")), .init(words("alliances.name")),
        .init(words("alliances.unit"), isMinor: true),
      ],
      rows: rows.map { row in
        Ledger.Row([
          Ledger.what(row.seat.person ?? words("alliances.seat.vacant"), href: "/alliances/\(row.seat.seat.alliance)", small: row.seat.unit),
          "\(words("alliances.seat.\(row.seat.seat.kind.rawValue)"))", "\(row.alliance)", "\(row.seat.unit ?? "")",
        ])
      })
    return frame.list(
      .seats, words("alliances.seats"), note: filter.within.map { words.within($0) } ?? words("alliances.seats.lead"),
      "\(filters)\(Sheet("seats", words("alliances.seats"), look: .flat, isTitleHidden: true) { rows.isEmpty ? empty : "\(ledger)\(frame.pager(rows.count, next: next))" })"
    )
  }

  func uncovered(_ gaps: [CoverageRecords.Gap], _ within: Within?, level: String, next: String?) -> Page {
    let title: String = words("alliances.uncovered", ["level": words("level.\(level)")])
    let ledger = Ledger(
      caption: title, columns: [.init(words("alliances.area")), .init(words("alliances.level"))],
      rows: gaps.map { Ledger.Row([Ledger.what($0.name, href: "/areas/\($0.area)"), "\(words("level.\($0.level)"))"]) })
    let none = Empty(words("alliances.uncovered.none"), words("alliances.uncovered.none.why"), icon: .tray)
    return frame.one(
      .alliances, title, note: within.map { words.within($0) },
      "\(Within.choice(within, to: "/alliances/uncovered", words: words, keeping: [("level", level)]))\(Sheet("areas", title, look: .flat, isTitleHidden: true) { gaps.isEmpty ? "\(none)" : "\(ledger)\(frame.pager(gaps.count, next: next))" })"
    )
  }
}
