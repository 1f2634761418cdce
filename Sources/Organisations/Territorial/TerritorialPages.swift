import Ground
import Markup
import Places

/// A line of the list with names.
struct TerritorialRow: Sendable {
  let duty: TerritorialDuty
  let areaName: String
  let leadName: String
  let supportNames: [String]
}

/// A form of the list: what was typed and what was wrong with it.
struct TerritorialForm: Sendable {
  var values: [String: [String]]
  var refusal: Refusal?

  func value(_ name: String) -> String { values[name]?.first ?? "" }
}

/// The territorial duty list and its forms.
struct TerritorialPages: Sendable {
  let words: Words
  let profile: CityProfile

  struct List: Sendable {
    let rows: [TerritorialRow]
    let within: Within?
    let category: String?
    let holder: DutyHolder?
    let day: CivilDay
    let mayManage: Bool
    let next: String?
  }

  func list(_ list: List) -> Page {
    let title: String = words("bodies.territorial")
    let acts: [Button] = list.mayManage ? [Button(words("bodies.territorial.new"), .primary, href: "/territorial-duties/new")] : []
    let note: String = list.within.map { words.within($0) } ?? words("bodies.territorial.note")
    let filters = Filters(
      to: "/territorial-duties",
      [
        Field(
          "category", label: words("bodies.category"), .select([Choice("", words("bodies.category.all"))] + categories, chosen: list.category ?? "")),
        Field("day", label: words("bodies.day"), .line(list.day.description, .day)),
      ], within: list.within, words: words, submit: words("organisations.filter"),
      clear: Link(words("organisations.filter.clear"), to: "/territorial-duties"), keeping: list.holder.map { [("holder", $0.description)] } ?? [])
    let main: HTML = """
      \(Heading(title, note: note, acts: acts))
      \(OrganisationTabs(words: words).views(.territorial))\(filters)
      \(Sheet("duties", title, look: .flat, isTitleHidden: true) { table(list.rows, next: list.next) })
      """
    return Page(title: title, layout: .desk, whereTo: title, section: "organisations", main: main)
  }

  private func table(_ rows: [TerritorialRow], next: String?) -> HTML {
    guard !rows.isEmpty else {
      return "\(Empty(words("bodies.territorial.empty"), words("bodies.territorial.empty.why")))"
    }
    let ledger = Ledger(
      caption: words("bodies.territorial"),
      columns: [
        .init(words("bodies.matter")), .init(words("bodies.lead")), .init(words("bodies.supports")), .init(words("bodies.basis"), isMinor: true),
      ],
      rows: rows.map { row in
        Ledger.Row([
          Ledger.what(row.duty.title, href: "/territorial-duties/\(row.duty.id)", small: small(row)), "\(row.leadName)",
          "\(row.supportNames.joined(separator: words("organisations.comma")))", "\(row.duty.basis ?? "")",
        ])
      })
    return "\(ledger)\(StaffPager(words: words).pager(rows.count, next: next))"
  }

  private func small(_ row: TerritorialRow) -> String {
    guard let category = row.duty.category else { return row.areaName }
    return words("bodies.territorial.of", ["area": row.areaName, "category": words("category.\(category)")])
  }

  // MARK: One line

  func one(_ row: TerritorialRow, form: TerritorialForm?, end: TerritorialForm?, mayManage: Bool, today: CivilDay, tokens: () -> FormTokens) -> Page {
    let facts = Facts([
      (words("organisations.area"), "\(Link(row.areaName, to: "/areas/\(row.duty.area)"))"),
      (words("bodies.category"), "\(row.duty.category.map { words("category.\($0)") } ?? words("bodies.not_said"))"),
      (words("bodies.lead"), "\(row.leadName)"),
      (words("bodies.supports"), "\(row.supportNames.joined(separator: words("organisations.comma")))"),
      (words("bodies.basis"), "\(row.duty.basis ?? words("bodies.not_said"))"),
      (words("bodies.holds"), "\(BodyDays(words: words).phrase(row.duty.validFrom, row.duty.validUntil))"),
    ])
    var main: HTML = "\(Sheet("facts", words("bodies.territorial.line")) { "\(facts)" })"
    if mayManage, row.duty.validUntil == nil { main += forms(row, form, end, today, tokens) }
    return page(row.duty.title, main)
  }

