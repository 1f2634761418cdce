import Ground
import Markup

/// The boundary editor.
struct DrawingPages: Sendable {
  let words: Words
  let rules: CityProfile.GridRules

  static let scripts: [String] = ["vendor/leaflet/leaflet.js", "drawing-shape.js", "drawing.js"]
  static let styles: [String] = ["vendor/leaflet/leaflet.css", "map.css", "drawing.css"]

  func page(_ view: DrawingView) -> Page {
    let area = view.drawing.community
    let title = words("drawing.title", ["area": area.name])
    let main: HTML = """
      \(Crumbs(label: words("areas.crumbs"), [Link(words("areas.title"), to: "/areas"), Link(area.name, to: "/areas/\(area.id)")],
        here: words("drawing.open")))
      <div class="line title"><h1>\(title)</h1>\
      \(if: view.tokens != nil, "<a class=\"button\"\(href: "/areas/\(area.id)/numbering")>\(words("numbering.open"))</a>")\
      \(if: view.tokens != nil, "<a class=\"button\"\(href: "/areas/\(area.id)/grid-layers/new")>\(words("layers.new"))</a>")\
      <a class="button"\(href: "/areas/\(area.id)/plan-check")>\(words("plan.open"))</a></div>
      <div class="stack">\(if: view.isSaved, Notice(words("drawing.saved")).html)\(problems(view))
      \(view.dryRun.map { "\(dryRun($0, view))" } ?? .empty)
      <div class="drawing">\(editor(view))<div class="stack">\(sizes(view))\(form(view))\(exchange(view))</div></div></div>
      """
    return Page(
      title: title, layout: .desk, whereTo: words("drawing.open"), whereSmall: area.name, section: "areas", main: main,
      scripts: Self.scripts, styles: Self.styles)
  }

  private func problems(_ view: DrawingView) -> HTML {
    guard let refusal = view.refusal else { return .empty }
    guard !refusal.fields.isEmpty else {
      return "<div class=\"wrongs\" role=\"alert\" tabindex=\"-1\" data-focus><p>\(words(refusal.word, refusal.arguments))</p></div>"
    }
    let lines: [Link] = refusal.fields.map { Link(words($0.word, $0.arguments), to: $0.field == "day" ? "#day" : "#save") }
    return "\(ErrorSummary(words("drawing.refused"), lines))"
  }

  // MARK: The map

  private func editor(_ view: DrawingView) -> HTML {
    let area = view.drawing.community
    let label = words("drawing.map", ["area": area.name])
    let path = "/api/v1/areas/\(area.id)/drawing"
    return """
      <figure class="map drawing-map" aria-label="\(label)">\(if: view.tokens != nil, tools)\
      <div class="drawing-box" role="application" aria-label="\(label)" tabindex="0" hidden\
       data-drawing="\(path)" data-houses="\(path)/buildings"\(attribute: "data-fixed", view.tokens == nil ? "1" : nil)\
       data-changed="\(view.news?.lines.map(\.area.description).joined(separator: " ") ?? "")"\
       data-zoom-in="\(words("map.zoom_in"))" data-zoom-out="\(words("map.zoom_out"))"\(each: Self.said, spoken)></div>\
      <noscript><p class="small quiet">\(words("drawing.needs_script"))</p></noscript>\
      <figcaption><span role="status" class="map-said"></span><span>\(words(view.tokens == nil ? "drawing.map.look" : "drawing.map.help"))</span>\
      </figcaption></figure>
      """
  }

  /// What the editor says, by the name of the data attribute.
  private static let said: [(name: StaticString, key: String)] = [
    ("data-corner", "drawing.say.corner"), ("data-shared-corner", "drawing.say.shared"), ("data-fixed-corner", "drawing.say.fixed"),
    ("data-crossed", "drawing.say.crossed"),
    ("data-moved", "drawing.say.moved"), ("data-added", "drawing.say.added"), ("data-removed", "drawing.say.removed"),
    ("data-junction", "drawing.say.junction"), ("data-undone", "drawing.say.undone"), ("data-redone", "drawing.say.redone"),
    ("data-handed", "drawing.say.handed"), ("data-small", "plan.kind.small"), ("data-large", "plan.kind.large"),
    ("data-failed", "drawing.say.failed"), ("data-add", "drawing.say.add"),
  ]

