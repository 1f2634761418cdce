import Ground
import Markup
import Organisations
import Places

/// The pages of registers: a list, and one entry with its end.
struct PropertyPages: Sendable {
  let words: Words
  let profile: CityProfile
  let today: CivilDay

  private var told: PropertyWords { PropertyWords(words: words) }

  struct List: Sendable {
    let register: CityProfile.PropertyRegister
    let lines: [PropertyLine]
    let filter: PropertyFilter
    let total: Int
    let mayManage: Bool
    /// Where the next page begins.
    let next: String?
  }

  /// - Parameter next: the address of the next page.
  func list(_ list: List, next: String?) -> Page {
    let id: String = list.register.id
    let title: String = told.register(id)
    let acts: [Button] = list.mayManage ? [Button(words("property.enter"), href: "/property/registers/\(id)/new")] : []
    let main: HTML = """
      \(crumbs(here: title))\(Heading(title, note: words("property_register.\(id).about"), acts: acts))
      \(filters(list))\(Sheet("entries", title, look: .flat, isTitleHidden: true) { rows(list, next) })
      """
    return page(title, main)
  }

  func page(_ title: String, _ main: HTML, isNarrow: Bool = false) -> Page {
    Page(title: title, layout: .desk, whereTo: title, section: "property", main: main, isNarrow: isNarrow)
  }

  func crumbs(_ above: [Link] = [], here: String) -> Crumbs {
    Crumbs(label: words("organisations.crumbs"), [Link(words("property.title"), to: "/property")] + above, here: here)
  }

  private func filters(_ list: List) -> Filters {
    let filter: PropertyFilter = list.filter
    let items: [Choice] = list.register.items.map { Choice($0, told.item(list.register.id, $0)) }
    let states: [Choice] = PropertyFilter.State.allCases.map { Choice($0.rawValue, words("property.state.\($0.rawValue)")) }
    var fields: [Field] = []
    if items.count > 1 { fields.append(select("item", words("property.item"), items, filter.item)) }
    if !list.register.levels.isEmpty {
      fields.append(select("level", words("property.level"), list.register.levels.map { Choice($0, told.level($0)) }, filter.level))
    }
    fields.append(Field("state", label: words("property.state"), .select(states, chosen: filter.state.rawValue)))
    if !list.register.checks.isEmpty { fields.append(yesNo("complete", filter.isComplete)) }
    if list.register.expects != nil { fields.append(yesNo("expected", filter.isExpectedThere)) }
    if list.register.fields.contains(.members) { fields.append(yesNo("half", filter.isHalfParty)) }
    return Filters(
      to: "/property/registers/\(list.register.id)", fields, within: filter.within, words: words, submit: words("organisations.filter"),
      clear: Link(words("organisations.filter.clear"), to: "/property/registers/\(list.register.id)"),
      keeping: filter.year.map { [("year", "\($0)")] } ?? [])
  }

  private func select(_ name: String, _ label: String, _ choices: [Choice], _ chosen: String?) -> Field {
    Field(name, label: label, .select([Choice("", words("property.all"))] + choices, chosen: chosen ?? ""))
  }

  private func yesNo(_ name: String, _ value: Bool?) -> Field {
    let choices: [Choice] = [Choice("yes", words("property.\(name).yes")), Choice("no", words("property.\(name).no"))]
    return select(name, words("property.\(name)"), choices, value.map { $0 ? "yes" : "no" })
  }

  private func rows(_ list: List, _ next: String?) -> HTML {
    guard !list.lines.isEmpty else { return "\(Empty(words("property.empty"), words("property.empty.why")))" }
    let ledger = Ledger(
      caption: told.register(list.register.id),
      columns: [
        .init(words("property.subject.\(list.register.subject.rawValue)")), .init(words("property.item")),
        .init(words("property.gist"), isMinor: true), .init(words("organisations.post.from")), .init(words("organisations.post.to"), isMinor: true),
      ],
      rows: list.lines.map { row($0, list.register) })
    let pager = Pager(
      label: words("organisations.pager"), words("property.rows", count: list.lines.count, ["total": words.number(list.total)]),
      next: next.map { Link(words("organisations.pager.next"), to: $0) })
    return "\(ledger)\(pager)"
  }

  private func row(_ line: PropertyLine, _ register: CityProfile.PropertyRegister) -> Ledger.Row {
    let entry: PropertyEntry = line.entry
    return Ledger.Row([
      Ledger.what(line.subject, href: "/property/entries/\(entry.id)", small: register.subject == .area ? nil : line.area),
      "\(told.item(entry.register, entry.item))", "\(told.gist(line, register))", "\(words.date(entry.validFrom))", "\(told.last(entry))",
    ])
  }

  // MARK: One entry

  struct One: Sendable {
    let line: PropertyLine
    let mayManage: Bool
    var values: [String: String] = [:]
    var refusal: Refusal?
  }

