import Ground
import Markup

/// The pages on which areas are changed, and their histories.
struct AreaChangePages: Sendable {
  let words: Words
  let profile: CityProfile
  let caller: Caller
  let today: CivilDay

  func page(_ title: String, _ area: Area, _ main: HTML) -> Page {
    Page(
      title: title, layout: .desk, whereTo: area.name, whereSmall: words("level.\(area.level)"), section: "areas", main: main, isNarrow: true,
      scripts: ["form.js"])
  }

  /// Links only to where the caller may go.
  func crumbs(_ area: Area, here: String) -> Crumbs {
    Crumbs(label: words("areas.crumbs"), [Link(words("areas.title"), to: "/areas"), Link(area.name, to: "/areas/\(area.id)")], here: here)
  }

  // MARK: What can be done

  func menu(_ form: AreaChangeForm) -> Page {
    let title = words("area_change.title", ["area": form.area.name])
    let items: [HTML] = offered(form.area).map { kind in
      let link = Link(words("area_change.kind.\(kind.rawValue)"), to: "/areas/\(form.area.id)/changes/new?kind=\(kind.rawValue)")
      return "<li>\(link)<br><span class=\"quiet small\">\(words("area_change.about.\(kind.rawValue)", ["area": form.area.name]))</span></li>"
    }
    let main: HTML = """
      \(crumbs(form.area, here: words("area_change.menu")))\(Heading(title, note: words("area_change.lead")))\
      \(Sheet("kinds", title, isTitleHidden: true) { "<ul class=\"stack\">\(each: items, { $0 })</ul>" })
      """
    return page(title, form.area, main)
  }

  /// What makes sense at this level: the top has nothing beside it, the lowest nothing below.
  private func offered(_ area: Area) -> [AreaPlan.Kind] {
    let isLowest = area.level == profile.levels.last?.id
    return AreaRequest.kinds.filter { kind in
      switch kind {
      case .rename: true
      case .create: !isLowest
      case .assign: isLowest
      case .redraw: true
      default: area.parent != nil
      }
    }
  }

  // MARK: The dry run

  func preview(
    _ found: AreaChangeDesk.Preview, of area: Area, day: CivilDay, to action: String, values: [String: [String]], tokens: FormTokens
  ) -> Page {
    let title = words("area_change.preview.title")
    let main: HTML = """
      \(crumbs(area, here: title))\(Heading(title, note: said(found.plan, area.name)))\
      <p>\(words("area_change.preview.lead", ["day": words.day(day)]))</p>\(timing(day))\
      <div class="stack">\(steps(found.plan, found.names))\(touched(found))\(undrawn(found))\(confirm(action, back: "/areas/\(area.id)", values, tokens))</div>
      """
    return page(title, area, main)
  }

  private func timing(_ day: CivilDay) -> HTML {
    if day > today { return "<p class=\"quiet\">\(words("area_change.preview.future"))</p>" }
    return day < today ? "<p class=\"quiet\">\(words("area_change.preview.past"))</p>" : .empty
  }

  private func confirm(_ action: String, back: String, _ values: [String: [String]], _ tokens: FormTokens) -> HTML {
    var hidden: HTML = .empty
    for (name, list) in values.sorted(by: { $0.key < $1.key }) where !name.hasPrefix("_") {
      for value in list where !value.isEmpty { hidden += Form.hidden(name, value) }
    }
    return Form.post(to: action, tokens) {
      "\(hidden)\(Acts([Button(words("area_change.apply"), .primary), Button(words("area_change.cancel"), .plain, href: back)]))"
    }
  }

  private func touched(_ found: AreaChangeDesk.Preview) -> HTML {
    let sheet = Sheet("touched", words("area_change.touched")) {
      found.touches.isEmpty ? "<p class=\"quiet\">\(words("area_change.touched.none"))</p>" : "\(each: found.touches, { touch($0, found.names) })"
    }
    return "\(sheet)"
  }

