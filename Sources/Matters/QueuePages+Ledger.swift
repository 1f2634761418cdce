import Ground
import Markup
import Places

extension StaffPages {
  func ledger(_ view: QueueView) -> Ledger {
    Ledger(
      caption: words("matter.queue.caption.\(view.filter.order.rawValue)"),
      columns: [
        .init(words("matter")), .init(words("matter.category"), isMinor: true), .init(words("matter.state"), isMinor: true),
        .init(words("matter.due"), sort: sort(view.filter, by: .due)),
        .init(words("matter.received"), isMinor: true, isNumber: true, sort: sort(view.filter, by: .newest)),
      ],
      rows: view.rows.enumerated().map { index, row in Ledger.Row(cells(row), isCurrent: index == 0) })
  }

  private func sort(_ filter: MatterFilter, by order: MatterFilter.Order) -> Ledger.Column.Sort {
    var sorted: MatterFilter = filter
    sorted.order = order
    let direction: Ledger.Column.Order = order == .due ? .ascending : .descending
    return .init(href: sorted.url(), order: filter.order == order ? direction : nil)
  }

  private func cells(_ row: QueueRow) -> [HTML] {
    [
      Ledger.what(row.matter.title, href: path(row.matter.id), small: place(row)), "\(categoryName(row.matter.category))",
      "\(stateTag(row.matter.state))", "\(lateness(row.matter, row.standing))",
      "<span class=\"quiet\">\(time(row.matter.reportedAt))</span>",
    ]
  }

  func place(_ row: QueueRow) -> String {
    let address: String = row.matter.location.address
    guard !address.isEmpty, address != row.areaName else { return row.areaName }
    // An address that begins with the area says it already.
    return row.areaName.isEmpty || address.hasPrefix(row.areaName) ? address : words("matter.place.both", ["area": row.areaName, "address": address])
  }

  func queueFilters(_ view: QueueView) -> Filters {
    let filter: MatterFilter = view.filter
    let shown: Set<String> = ["q", "area", "state", "category", "source", "sort"]
    return Filters(
      to: "/matters",
      [
        Field("q", label: words("matter.filter.find"), isBroad: true, .line(filter.text ?? "", .search, most: 60)),
        Field("area", label: words("matter.area"), .select(areaChoices(view), chosen: filter.area?.description ?? "")),
        Field("state", label: words("matter.state"), .select(stateChoices, chosen: filter.state ?? "")),
        Field("category", label: words("matter.category"), .select(categoryChoices, chosen: filter.category ?? "")),
        Field("source", label: words("matter.source"), .select(sourceChoices, chosen: filter.source?.rawValue ?? "")),
        Field("sort", label: words("matter.filter.sort"), .select(orderChoices, chosen: filter.order.rawValue)),
      ], submit: words("matter.filter"), clear: Link(words("matter.filter.clear"), to: "/matters"),
      keeping: filter.items.filter { !shown.contains($0.name) })
  }

  private func areaChoices(_ view: QueueView) -> [Choice] {
    [Choice("", words("matter.filter.all"))] + view.areas.map { Choice($0.id.description, $0.name) }
  }

  private var stateChoices: [Choice] {
    [Choice("", words("matter.filter.all"))] + profile.workflow.states.map { Choice($0.id, words("state.\($0.id)")) }
  }

  private var categoryChoices: [Choice] {
    [Choice("", words("matter.filter.all"))] + profile.categories.map { Choice($0.id, categoryName($0.id)) }
  }

  private var sourceChoices: [Choice] {
    [Choice("", words("matter.filter.all"))] + Matter.Source.allCases.map { Choice($0.rawValue, sourceName($0)) }
  }

  private var orderChoices: [Choice] {
    MatterFilter.Order.allCases.map { Choice($0.rawValue, words("matter.order.\($0.rawValue)")) }
  }
}
