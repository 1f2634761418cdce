import Foundation
import Ground
import Markup

/// What a finding says.
struct PlanWords {
  let words: Words
  let names: PlanNames

  func kind(_ finding: PlanFinding) -> String { words("plan.kind.\(finding.kind.rawValue)") }

  /// What it is about.
  func subject(_ finding: PlanFinding) -> String {
    if let building = finding.building { return names.buildings[building] ?? building.description }
    let areas = finding.areas.isEmpty ? [finding.whole].compactMap { $0 } : finding.areas
    return areas.map(name).joined(separator: " · ")
  }

  /// Square metres, households, or where a building is registered.
  func amount(_ finding: PlanFinding) -> String {
    if let area = finding.squareMetres { return words("plan.square_metres", ["area": words.number(Int(area.rounded()))]) }
    if let count = finding.households { return words("plan.households", count: count) }
    guard finding.building != nil, let grid = finding.areas.first else { return "" }
    return words("plan.registered", ["area": name(grid)])
  }

  func name(_ area: AreaID) -> String { names.areas[area] ?? area.description }
}

/// The page of a plan check.
struct PlanPages: Sendable {
  let words: Words
  let rules: CityProfile.GridRules

  func report(_ report: PlanReport, kind: PlanFinding.Kind?, next: String?) -> Page {
    let title = words("plan.title", ["area": report.area.name])
    let main: HTML = """
      \(Crumbs(label: words("areas.crumbs"), [Link(words("areas.title"), to: "/areas"), Link(report.area.name, to: "/areas/\(report.area.id)")],
        here: words("plan.open")))
      <div class="line title"><h1>\(title)</h1></div>
      <p class="quiet">\(lead(report))</p>
      <div class="stack">\(figures(report, kind))
      <div class="two even">\(found(report, kind, next: next))<div class="stack">\(map(report, kind))</div></div></div>
      """
    return Page(
      title: title, layout: .desk, whereTo: words("plan.open"), whereSmall: report.area.name, section: "areas", main: main,
      scripts: MapFigure.scripts, styles: MapFigure.styles)
  }

  private func lead(_ report: PlanReport) -> String {
    words(
      "plan.lead",
      [
        "areas": words.number(report.areas), "buildings": words.number(report.buildings), "tolerance": short(rules.tolerance),
        "least": short(PlanFace.least(rules.tolerance)), "low": words.number(rules.households.lowerBound),
        "high": words.number(rules.households.upperBound),
      ])
  }

  /// Without a decimal that says nothing.
  private func short(_ number: Double) -> String { number == number.rounded() ? words.number(Int(number)) : String(number) }

  private func address(_ report: PlanReport, _ kind: PlanFinding.Kind?) -> String {
    "/areas/\(report.area.id)/plan-check\(kind.map { "?kind=\($0.rawValue)" } ?? "")"
  }

  private func figures(_ report: PlanReport, _ kind: PlanFinding.Kind?) -> HTML {
    let tiles: [Tiles.Tile] = PlanFinding.Kind.allCases.compactMap { kind in
      guard let count = report.counts[kind] else { return nil }
      return Tiles.Tile(
        words("plan.kind.\(kind.rawValue)"), total: words.number(count), unit: words("plan.unit"), open: words("plan.see"),
        to: address(report, kind))
    }
    return tiles.isEmpty ? .empty : "<section aria-label=\"\(words("plan.figures"))\">\(Tiles(tiles))</section>"
  }

  private func found(_ report: PlanReport, _ kind: PlanFinding.Kind?, next: String?) -> Sheet {
    let total = kind.map { report.counts[$0] ?? 0 } ?? report.counts.values.reduce(0, +)
    let title = kind.map { words("plan.kind.\($0.rawValue)") } ?? words("plan.found")
    let pager = Pager(label: words("plan.pager"), words("plan.shown", count: total), next: next.map { Link(words("plan.next"), to: $0) })
    let all: Link? = kind == nil ? nil : Link(words("plan.of_kind.all"), to: address(report, nil))
    return Sheet("findings", title, action: report.findings.isEmpty ? nil : all, look: .flat) {
      report.findings.isEmpty ? empty(report, kind) : "\(ledger(report))\(pager)"
    }
  }

  private func empty(_ report: PlanReport, _ kind: PlanFinding.Kind?) -> HTML {
    if report.counts.isEmpty {
      return
        "\(Empty(words("plan.clean"), words("plan.clean.why"), action: Link(words("plan.back", ["area": report.area.name]), to: "/areas/\(report.area.id)")))"
    }
    return "\(Empty(words("plan.of_kind.none"), words("plan.of_kind.none.why"), action: Link(words("plan.of_kind.all"), to: address(report, nil))))"
  }

  private func ledger(_ report: PlanReport) -> Ledger {
    let spoken = PlanWords(words: words, names: report.names)
    return Ledger(
      caption: words("plan.found.caption"),
      columns: [.init(words("plan.where")), .init(words("plan.what")), .init(words("plan.how_much"), isMinor: true)],
      rows: report.findings.map { finding in
        Ledger.Row([subject(finding, spoken), "\(spoken.kind(finding))", "\(spoken.amount(finding))"])
      })
  }

  private func subject(_ finding: PlanFinding, _ spoken: PlanWords) -> HTML {
    guard let area = finding.areas.first ?? finding.whole else { return "\(spoken.subject(finding))" }
    return Ledger.what(spoken.subject(finding), href: "/areas/\(area)")
  }

  private func map(_ report: PlanReport, _ kind: PlanFinding.Kind?) -> HTML {
    let query = kind.map { "?kind=\($0.rawValue)" } ?? ""
    let figure = MapFigure(
      label: words("plan.map", ["area": report.area.name]), areas: "/api/v1/areas/\(report.area.id)/plan-check/map\(query)",
      points: "/api/v1/areas/\(report.area.id)/plan-check/marks\(query)", text: "<span>\(words("plan.map.note"))</span>",
      keys: [.init(.warning, words("plan.map.key"))], words: MapFigure.Words { words($0) })
    return "\(figure)"
  }
}