  /// - Parameter tokens: makes the hidden fields of one form.
  func one(_ one: One, tokens: () -> FormTokens) -> Page {
    let line: PropertyLine = one.line
    let entry: PropertyEntry = line.entry
    let problems = FormProblems(one.refusal, words: words)
    let isOpen: Bool = entry.validUntil.map { $0 > today } ?? true
    let register: CityProfile.PropertyRegister? = profile.property.register(entry.register)
    let ending: HTML = one.mayManage && isOpen ? end(one, register, tokens(), problems) : .empty
    let mistake: HTML = one.mayManage ? withdrawal(entry, tokens()) : .empty
    let above: [Link] = [Link(told.register(entry.register), to: "/property/registers/\(entry.register)")]
    let main: HTML = """
      <div class="stack"><div>\(crumbs(above, here: line.subject))\(Heading(line.subject, note: told.item(entry.register, entry.item)))</div>
      \(problems.summary)\(Sheet("facts", told.register(entry.register)) { "\(Facts(facts(line)))" })\(register.map { points(entry, $0) } ?? .empty)\
      \(ending)\(mistake)</div>
      """
    return page(line.subject, main, isNarrow: true)
  }

  private func facts(_ line: PropertyLine) -> [(name: String, value: HTML)] {
    let entry: PropertyEntry = line.entry
    let facts: PropertyEntry.Facts = entry.facts
    let subject: CityProfile.PropertyRegister.Subject = profile.property.register(entry.register)?.subject ?? .area
    var out: [(name: String, value: HTML)] = [
      (words("property.subject.\(subject.rawValue)"), "\(Link(line.subject, to: entry.subject.path))"),
      (words("organisations.area"), "\(Link(line.area, to: "/areas/\(entry.area)"))"),
      (words("property.item"), "\(told.item(entry.register, entry.item))"),
      (words("organisations.post.from"), "\(words.date(entry.validFrom))"), (words("organisations.post.to"), "\(told.last(entry))"),
    ]
    if let level = facts.level { out.append((words("property.level"), "\(told.level(level))")) }
    if let name = line.partner, let id = facts.partner { out.append((words("property.partner"), "\(Link(name, to: "/organisations/\(id)"))")) }
    if let score = facts.score { out.append((words("property.score"), "\(score)")) }
    if let fees = facts.fees { out += told(fees) }
    if let members = facts.members { out.append((words("property.members"), "\(told.members(members))")) }
    if let number = facts.number { out.append((words("property.number"), "\(number)")) }
    if let note = facts.note { out.append((words("property.note"), "\(note)")) }
    if let ending = entry.ending { out.append((words("property.ending"), "\(words("property_ending.\(ending)"))")) }
    return out
  }

  private func told(_ fees: PropertyEntry.Fees) -> [(name: String, value: HTML)] {
    [
      (words("property.due"), "\(words("property.yuan", ["amount": Yuan.text(fees.due, words)]))"),
      (words("property.collected"), "\(words("property.yuan", ["amount": Yuan.text(fees.collected, words)]))"),
      (words("property.rate"), "\(Share(fees.collected, of: fees.due).text)"),
    ]
  }

  /// The checklist with what is met and what is missing, and the assets with how many work.
  private func points(_ entry: PropertyEntry, _ register: CityProfile.PropertyRegister) -> HTML {
    var out: HTML = .empty
    if !register.checks.isEmpty {
      let items: [HTML] = register.checks.map { check in
        let isMet: Bool = entry.facts.checks.contains(check)
        return
          "<li>\(Tag(words(isMet ? "property.check.met" : "property.check.missing"), isMet ? .done : .hold)) \(words("property_check.\(check)"))</li>"
      }
      out += Sheet("checks", words("property.checks"), note: told.checks(entry.facts, register)) { "<ul class=\"plain stack\">\(items)</ul>" }.html
    }
    guard !entry.facts.assets.isEmpty else { return out }
    let ledger = Ledger(
      caption: words("property.assets"),
      columns: [
        .init(words("property.asset")), .init(words("property.asset.count"), isNumber: true),
        .init(words("property.asset.working"), isNumber: true),
      ],
      rows: entry.facts.assets.map { asset in
        Ledger.Row(["\(words("property_asset.\(asset.id)"))", "\(words.number(asset.count))", "\(words.number(asset.working))"])
      })
    return out + Sheet("assets", words("property.assets"), look: .flat) { "\(ledger)" }.html
  }

  private func end(_ one: One, _ register: CityProfile.PropertyRegister?, _ tokens: FormTokens, _ problems: FormProblems) -> HTML {
    let entry: PropertyEntry = one.line.entry
    let day: String = one.values["last_day"] ?? max(today.adding(days: -1), entry.validFrom).description
    var fields: HTML = Field("last_day", label: words("posts.field.last_day"), error: problems["last_day"], .line(day, .day)).html
    if let endings = register?.endings, !endings.isEmpty {
      let choices: [Choice] = endings.map { Choice($0, words("property_ending.\($0)")) }
      fields +=
        Field("ending", label: words("property.ending"), error: problems["ending"], isBroad: true, .one(choices, chosen: one.values["ending"])).html
    }
    let form: HTML = Form.post(to: "/property/entries/\(entry.id)/ending", tokens, look: .grid) {
      "\(fields)\(Acts([Button(words("property.end"), .primary)]))"
    }
    return Sheet("end", words("property.end.title"), isForScreen: true) { form }.html
  }

  private func withdrawal(_ entry: PropertyEntry, _ tokens: FormTokens) -> HTML {
    let form: HTML = Form.post(to: "/property/entries/\(entry.id)/withdrawal", tokens) {
      "<p class=\"quiet\">\(words("property.withdraw.why"))</p>\(Acts([Button(words("property.withdraw"))]))"
    }
    return "\(Disclosure(words("property.withdraw.title")) { form })"
  }
}