  private func spoken(_ line: (name: StaticString, key: String)) -> HTML { attribute(line.name, words(line.key)) }

  private func attribute(_ name: StaticString, _ value: String) -> HTML { "\(attribute: name, value)" }

  /// They need the script, which shows them.
  private var tools: HTML {
    let all: [(act: String, word: String)] = [
      ("undo", "drawing.undo"), ("redo", "drawing.redo"), ("previous", "drawing.previous"), ("next", "drawing.next"), ("add", "drawing.add"),
      ("remove", "drawing.remove"),
    ]
    return """
      <div class="drawing-tools line" role="toolbar" aria-label="\(words("drawing.tools"))" hidden>\
      \(each: all, { "<button type=\"button\" class=\"button\" data-act=\"\($0.act)\">\(words($0.word))</button>" })</div>
      """
  }

  // MARK: The grids

  private func sizes(_ view: DrawingView) -> Sheet {
    let (before, after) = (view.drawing.sizes(), view.dryRun?.after.sizes())
    return Sheet("sizes", words("drawing.grids"), note: limits, look: .flat) {
      """
      <table class="ledger drawing-sizes">\
      <caption class="sr">\(words("drawing.grids.caption"))</caption>\
      <thead><tr><th scope="col">\(words("level.grid"))</th><th scope="col" class="num">\(words("drawing.households"))</th>\
      <th scope="col" class="num">\(words("drawing.buildings"))</th></tr></thead>\
      <tbody>\(each: view.drawing.grids, { row($0, before[$0.id] ?? GridSize(), after?[$0.id]) })</tbody></table>
      """
    }
  }

  private var limits: String {
    words("drawing.limits", ["low": words.number(rules.households.lowerBound), "high": words.number(rules.households.upperBound)])
  }

  private func row(_ grid: DrawnGrid, _ before: GridSize, _ after: GridSize?) -> HTML {
    let size = after ?? before
    let isSized = rules.kind(grid.kind)?.isSized ?? true
    let tag: String? =
      !isSized || rules.households.contains(size.households)
      ? nil : size.households < rules.households.lowerBound ? words("plan.kind.small") : words("plan.kind.large")
    let was: HTML =
      after.map {
        $0.households == before.households ? .empty : "<small> \(words("drawing.was", ["count": words.number(before.households)]))</small>"
      } ?? .empty
    return """
      <tr data-grid="\(grid.id.description)" data-sized="\(isSized ? "1" : "0")" data-before="\(String(before.households))"><th scope="row">\
      <a class="what"\(href: "/areas/\(grid.id)")>\(grid.name)</a><small>\(words("grid_kind.\(grid.kind)"))</small></th>\
      <td class="num"><span data-households>\(words.number(size.households))</span>\(was) <span class="tag warn" data-size-tag\(flag: "hidden", tag == nil)>\(tag ?? "")</span></td>\
      <td class="num" data-buildings>\(words.number(size.buildings))</td></tr>
      """
  }

  // MARK: What it would change

  private func dryRun(_ redrawing: Redrawing, _ view: DrawingView) -> Sheet {
    let grids = Dictionary(
      view.drawing.grids.map { ($0.id, $0.name) } + view.drawing.neighbours.flatMap { drawing in drawing.grids.map { ($0.id, name($0, drawing)) } },
      uniquingKeysWith: { first, _ in first })
    return Sheet("dry-run", words("drawing.dry_run"), note: words("drawing.redrawn", count: redrawing.outlines.count)) {
      """
      \(if: redrawing.findings.contains { !$0.kind.isGeometric }, "<p>\(words("drawing.sizes_wrong"))</p>")\
      \(redrawing.moves.isEmpty ? "<p>\(words("drawing.no_moves"))</p>" : moves(redrawing, grids, view.names))
      """
    }
  }

