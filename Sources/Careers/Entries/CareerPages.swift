import Ground
import Markup
import Places
import Organisations

/// The pages of registers: a list, and one entry with its end.
struct CareerPages: Sendable {
  let words: Words
  let profile: CityProfile
  let today: CivilDay

  struct List: Sendable {
    let register: CityProfile.CareerRegister
    let lines: [CareerLine]
    let filter: CareerFilter
    let total: Int
    let mayManage: Bool
    let next: String?
  }

  func list(_ list: List) -> Page {
    let title: String = words("career_register.\(list.register.id)")
    let new: HTML =
      list.mayManage ? "<a class=\"button push\"\(href: "/careers/\(list.register.id)/new")>\(words("careers.enter"))</a>" : .empty
    let main: HTML = """
      \(crumbs(here: title))
      <div class="line title"><h1>\(title)</h1><p class="quiet">\(words("career_register.\(list.register.id).about"))</p>\(new)</div>
      \(filters(list))\(Sheet("entries", title, look: .flat, isTitleHidden: true) { rows(list) })
      """
    return Page(title: title, layout: .desk, whereTo: title, section: "careers", main: main)
  }

  func crumbs(_ above: [Link] = [], here: String) -> Crumbs {
    Crumbs(label: words("organisations.crumbs"), [Link(words("careers.title"), to: "/careers")] + above, here: here)
  }

  private func filters(_ list: List) -> Filters {
    let register: String = list.register.id
    let items: [Choice] = list.register.items.map { Choice($0.id, item(register, $0.id)) }
    let states: [Choice] = CareerFilter.State.allCases.map { Choice($0.rawValue, words("careers.state.\($0.rawValue)")) }
    return Filters(
      to: "/careers/\(register)",
      [
        Field("item", label: words("careers.item"), .select([Choice("", words("careers.item.all"))] + items, chosen: list.filter.item ?? "")),
        Field("state", label: words("organisations.post.state"), .select(states, chosen: list.filter.state.rawValue)),
      ], within: list.filter.within, words: words, submit: words("organisations.filter"),
      clear: Link(words("organisations.filter.clear"), to: "/careers/\(register)"), keeping: list.filter.isBoth ? [("both", "true")] : [])
  }

  private func rows(_ list: List) -> HTML {
    guard !list.lines.isEmpty else { return "\(Empty(words("careers.empty"), words("careers.empty.why")))" }
    let hasPartner: Bool = list.register.fields.contains(.partner)
    let ledger = Ledger(
      caption: words("career_register.\(list.register.id)"),
      columns: [
        .init(words("people.name")), .init(words("careers.item")), .init(words(hasPartner ? "careers.partner" : "careers.more"), isMinor: true),
        .init(words("organisations.post.from")), .init(words("organisations.post.to"), isMinor: true),
      ],
      rows: list.lines.map { line in
        Ledger.Row([
          Ledger.what(line.person, href: "/careers/entries/\(line.entry.id)"), "\(item(line.entry.register, line.entry.item))",
          "\(hasPartner ? line.partner ?? "—" : more(line))", "\(words.date(line.entry.validFrom))", "\(last(line.entry))",
        ])
      })
    let pager = Pager(
      label: words("organisations.pager"), words("careers.rows", count: list.lines.count, ["total": words.number(list.total)]),
      next: list.next.map { Link(words("organisations.pager.next"), to: $0) })
    return "\(ledger)\(pager)"
  }

  private func more(_ line: CareerLine) -> String {
    line.organisation ?? line.entry.hours.map { words("careers.hours_count", count: $0) } ?? "—"
  }

  func item(_ register: String, _ item: String) -> String { words("career_item.\(register).\(item)") }

  private func last(_ entry: CareerEntry) -> String {
    entry.validUntil.map { words.date($0.adding(days: -1)) } ?? "—"
  }

  // MARK: One entry

  func one(_ line: CareerLine, mayManage: Bool, tokens: FormTokens?, values: [String: String] = [:], refusal: Refusal? = nil) -> Page {
    let entry: CareerEntry = line.entry
    let register: String = words("career_register.\(entry.register)")
    let problems = FormProblems(refusal, words: words)
    let isOpen: Bool = entry.validUntil.map { $0 > today } ?? true
    let ending: HTML = tokens.flatMap { isOpen && mayManage ? end(entry, $0, values, problems) : nil } ?? .empty
    let main: HTML = """
      <div class="stack"><div>\(crumbs([Link(register, to: "/careers/\(entry.register)")], here: line.person))
      <div class="line"><h1>\(line.person)</h1><p class="quiet">\(item(entry.register, entry.item))</p></div></div>
      \(problems.summary)\(Sheet("facts", register) { "\(Facts(facts(line)))" })\(ending)</div>
      """
    return Page(title: line.person, layout: .desk, whereTo: register, section: "careers", main: main, isNarrow: true)
  }

  private func facts(_ line: CareerLine) -> [(name: String, value: HTML)] {
    let entry: CareerEntry = line.entry
    var out: [(name: String, value: HTML)] = [
      (words("people.name"), "\(Link(line.person, to: "/people/\(entry.person)"))"), (words("careers.item"), "\(item(entry.register, entry.item))"),
      (words("organisations.post.from"), "\(words.date(entry.validFrom))"), (words("organisations.post.to"), "\(last(entry))"),
    ]
    if let partner = line.partner, let id = entry.partner { out.append((words("careers.partner"), "\(Link(partner, to: "/people/\(id)"))")) }
    if let name = line.organisation, let id = entry.organisation {
      out.append((words("careers.organisation"), "\(Link(name, to: "/organisations/\(id)"))"))
    }
    if let hours = entry.hours { out.append((words("careers.hours"), "\(hours)")) }
    if let plan = entry.plan { out.append((words("careers.plan"), "\(plan)")) }
    if let ending = entry.ending { out.append((words("careers.ending"), "\(words("career_ending.\(ending)"))")) }
    if let evaluation = entry.evaluation { out.append((words("careers.evaluation"), "\(evaluation)")) }
    return out
  }

  private func end(_ entry: CareerEntry, _ tokens: FormTokens, _ values: [String: String], _ problems: FormProblems) -> HTML {
    guard let register = profile.careers.register(entry.register) else { return .empty }
    let day: String = values["last_day"] ?? max(today.adding(days: -1), entry.validFrom).description
    var fields: HTML = Field("last_day", label: words("posts.field.last_day"), error: problems["last_day"], .line(day, .day)).html
    if !register.endings.isEmpty {
      let choices: [Choice] = register.endings.map { Choice($0, words("career_ending.\($0)")) }
      fields +=
        Field("ending", label: words("careers.ending"), error: problems["ending"], isBroad: true, .one(choices, chosen: values["ending"])).html
    }
    if register.fields.contains(.evaluation) {
      fields +=
        Field(
          "evaluation", label: words("careers.evaluation"), note: words("posts.optional"), isBroad: true,
          .area(values["evaluation"] ?? entry.evaluation ?? "", most: 1000)
        ).html
    }
    let form: HTML = Form.post(to: "/careers/entries/\(entry.id)/ending", tokens, look: .grid) {
      "\(fields)<div class=\"span line\">\(Button(words("careers.end"), .primary))</div>"
    }
    return Sheet("end", words("careers.end.title"), isForScreen: true) { form }.html
  }
}