  private func forms(_ row: TerritorialRow, _ form: TerritorialForm?, _ end: TerritorialForm?, _ today: CivilDay, _ tokens: () -> FormTokens) -> HTML
  {
    let known: TerritorialForm = form ?? TerritorialPages.form(of: row.duty, today)
    let revise: HTML = Form.post(to: "/territorial-duties/\(row.duty.id)/wording", tokens(), look: .grid) {
      "\(fields(known, prefix: nil))\(Acts([Button(words("bodies.territorial.revise"), .primary)]))"
    }
    let problems = FormProblems(end?.refusal, words: words)
    let day = Field(
      "from", label: words("bodies.end_from"), help: words("bodies.end_from.help"), error: problems["from"], prefix: "end",
      .line(end?.value("from") ?? today.description, .day))
    let ending: HTML = Form.post(to: "/territorial-duties/\(row.duty.id)/end", tokens(), look: .grid) {
      "\(day)\(Acts([Button(words("bodies.territorial.end"))]))"
    }
    return """
      \(FormProblems(form?.refusal ?? end?.refusal, words: words).summary)\
      \(Disclosure(words("bodies.territorial.revise"), isOpen: form?.refusal != nil) { revise })\
      \(Disclosure(words("bodies.territorial.end"), isOpen: end?.refusal != nil) { ending })
      """
  }

  func new(_ form: TerritorialForm, tokens: FormTokens) -> Page {
    let problems = FormProblems(form.refusal, words: words)
    let area = Field(
      "area", label: words("bodies.area_code"), help: words("bodies.territorial.area.help"), error: problems["area"], isRequired: true,
      .line(form.value("area"), .number, most: 19))
    let html: HTML = Form.post(to: "/territorial-duties", tokens, look: .grid) {
      "\(area)\(fields(form, prefix: nil))\(Acts([Button(words("bodies.territorial.new"), .primary)]))"
    }
    return page(words("bodies.territorial.new"), "\(problems.summary)\(Sheet("form", words("bodies.territorial.line")) { html })")
  }

  private func page(_ title: String, _ main: HTML) -> Page {
    let crumbs = Crumbs(label: words("organisations.crumbs"), [Link(words("bodies.territorial"), to: "/territorial-duties")], here: title)
    return Page(
      title: title, layout: .desk, whereTo: title, section: "organisations",
      main: "<div class=\"stack\"><div>\(crumbs)<h1>\(title)</h1></div>\(main)</div>",
      isNarrow: true)
  }

  static func form(of duty: TerritorialDuty, _ today: CivilDay) -> TerritorialForm {
    TerritorialForm(values: [
      "title": [duty.title], "category": [duty.category ?? ""], "lead": [duty.lead.description], "supports": duty.supports.map(\.description),
      "basis": [duty.basis ?? ""], "from": [today.description],
    ])
  }

  // MARK: Fields

  private func fields(_ form: TerritorialForm, prefix: String?) -> HTML {
    let problems = FormProblems(form.refusal, words: words)
    let none = Choice("", words("bodies.choose"))
    let title = Field(
      "title", label: words("bodies.matter"), error: problems["title"], isRequired: true, isBroad: true, prefix: prefix,
      .line(form.value("title"), most: 120))
    let category = Field(
      "category", label: words("bodies.category"), help: words("bodies.category.help"), error: problems["category"], prefix: prefix,
      .select([none] + categories, chosen: form.value("category")))
    let lead = Field(
      "lead", label: words("bodies.lead"), error: problems["lead"], isRequired: true, prefix: prefix,
      .select([none] + holders(form.value("lead")), chosen: form.value("lead")))
    let supports = Field(
      "supports", label: words("bodies.supports"), error: problems["supports"], isBroad: true, prefix: prefix,
      .several(holders(nil), chosen: Set(form.values["supports"] ?? [])))
    let basis = Field(
      "basis", label: words("bodies.basis"), note: words("bodies.optional"), error: problems["basis"], isBroad: true, prefix: prefix,
      .line(form.value("basis"), most: 300))
    let from = Field(
      "from", label: words("bodies.from"), help: words("bodies.from.help"), error: problems["from"], prefix: prefix,
      .line(form.value("from"), .day))
    return "\(title)\(category)\(lead)\(supports)\(basis)\(from)"
  }

  private var categories: [Choice] { profile.categories.map { Choice($0.id, words("category.\($0.id)")) } }

  /// Bodies of the catalogue and the desks: those who are somebody everywhere. A body of its own, once named by the interface, stays.
  private func holders(_ chosen: String?) -> [Choice] {
    let named: [Choice] = profile.organisations.map {
      Choice("named:\($0.id)", words("organisation.\($0.id)"), group: words("bodies.holders.organisations"))
    }
    let posts: [Choice] = profile.postTypes.filter { type in
      guard type.level != nil, let role = profile.role(type.role) else { return false }
      return role.permissions.contains(.matterHandle)
    }.map { Choice("post:\($0.id)", words("post.\($0.id)"), group: words("bodies.holders.posts")) }
    let own: [Choice] = chosen.map { $0.hasPrefix("organisation:") ? [Choice($0, words("bodies.holders.own"))] : [] } ?? []
    return own + named + posts
  }
}
