import Ground
import Markup
import Organisations

/// The first page of the room: where the registers stand. Every number opens to its rows.
struct CareerOverviewPages: Sendable {
  let words: Words
  let profile: CityProfile

  func page(_ view: CareerOverview) -> Page {
    let title: String = words("careers.title")
    let main: HTML = """
      <div class="stack"><div class="line"><h1>\(title)</h1><p class="quiet">\(words("careers.lead"))</p></div>
      \(filings(view))\(registers(view))\(courses(view))\(both(view))</div>
      """
    return Page(title: title, layout: .desk, whereTo: title, section: "careers", main: main)
  }

  private func filings(_ view: CareerOverview) -> HTML {
    guard let tally = view.filings else { return .empty }
    let pages = FilingPages(words: words, profile: profile, calendar: profile.calendar)
    return Sheet("filings", words("filings.title"), note: words("filings.lead")) { pages.nav(tally, here: nil, isDue: false).html }.html
  }

  private func registers(_ view: CareerOverview) -> Sheet {
    Sheet("registers", words("careers.registers"), note: words("coverage.measures.note"), look: .flat) {
      let ledger = Ledger(
        caption: words("careers.registers"),
        columns: [.init(words("careers.register")), .init(words("careers.items"), isMinor: true), .init(words("careers.current"), isNumber: true)],
        rows: view.registers.map(row))
      return "\(ledger)"
    }
  }

  private func row(_ register: CareerOverview.Register) -> Ledger.Row {
    let id: String = register.register.id
    let items: [HTML] = register.register.items.filter { (register.counts[$0.id] ?? 0) > 0 }.map { item in
      let name: String = words("career_item.\(id).\(item.id)")
      return
        "\(Link(words("careers.item_count", ["item": name, "count": words.number(register.counts[item.id] ?? 0)]), to: "/careers/\(id)?item=\(item.id)")) "
    }
    return Ledger.Row([
      Ledger.what(words("career_register.\(id)"), href: "/careers/\(id)", small: words("career_register.\(id).about")),
      items.isEmpty ? "—" : "<span class=\"wrap\">\(items)</span>", number(register.total, to: "/careers/\(id)"),
    ])
  }

  private func number(_ count: Int, to address: String) -> HTML { count == 0 ? "0" : "\(Link(words.number(count), to: address))" }

  private func share(_ part: Int, _ whole: Int) -> String {
    let permille: Int = whole == 0 ? 0 : part * 1000 / whole
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
        let address: String = "/careers/\(course.register)/audience?item=\(course.item)"
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
        (words("careers.graded"), number(both.of, to: "/careers/\(both.register)")),
        (words("careers.both"), number(both.both, to: "/careers/\(both.register)?both=true")),
        (words("coverage.share"), "\(share(both.both, both.of))"),
      ]
      return "\(Facts(facts))"
    }.html
  }

  // MARK: Whom a course has reached

  struct Audience: Sendable {
    let register: String
    let item: String
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
      submit: words("organisations.filter"), keeping: [("item", list.item)])
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
      \(Crumbs(label: words("organisations.crumbs"), [Link(words("careers.title"), to: "/careers")], here: title))
      <div class="line"><h1>\(title)</h1><p class="quiet">\(words("careers.courses.note"))</p></div>\(filters)
      \(Sheet("audience", title, look: .flat, isTitleHidden: true) { rows })
      """
    return Page(title: title, layout: .desk, whereTo: title, section: "careers", main: main)
  }
}