  /// A grid of a neighbour is told with its community.
  private func name(_ grid: DrawnGrid, _ drawing: Drawing) -> String {
    words("place.area_address", ["upper": drawing.community.name, "area": grid.name])
  }

  private func moves(_ redrawing: Redrawing, _ grids: [AreaID: String], _ names: [BuildingID: String]) -> HTML {
    let ledger = Ledger(
      caption: words("drawing.moves"),
      columns: [.init(words("drawing.building")), .init(words("drawing.from")), .init(words("drawing.to"))],
      rows: redrawing.moves.map { move in
        Ledger.Row(["\(names[move.building] ?? "")", "\(grids[move.from] ?? "")", "\(grids[move.to] ?? "")"])
      })
    return "<p>\(words("drawing.moves.count", count: redrawing.moves.count))</p>\(ledger)"
  }

  // MARK: The form

  private func form(_ view: DrawingView) -> HTML {
    guard let tokens = view.tokens else { return .empty }
    let dayProblem = view.refusal?.fields.first { $0.field == "day" }.map { words($0.word, $0.arguments) }
    let sheet = Sheet("save", words("drawing.save.title")) {
      Form.post(to: "/areas/\(view.drawing.community.id)/drawing", tokens, takesFiles: true) {
        """
        \(Form.hidden("seen", view.seen))\(view.news.map { news($0, view) } ?? .empty)\
        <textarea name="geojson" id="geojson" hidden aria-label="GeoJSON">\(view.sent ?? "")</textarea>\
        \(Field("day", label: words("drawing.day"), help: words("drawing.day.help"), error: dayProblem, isRequired: true, .line(view.day.description, .day)))\
        \(Field("reason", label: words("drawing.reason"), note: words("drawing.optional"), .line(view.reason ?? "", most: 200)))\
        <details class="more"\(flag: "open", view.sent == nil && view.refusal != nil)><summary>\(words("drawing.upload"))</summary>\
        <div class="field"><label for="file">\(words("drawing.file"))</label><p class="help" id="file-help">\(words("drawing.file.help"))</p>\
        <input class="input" type="file" id="file" name="file" accept=".geojson,.json,application/geo+json" aria-describedby="file-help"></div>\
        \(Field("datum", label: words("drawing.datum"), .select(datums, chosen: "")))</details>\
        <div class="line">\(view.news == nil ? Button(words("drawing.save"), .primary, name: "step", value: "save") : Button(words("drawing.news.seen"), .primary, name: "step", value: "seen"))\
        \(Button(words("drawing.check"), name: "step", value: "check"))</div>
        """
      }
    }
    return "\(sheet)"
  }

  /// What others have changed since the page was opened; saving waits until it was seen.
  private func news(_ news: DrawingNews, _ view: DrawingView) -> HTML {
    """
    <div class="stack drawing-news" id="news"><h3>\(words("drawing.news"))</h3><ul>\(each: news.lines, { item($0, view) })</ul>\
    <p class="small">\(words("drawing.news.help"))</p></div>\(Form.hidden("shown", "\(view.drawing.version)"))
    """
  }

  private func item(_ line: DrawingNews.Line, _ view: DrawingView) -> HTML {
    let area = Link(view.areas[line.area] ?? line.area.description, to: "/areas/\(line.area)/changes")
    return "<li>\(area)\(words("drawing.news.\(line.kind.rawValue)"))</li>"
  }

  private var datums: [Choice] {
    [Choice("", words("drawing.datum.file"))] + Datum.allCases.map { Choice($0.rawValue, words("drawing.datum.\($0.rawValue)")) }
  }

  private func exchange(_ view: DrawingView) -> Sheet {
    let path = "/api/v1/areas/\(view.drawing.community.id)/drawing"
    return Sheet("exchange", words("drawing.exchange")) {
      """
      <p class="small quiet">\(words("drawing.exchange.help"))</p><ul class="small">\
      \(each: Datum.allCases, { "<li><a\(href: "\(path)?datum=\($0.rawValue)") download=\"\(view.drawing.community.code).geojson\">\(words("drawing.datum.\($0.rawValue)"))</a></li>" })</ul>
      """
    }
  }
}
