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

  /// New areas that got an outline with the change.
  func drawn(_ plan: AreaPlan, _ names: [AreaID: String]) -> HTML {
    let outlined = Set(plan.outlines.filter { $0.after != nil }.map(\.area))
    let new = plan.steps.filter { $0.isNew && outlined.contains($0.area) }.compactMap { names[$0.area] }
    guard plan.kind == .split, !new.isEmpty else { return .empty }
    return "<p class=\"quiet\">\(words("area_change.drawn", ["areas": new.joined(separator: words("matter.comma"))]))</p>"
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
    return words("area_change.one", ["said": words("area_change.said.\(plan.kind.rawValue)", ["area": area]), "day": words.date(plan.day)])
  }
}
