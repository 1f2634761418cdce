import Ground
import Markup
import Organisations
import Places

/// The first page of the room: where the registers stand. Every number opens to its rows.
struct CareerOverviewPages: Sendable {
  let words: Words
  let profile: CityProfile

  func page(_ view: CareerOverview) -> Page {
    let title: String = words("careers.title")
    let main: HTML = """
      <div class="stack"><div class="line"><h1>\(title)</h1><p class="quiet">\(view.within.map { words.within($0) } ?? words("careers.lead"))</p></div>\(Within.choice(view.within, to: "/careers", words: words))
      \(filings(view))\(registers(view))\(courses(view))\(both(view))</div>
      """
    return Page(title: title, layout: .desk, whereTo: title, section: "careers", main: main)
  }

  private func filings(_ view: CareerOverview) -> HTML {
    guard let tally = view.filings else { return .empty }
    let pages = FilingPages(words: words, profile: profile, calendar: profile.calendar)
    return Sheet("filings", words("filings.title"), note: words("filings.lead")) { pages.nav(tally, view.within, here: nil, isDue: false).html }.html
  }

  private func registers(_ view: CareerOverview) -> Sheet {
    Sheet("registers", words("careers.registers"), note: words("coverage.measures.note"), look: .flat) {
      let ledger = Ledger(
        caption: words("careers.registers"),
        columns: [.init(words("careers.register")), .init(words("careers.items"), isMinor: true), .init(words("careers.current"), isNumber: true)],
        rows: view.registers.map { row($0, view.within) })
      return "\(ledger)"
    }
  }

  private func row(_ register: CareerOverview.Register, _ within: Within?) -> Ledger.Row {
    let id: String = register.register.id
    let all: String = address("/careers/\(id)", within)
    let items: [HTML] = register.register.items.filter { (register.counts[$0.id] ?? 0) > 0 }.map { item in
      let name: String = words("career_item.\(id).\(item.id)")
      let text: String = words("careers.item_count", ["item": name, "count": words.number(register.counts[item.id] ?? 0)])
      return "\(Link(text, to: address("/careers/\(id)", within, [("item", item.id)]))) "
    }
    return Ledger.Row([
      Ledger.what(words("career_register.\(id)"), href: all, small: words("career_register.\(id).about")),
      items.isEmpty ? "—" : "<span class=\"wrap\">\(items)</span>", number(register.total, to: all),
    ])
  }

  private func number(_ count: Int, to address: String) -> HTML { count == 0 ? "0" : "\(Link(words.number(count), to: address))" }

  private func address(_ path: String, _ within: Within?, _ more: [(name: String, value: String?)] = []) -> String {
    Address.query(path, (within?.items ?? []).map { ($0.name, $0.value) } + more)
  }

  private func share(_ part: Int, _ whole: Int) -> String {
    guard whole > 0 else { return "—" }
    let permille: Int = part * 1000 / whole
    return "\(permille / 10).\(permille % 10)%"
  }

  private func courses(_ view: CareerOverview) -> HTML {
    guard !view.courses.isEmpty else { return .empty }
    let ledger = Ledger(
      caption: words("careers.courses"),
      columns: [
        .init(words("careers.course")), .init(words("careers.audience"), isMinor: true, isNumber: true),
        .init(words("careers.reached"), isNumber: true), .init(words("coverage.share"), isMinor: true, isNumber: true),
        .init(words("careers.not_reached"), isNumber: true),
      ],
      rows: view.courses.map { course in
        let address: String = self.address("/careers/\(course.register)/audience", view.within, [("item", course.item)])
        return Ledger.Row([
          Ledger.what(words("career_item.\(course.register).\(course.item)"), href: address), number(course.audience, to: address),
          number(course.reached, to: "\(address)&done=yes"), "\(share(course.reached, course.audience))",
          number(course.audience - course.reached, to: "\(address)&done=no"),
        ])
      })
    return Sheet("courses", words("careers.courses"), note: words("careers.courses.note"), look: .flat) { "\(ledger)" }.html
  }

  private func both(_ view: CareerOverview) -> HTML {
    guard let both = view.both else { return .empty }
    return Sheet("both", words("careers.both")) {
      let facts: [(name: String, value: HTML)] = [
        (words("careers.graded"), number(both.of, to: address("/careers/\(both.register)", view.within))),
        (words("careers.both"), number(both.both, to: address("/careers/\(both.register)", view.within, [("both", "true")]))),
        (words("coverage.share"), "\(share(both.both, both.of))"),
      ]
      return "\(Facts(facts))"
    }.html
  }

  // MARK: Whom a course has reached

  struct Audience: Sendable {
    let register: String
    let item: String
    let within: Within?
    let rows: [FilingDue]
    let done: String?
    let next: String?
  }

  func audience(_ list: Audience) -> Page {
    let title: String = words("career_item.\(list.register).\(list.item)")
    let choices: [Choice] = [
      Choice("", words("coverage.all")), Choice("yes", words("careers.reached")), Choice("no", words("careers.not_reached")),
    ]
    let filters = Filters(
      to: "/careers/\(list.register)/audience", [Field("done", label: words("coverage.measure"), .select(choices, chosen: list.done ?? ""))],
      within: list.within, words: words, submit: words("organisations.filter"), keeping: [("item", list.item)])
    let ledger = Ledger(
      caption: title, columns: [.init(words("people.name")), .init(words("organisations.posts.post"))],
      rows: list.rows.map { row in
        Ledger.Row([Ledger.what(row.name, href: "/people/\(row.person)"), "\(row.post.standing(words, joint: " "))"])
      })
    let pager = Pager(
      label: words("organisations.pager"), words("organisations.pager.rows", count: list.rows.count),
      next: list.next.map { Link(words("organisations.pager.next"), to: $0) })
    let rows: HTML = list.rows.isEmpty ? Empty(words("careers.empty"), words("careers.empty.why")).html : ledger.html + pager.html
    let main: HTML = """
      \(Crumbs(label: words("organisations.crumbs"), [Link(words("careers.title"), to: address("/careers", list.within))], here: title))
      <div class="line"><h1>\(title)</h1><p class="quiet">\(list.within.map { words.within($0) } ?? words("careers.courses.note"))</p></div>\(filters)
      \(Sheet("audience", title, look: .flat, isTitleHidden: true) { rows })
      """
    return Page(title: title, layout: .desk, whereTo: title, section: "careers", main: main)
  }
}
