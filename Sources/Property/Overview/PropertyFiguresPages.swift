import Ground
import Markup
import Places

/// The part of the overview that comes from the registers.
struct PropertyFiguresPages: Sendable {
  let words: Words
  let within: Within?

  private var told: PropertyWords { PropertyWords(words: words) }

  private func link(_ text: String, _ register: String, _ query: [String] = []) -> Link {
    let asked: [String] = (within?.items ?? []).map { "\($0.name)=\($0.value)" } + query
    return Link(text, to: "/property/registers/\(register)" + (asked.isEmpty ? "" : "?\(asked.joined(separator: "&"))"))
  }

  private func number(_ count: Int, _ register: String, _ query: [String] = []) -> HTML {
    count == 0 ? "0" : "\(link(words.number(count), register, query))"
  }

  func registers(_ registers: [PropertyOverview.Register]) -> HTML {
    Sheet("registers", words("property.registers"), note: words("property.registers.note"), look: .flat) {
      let columns: [Ledger.Column] = [
        .init(words("property.register")), .init(words("property.items"), isMinor: true), .init(words("property.current"), isNumber: true),
      ]
      return "\(Ledger(caption: words("property.registers"), columns: columns, rows: registers.map(row)))"
    }.html
  }

  private func row(_ it: PropertyOverview.Register) -> Ledger.Row {
    let id: String = it.register.id
    var items: [HTML] = it.lines.map { line in
      let name: String =
        line.level.map { words("property.item_level", ["item": told.item(id, line.item), "level": told.level($0)]) }
        ?? told.item(
          id, line.item)
      let text: String = words("careers.item_count", ["item": name, "count": words.number(line.count)])
      return "<li>\(link(text, id, ["item=\(line.item)"] + (line.level.map { ["level=\($0)"] } ?? [])))</li>"
    }
    if let complete = it.complete, it.total > 0 {
      let text: String = words("careers.item_count", ["item": words("property.complete.yes"), "count": words.number(complete)])
      items.append("<li>\(link(text, id, ["complete=yes"]))</li>")
    }
    return Ledger.Row([
      Ledger.what(told.register(id), href: link("", id).href, small: words("property_register.\(id).about")),
      items.isEmpty ? "—" : "<ul class=\"plain\">\(items)</ul>", number(it.total, id),
    ])
  }

  // MARK: Rates

  /// Party members among the people, and who is in the register that another expects.
  func rates(_ registers: [PropertyOverview.Register]) -> HTML {
    let sheets: [HTML] = registers.compactMap { it in
      if let there = it.expected { return expected(it, there) }
      return it.people.flatMap { $0.all == 0 ? nil : people(it, $0) }
    }
    return "\(sheets)"
  }

  private func expected(_ it: PropertyOverview.Register, _ there: Int) -> HTML {
    let id: String = it.register.id
    let title: String = words("property_register.\(it.register.expects ?? id)")
    return Sheet("expected-\(id)", title, note: words("property.expected.note")) {
      let facts: [(name: String, value: HTML)] = [
        (words("property.expected.yes"), number(there, id, ["expected=yes"])),
        (words("property.of"), number(it.total, id)), (words("property.share"), "\(Share(there, of: it.total).text)"),
        (words("property.expected.no"), number(it.total - there, id, ["expected=no"])),
      ]
      return "\(Facts(facts))"
    }.html
  }

  private func people(_ it: PropertyOverview.Register, _ people: PropertyOverview.People) -> HTML {
    let id: String = it.register.id
    return Sheet("people-\(id)", words("property.people_of", ["register": told.register(id)])) {
      let facts: [(name: String, value: HTML)] = [
        (words("property.party_members"), number(people.party, id)), (words("property.members"), number(people.all, id)),
        (words("property.share"), "\(Share(people.party, of: people.all).text)"),
        (words("property.half.yes"), number(people.half, id, ["half=yes"])),
      ]
      return "\(Facts(facts))"
    }.html
  }

  // MARK: Fees

  /// Year by year against the first, as a picture and as figures.
  func fees(_ years: [PropertyOverview.Year]) -> HTML {
    guard let first = years.first, let last = years.last else { return .empty }
    let title: String = words("property_register.\(first.register)")
    let from: [String: String] = [
      "first": "\(first.year)", "last": "\(last.year)", "from": first.share.text, "to": last.share.text,
    ]
    let chart = Chart(
      "fees", words("property.fees"), summary: words("property.fees.summary", from), table: words("property.fees.table"),
      of: words("property.year"), labels: years.map { "\($0.year)" },
      bars: .init(words("property.fees.percent"), years.map { Int(($0.share.permille ?? 0) / 10) }))
    let ledger = Ledger(
      caption: title,
      columns: [
        .init(words("property.year")), .init(words("property.collected"), isMinor: true, isNumber: true),
        .init(words("property.due"), isMinor: true, isNumber: true), .init(words("property.rate"), isNumber: true),
        .init(words("property.against_first"), isNumber: true), .init(words("property.periods"), isNumber: true),
      ],
      rows: years.map { row($0, against: first) })
    return "\(chart)\(Sheet("fee-years", title, note: words("property.fees.note"), look: .flat) { "\(ledger)" })"
  }

  private func row(_ year: PropertyOverview.Year, against first: PropertyOverview.Year) -> Ledger.Row {
    let change: Int64 = (year.share.permille ?? 0) - (first.share.permille ?? 0)
    let points: String = "\(change < 0 ? "−" : "+")\(change.magnitude / 10).\(change.magnitude % 10)"
    return Ledger.Row([
      "\(year.year)", "\(Yuan.text(year.collected, words))", "\(Yuan.text(year.due, words))", "\(year.share.text)",
      year.year == first.year ? "—" : "\(points)", number(year.count, year.register, ["state=all", "year=\(year.year)"]),
    ])
  }
}