  /// A number opens to its rows.
  private func touch(_ touch: AreaTouch, _ names: [AreaID: String]) -> HTML {
    var lines: HTML = .empty
    if touch.moved > 0 {
      let rows: HTML = """
        \(if: !touch.rows.isEmpty, "<ul>\(each: touch.rows, { row($0, names) })</ul>")\
        \(if: touch.moved > touch.rows.count, "<p class=\"quiet small\">\(words("area_change.touched.hidden", count: touch.moved - touch.rows.count))</p>")
        """
      let summary = "\(words("area_touch.\(touch.subject)", count: touch.moved)) · \(words("area_change.touched.moved"))"
      lines += touch.rows.isEmpty ? "<p><b>\(summary)</b></p>\(rows)" : Disclosure(summary, isOpen: touch.moved <= 12) { rows }.html
    }
    if touch.renumbered > 0 {
      let summary = "\(words("area_touch.\(touch.subject)", count: touch.renumbered))"
      let word: HTML = touch.subject == "closed_matters" ? .empty : " <span class=\"quiet\">\(words("area_change.touched.renumbered"))</span>"
      lines += "<p>\(summary)\(word)</p>"
    }
    return lines
  }

  private func row(_ row: AreaTouch.Row, _ names: [AreaID: String]) -> HTML {
    let title: HTML = row.href.map { "\(Link(row.title, to: $0))" } ?? "\(row.title)"
    let way = words("area_change.touched.row", ["from": names[row.from] ?? "", "to": names[row.to] ?? ""])
    return "<li>\(title) <span class=\"quiet small\">\(way)</span></li>"
  }

  private func undrawn(_ found: AreaChangeDesk.Preview) -> HTML {
    "\(drawn(found.plan, found.names))\(toDraw(found))"
  }

  /// New areas that got an outline with the change.
  func drawn(_ plan: AreaPlan, _ names: [AreaID: String]) -> HTML {
    let outlined = Set(plan.outlines.filter { $0.after != nil }.map(\.area))
    let new = plan.steps.filter { $0.isNew && outlined.contains($0.area) }.compactMap { names[$0.area] }
    guard plan.kind == .split, !new.isEmpty else { return .empty }
    return "<p class=\"quiet\">\(words("area_change.drawn", ["areas": new.joined(separator: words("matter.comma"))]))</p>"
  }

  private func toDraw(_ found: AreaChangeDesk.Preview) -> HTML {
    let names = found.plan.undrawn.compactMap { found.names[$0] }
    guard !names.isEmpty else { return .empty }
    return "<p class=\"quiet\">\(words("area_change.undrawn", ["areas": names.joined(separator: words("matter.comma"))]))</p>"
  }

  // MARK: Steps

  private static let most: Int = 40

  func steps(_ plan: AreaPlan, _ names: [AreaID: String]) -> HTML {
    guard !plan.steps.isEmpty else { return .empty }
    let ledger = Ledger(
      caption: words("area_change.steps.caption"),
      columns: [.init(words("area_change.step.area")), .init(words("area_change.step.before")), .init(words("area_change.step.after"))],
      rows: plan.steps.prefix(Self.most).map { step in
        Ledger.Row(["\(names[step.area] ?? "")", before(step, names), after(step, names)])
      })
    let more = plan.steps.count - Self.most
    let rest: HTML = more > 0 ? "<p class=\"quiet small\">\(words("area_change.steps.more", count: more))</p>" : .empty
    return "\(Sheet("steps", words("area_change.steps"), look: .flat) { "\(ledger)\(rest)" })"
  }

  private func before(_ step: AreaPlan.Step, _ names: [AreaID: String]) -> HTML {
    guard let state = step.before else { return "<span class=\"quiet\">\(words("area_change.step.new"))</span>" }
    return told(state, names)
  }

  private func after(_ step: AreaPlan.Step, _ names: [AreaID: String]) -> HTML {
    guard let state = step.after else {
      return "\(words("area_change.step.ends", ["successor": step.successor.flatMap { names[$0] } ?? ""]))"
    }
    return told(state, names)
  }

  private func told(_ state: AreaState, _ names: [AreaID: String]) -> HTML {
    let above: HTML = state.parent.flatMap { names[$0] }.map { "<br><span class=\"quiet small\">\($0)</span>" } ?? .empty
    return "\(state.name)<br><span class=\"code\">\(state.code)</span>\(above)"
  }

  func said(_ plan: AreaPlan, _ name: String) -> String {
    let area = plan.kind == .create ? plan.steps.first?.after?.name ?? name : name
    return words("area_change.one", ["said": words("area_change.said.\(plan.kind.rawValue)", ["area": area]), "day": words.day(plan.day)])
  }
}
