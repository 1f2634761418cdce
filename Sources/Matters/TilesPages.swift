import Ground
import Markup
import Places

extension StaffPages {
  /// The figures of an area, and the same for each area below it. Each opens to exactly the rows it counted.
  func tiles(_ view: TilesView) -> Page {
    let main: HTML = """
      \(tilesCrumbs(view))\(structureChoice(view))<h1 class="say">\(said(view))</h1><div class="stack">\(Tiles(figures(view)))\(lines(view))</div>\
      <p class="small quiet">\(words("matter.tiles.as_of", ["time": time(now)]))</p>
      """
    return Page(
      title: words("matter.tiles.title", ["area": view.area.name]), layout: .desk, whereTo: view.area.name,
      whereSmall: words("level.\(view.area.level)"), section: "tiles", main: main, isNarrow: true)
  }

  private func tilesPath(_ area: Area, _ view: TilesView) -> String {
    "/tiles?area=\(area.id)\(view.structure.map { "&structure=\($0)" } ?? "")"
  }

  private func url(_ filter: MatterFilter, _ area: Area, _ view: TilesView) -> String {
    var within: MatterFilter = filter
    within.area = area.id
    within.structure = view.structure
    return within.url()
  }

  private func structureChoice(_ view: TilesView) -> StructureChoice {
    StructureChoice(
      to: "/tiles", day: view.structure?.description, today: today.description, keeping: [("area", view.area.id.description)],
      words: .init { words($0, $1) })
  }

  private func tilesCrumbs(_ view: TilesView) -> Crumbs {
    let above: [Area] = view.chain.filter { $0.id != view.area.id }
    return Crumbs(label: words("matter.crumbs"), above.map { Link($0.name, to: tilesPath($0, view)) }, here: view.area.name)
  }

  /// What the figures say, in one sentence: the late ones and where most of them are.
  private func said(_ view: TilesView) -> HTML {
    let tiles: MatterTiles = view.tiles
    let today: String = words("matter.tiles.say.today", count: tiles.dueToday)
    guard tiles.late > 0 else {
      return "\(words(tiles.open == 0 ? "matter.tiles.say.nothing" : "matter.tiles.say.calm", count: tiles.open, ["today": today]))"
    }
    guard let worst = view.lines.max(by: { $0.tiles.late < $1.tiles.late }), worst.tiles.late > 0 else {
      return "\(words("matter.tiles.say.late", count: tiles.late, ["today": today]))"
    }
    let place: HTML = "<a\(href: url(MatterTiles.lateFilter, worst.area, view))>\(worst.area.name)</a>"
    return sentence(
      tiles.late == 1 && words.has("matter.tiles.say.where.one") ? "matter.tiles.say.where.one" : "matter.tiles.say.where",
      ["count": "\(words.number(tiles.late))", "some": "\(words.number(worst.tiles.late))", "place": place, "today": "\(today)"])
  }

  private func figures(_ view: TilesView) -> [Tiles.Tile] {
    let tiles: MatterTiles = view.tiles
    let counts: [(String, Int, MatterFilter)] = [
      ("open", tiles.open, MatterTiles.openFilter), ("today", tiles.dueToday, MatterTiles.dueTodayFilter),
      ("late", tiles.late, MatterTiles.lateFilter), ("answered", tiles.answeredThisWeek, MatterTiles.answeredFilter),
    ]
    return counts.map { name, count, filter in
      Tiles.Tile(
        words("matter.tile.\(name)"), total: words.number(count), unit: words("matter.unit"), note: "\(words("matter.tile.\(name).note"))",
        open: words("matter.tile.open_these", count: count), to: url(filter, view.area, view))
    } + [satisfaction(view)]
  }

  private func satisfaction(_ view: TilesView) -> Tiles.Tile {
    let tiles: MatterTiles = view.tiles
    let note: String =
      tiles.rated == 0
      ? words("matter.tile.satisfied.none")
      : words("matter.tile.satisfied.note", ["rated": words.number(tiles.rated), "satisfied": words.number(tiles.satisfied)])
    return Tiles.Tile(
      words("matter.tile.satisfied"), total: share(tiles) ?? words("matter.tile.no_figure"), unit: tiles.rated == 0 ? "" : "%",
      note: "\(note)", open: words("matter.tile.open_rated", count: tiles.rated), to: url(MatterTiles.ratedFilter, view.area, view))
  }

  /// `81.3`, rounded half up; nil when nobody has rated.
  private func share(_ tiles: MatterTiles) -> String? {
    guard tiles.rated > 0 else { return nil }
    let thousandths: Int = (tiles.satisfied * 2000 + tiles.rated) / (tiles.rated * 2)
    return thousandths % 10 == 0 ? "\(thousandths / 10)" : "\(thousandths / 10).\(thousandths % 10)"
  }

  private func lines(_ view: TilesView) -> HTML {
    guard !view.lines.isEmpty else { return .empty }
    let ledger: Ledger = Ledger(
      caption: words("matter.tiles.caption"),
      columns: [
        .init(words("matter.area")), .init(words("matter.tile.open"), isNumber: true),
        .init(words("matter.tile.today"), isMinor: true, isNumber: true),
        .init(words("matter.tile.late"), isNumber: true), .init(words("matter.tile.answered"), isMinor: true, isNumber: true),
        .init(words("matter.tile.satisfied"), isMinor: true, isNumber: true),
      ], rows: view.lines.map { line($0, view) })
    return "\(Sheet("areas", words("matter.tiles.below"), look: .flat) { "\(ledger)" })"
  }

  private func line(_ line: TilesView.Line, _ view: TilesView) -> Ledger.Row {
    let tiles: MatterTiles = line.tiles
    let late: HTML =
      tiles.late == 0
      ? "0" : "<a\(href: url(MatterTiles.lateFilter, line.area, view))>\(Lateness(words("matter.tile.late_count", count: tiles.late), .late))</a>"
    let satisfied: HTML =
      share(tiles).map { "<a\(href: url(MatterTiles.ratedFilter, line.area, view))>\($0)%</a>" } ?? "\(words("matter.tile.no_figure"))"
    return Ledger.Row([
      Ledger.what(line.area.name, href: tilesPath(line.area, view)), figure(tiles.open, MatterTiles.openFilter, line.area, view),
      figure(tiles.dueToday, MatterTiles.dueTodayFilter, line.area, view), late,
      figure(tiles.answeredThisWeek, MatterTiles.answeredFilter, line.area, view), satisfied,
    ])
  }

  private func figure(_ count: Int, _ filter: MatterFilter, _ area: Area, _ view: TilesView) -> HTML {
    count == 0 ? "0" : "<a\(href: url(filter, area, view))>\(words.number(count))</a>"
  }
}
