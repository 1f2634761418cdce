import Ground
import Markup
import Places

extension StaffPages {
  /// A queue: its views, its filter, its rows, and where they are.
  /// - Parameter next: the address of the next page.
  func queue(_ view: QueueView, next: String?) -> Page {
    let title: String = queueTitle(view)
    let main: HTML = """
      \(Heading(title, note: queueNote(view), acts: registerButton))\(queueViews(view))\(queueFilters(view))\(queueStructure(view))\
      \(Columns(.split, label: words("matter.queue.aside"), ["\(queueList(view, next: next))"], ["\(queueMap(view))", "\(peek(view))"]))\
      \(queueFoot(view))
      """
    return Page(
      title: words("matter.queue.title", ["name": title, "count": words.number(view.total)]), layout: .desk,
      whereTo: view.home?.name ?? words("matter.queue"), section: "matters", main: main, scripts: MapFigure.scripts + Keys.scripts,
      styles: MapFigure.styles)
  }

  private var registerButton: [Button] {
    mayRegister ? [Button(words("matter.register"), href: "/matters/new", icon: .pencil, key: "n")] : []
  }

  /// Only where an area is chosen: the whole city has been the same all along.
  private func queueStructure(_ view: QueueView) -> HTML {
    guard view.filter.area != nil else { return .empty }
    let kept: [(name: String, value: String)] = view.filter.items.filter { $0.name != "structure" }
    let choice = StructureChoice(
      to: "/matters", day: view.filter.structure?.description, today: today.description, keeping: kept, words: .init { words($0, $1) })
    return "\(choice)"
  }

  private func queueTitle(_ view: QueueView) -> String {
    view.views.first { $0.filter == view.filter }.map { words("matter.view.\($0.id)") } ?? words("matter.queue.filtered")
  }

  private func queueNote(_ view: QueueView) -> String {
    let total: String = words("matter.queue.count", count: view.total)
    let named: [String] = view.views.filter { ["today", "late"].contains($0.id) && $0.count > 0 && $0.filter != view.filter }
      .map { words("matter.queue.\($0.id)", count: $0.count) }
    return ([total] + named).joined(separator: words("matter.comma"))
  }

  private func queueViews(_ view: QueueView) -> Views {
    Views(
      label: words("matter.queue.views"),
      view.views.map { named in
        .init(
          words("matter.view.\(named.id)"), count: words.number(named.count), to: named.filter.url(), isCurrent: named.filter == view.filter)
      })
  }

  private func queueList(_ view: QueueView, next: String?) -> Sheet {
    Sheet("list", words("matter.queue.list"), look: .flat, isTitleHidden: true) {
      view.rows.isEmpty ? "\(queueEmpty(view))" : "\(ledger(view))\(pager(view, next: next))"
    }
  }

  private func pager(_ view: QueueView, next: String?) -> Pager {
    Pager(
      label: words("matter.queue.pages"), words("matter.queue.shown", ["shown": words.number(view.rows.count), "total": words.number(view.total)]),
      next: next.map { Link(words("matter.queue.next"), to: $0) })
  }

  /// Nothing is there: because all is done, or because the filter is narrow.
  private func queueEmpty(_ view: QueueView) -> Empty {
    let isNamed: Bool = view.views.contains { $0.filter == view.filter }
    let open: Link = Link(words("matter.empty.open"), to: MatterTiles.openFilter.url())
    if isNamed, view.filter != MatterTiles.openFilter { return Empty(words("matter.empty.named"), words("matter.empty.named.why"), action: open) }
    if view.filter == MatterTiles.openFilter { return Empty(words("matter.empty.all"), words("matter.empty.all.why")) }
    return Empty(words("matter.empty.filter"), words("matter.empty.filter.why"), action: open)
  }

  private func queueMap(_ view: QueueView) -> MapFigure {
    let shown: AreaID? = maySeeAreas ? view.filter.area ?? view.home?.id : nil
    let area: String? = shown.map { "/api/v1/areas/\($0)/map" }
    return MapFigure(
      label: words("matter.map"), areas: area, points: view.filter.url("/api/v1/matters/map"),
      text: "<span>\(words("matter.map.text", count: view.total))</span>",
      keys: [.init(.warning, words("matter.map.late")), .init(.calm, words("matter.map.calm"))], words: MapFigure.Words { words($0) })
  }

  /// The first row at a glance.
  private func peek(_ view: QueueView) -> HTML {
    guard let row = view.rows.first else { return .empty }
    let facts: [(name: String, value: HTML)] = [
      (words("matter.state"), "\(stateTag(row.matter.state)) \(lateness(row.matter, row.standing))"),
      (words("matter.place"), "\(place(row))"), (words("matter.handler"), "\(row.handler ?? words("matter.handler.desk"))"),
      (words("matter.due"), "\(time(row.matter.deadline.due))"),
    ]
    let sheet: Sheet = Sheet("peek", row.matter.title, action: Link(words("matter.open"), to: path(row.matter.id))) {
      "<p class=\"prose\">\(row.matter.body)</p>\(Facts(facts, isSmall: true))"
    }
    return "\(sheet)"
  }

  private func queueFoot(_ view: QueueView) -> HTML {
    let keys: Keys = Keys(
      [
        .init(["j", "k"], words("matter.keys.move")), .init(["Enter"], words("matter.keys.open")), .init(["/"], words("matter.keys.find")),
        .init(["n"], words("matter.register")), .init(["?"], words("matter.keys.all")),
      ], title: words("matter.keys.all"), close: words("matter.keys.close"))
    return """
      <footer class="line under"><p class="url">\(Icon.link)<span class="sr">\(words("matter.queue.address"))</span>\
      <span class="code">\(view.filter.url())</span></p>\(keys)</footer>
      """
  }
}
