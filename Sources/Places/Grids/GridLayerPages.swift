import Ground
import Markup

/// Where two grid systems lie over each other.
struct GridLayerPages: Sendable {
  let words: Words

  func list(_ rows: [GridOverlap], _ within: Within?, next: String?) -> Page {
    let title = words("layers.title")
    let pager = Pager(label: words("plan.pager"), words("layers.shown", count: rows.count), next: next.map { Link(words("plan.next"), to: $0) })
    let main: HTML = """
      \(Crumbs(label: words("areas.crumbs"), [Link(words("areas.title"), to: "/areas")], here: title))
      <div class="line title"><h1>\(title)</h1></div><p class="quiet">\(within.map { words.within($0) } ?? words("layers.lead"))</p>\(Within.choice(within, to: "/grid-overlaps", words: words))
      \(Sheet("layers", title, look: .flat, isTitleHidden: true) { rows.isEmpty ? empty : "\(ledger(rows))\(pager)" })
      """
    return Page(title: title, layout: .desk, whereTo: title, section: "areas", main: main, isNarrow: true)
  }

  private var empty: HTML {
    "\(Empty(words("layers.empty"), words("layers.empty.why"), action: Link(words("areas.empty.next"), to: "/areas")))"
  }

  private func ledger(_ rows: [GridOverlap]) -> Ledger {
    Ledger(
      caption: words("layers.caption"),
      columns: [
        .init(words("level.community")), .init(words("layers.system")), .init(words("layers.old"), isNumber: true),
        .init(words("layers.unified"), isNumber: true), .init(words("layers.carrying"), isNumber: true),
      ],
      rows: rows.map { row in
        Ledger.Row([
          Ledger.what(row.name, href: "/areas/\(row.area)/grid-layers?duty=\(row.duty)"), "\(words("grid_duty.\(row.duty)"))",
          "\(words.number(row.layers))", "\(words.number(row.grids))", "\(words.number(row.carrying))",
        ])
      })
  }

  func one(_ area: Area, duty: String, _ rows: [GridLayerShare], tokens: FormTokens?, day: CivilDay, refusal: Refusal? = nil) -> Page {
    let name = words("grid_duty.\(duty)")
    let title = words("layers.one", ["area": area.name, "duty": name])
    let main: HTML = """
      \(Crumbs(label: words("areas.crumbs"), [Link(words("layers.title"), to: "/grid-overlaps")], here: title))
      <div class="line title"><h1>\(title)</h1></div>\(PlaceProblems(words: words, title: words("grids.wrong"), refusal: refusal))
      <div class="stack">\(Sheet("shares", words("layers.shares"), look: .flat) { "\(shares(rows))" })
      \(tokens.map { merge(area, duty, name, $0, day, refusal) } ?? .empty)</div>
      """
    return Page(title: title, layout: .desk, whereTo: words("layers.title"), whereSmall: area.name, section: "areas", main: main, isNarrow: true)
  }

  /// The form for old grids that nobody has entered yet.
  func new(_ area: Area, duties: [String], chosen: String?, tokens: FormTokens, refusal: Refusal? = nil) -> Page {
    let title = words("layers.new.title", ["area": area.name])
    let problems = PlaceProblems(words: words, title: words("grids.wrong"), refusal: refusal)
    let datums = [Choice("", words("drawing.datum.file"))] + Datum.allCases.map { Choice($0.rawValue, words("drawing.datum.\($0.rawValue)")) }
    let main: HTML = """
      \(Crumbs(label: words("areas.crumbs"), [Link(words("areas.title"), to: "/areas"), Link(area.name, to: "/areas/\(area.id)")],
        here: words("layers.new")))
      <div class="line title"><h1>\(title)</h1></div>\(problems)
      \(Sheet("new", words("layers.new")) {
        Form.post(to: "/areas/\(area.id)/grid-layers", tokens, takesFiles: true) {
          """
          \(Field("duty", label: words("layers.system"), error: problems["duty"], isRequired: true, .one(duties.map { Choice($0, words("grid_duty.\($0)")) }, chosen: chosen)))\
          <div class="field\(if: problems["geojson"] != nil, " wrong")"><label for="geojson">\(words("drawing.file"))</label>\
          <p class="help" id="file-help">\(words("layers.new.help"))</p>\
          <input class="input" type="file" id="geojson" name="file" accept=".geojson,.json,application/geo+json" aria-describedby="file-help"></div>\
          \(Field("datum", label: words("drawing.datum"), .select(datums, chosen: "")))\
          \(Field("day", label: words("layers.new.day"), note: words("drawing.optional"), error: problems["day"], .line("", .day)))\
          \(Button(words("layers.new.do"), .primary))
          """
        }
      })
      """
    return Page(title: title, layout: .desk, whereTo: words("layers.new"), whereSmall: area.name, section: "areas", main: main, isNarrow: true)
  }

  private func shares(_ rows: [GridLayerShare]) -> Ledger {
    Ledger(
      caption: words("layers.shares.caption"),
      columns: [
        .init(words("layers.old_grid")), .init(words("layers.unified_grid")), .init(words("layers.share"), isNumber: true),
        .init(words("layers.shared"), isMinor: true, isNumber: true),
        .init(words("layers.carries"), isMinor: true),
      ],
      rows: rows.map { row in
        Ledger.Row([
          "\(row.layer.name) <small>\(row.layer.code)</small>", Ledger.what(row.gridName, href: "/areas/\(row.grid)/duties"),
          "\(String(Int((row.share * 100).rounded())))%", "\(words("plan.square_metres", ["area": words.number(Int(row.squareMetres.rounded()))]))",
          "\(words(row.carries ? "layers.carries.yes" : "layers.carries.no"))",
        ])
      })
  }

  private func merge(_ area: Area, _ duty: String, _ name: String, _ tokens: FormTokens, _ day: CivilDay, _ refusal: Refusal?) -> HTML {
    let problems = PlaceProblems(words: words, title: "", refusal: refusal)
    let sheet = Sheet("merge", words("layers.merge")) {
      """
      <p>\(words("layers.merge.what", ["duty": name, "area": area.name]))</p>\
      \(Form.post(to: "/areas/\(area.id)/grid-merges", tokens) {
        """
        \(Form.hidden("duty", duty))\(Field("day", label: words("drawing.day"), error: problems["day"], isRequired: true, .line(day.description, .day)))\
        \(Button(words("layers.merge.do", ["duty": name]), .primary))
        """
      })
      """
    }
    return "\(sheet)"
  }
}
