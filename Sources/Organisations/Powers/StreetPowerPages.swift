import Ground
import Markup
import Places

/// The register of powers given down to subdistricts, and how they were used.
struct StreetPowerPages: Sendable {
  /// A form that was refused: of which act, and what was typed.
  struct Refused: Sendable {
    let act: String
    let refusal: Refusal
    let values: [String: String]
  }

  let words: Words
  let profile: CityProfile
  let today: CivilDay

  func list(_ rows: [StreetPowerRow], within: Within?, kind: String?, day: CivilDay, mayManage: Bool, next: String?) -> Page {
    let title: String = words("bodies.powers")
    let acts: [Button] = mayManage ? [Button(words("bodies.powers.new"), .primary, href: "/street-powers/new")] : []
    let filters = Filters(
      to: "/street-powers",
      [
        Field("kind", label: words("bodies.power.kind"), .select([Choice("", words("organisations.kind.all"))] + kinds, chosen: kind ?? "")),
        Field("day", label: words("bodies.day"), .line(day.description, .day)),
      ], within: within, words: words, submit: words("organisations.filter"),
      clear: Link(words("organisations.filter.clear"), to: "/street-powers"))
    let main: HTML = """
      \(Heading(title, note: within.map { words.within($0) } ?? words("bodies.powers.note"), acts: acts))\(OrganisationTabs(words: words).views(.powers))\(filters)\
      \(Sheet("powers", title, look: .flat, isTitleHidden: true) { table(rows, next: next) })
      """
    return Page(title: title, layout: .desk, whereTo: title, section: "organisations", main: main)
  }

  private func table(_ rows: [StreetPowerRow], next: String?) -> HTML {
    guard !rows.isEmpty else { return "\(Empty(words("bodies.powers.empty"), words("bodies.powers.empty.why")))" }
    let ledger = Ledger(
      caption: words("bodies.powers"),
      columns: [
        .init(words("bodies.power.title")), .init(words("bodies.power.kind")), .init(words("bodies.power.giver"), isMinor: true),
        .init(words("bodies.power.uses"), isNumber: true),
      ],
      rows: rows.map { row in
        Ledger.Row([
          Ledger.what(row.power.title, href: "/street-powers/\(row.power.id)", small: row.areaName), "\(words("power.\(row.power.kind)"))",
          "\(row.power.giver ?? "")", "\(words.number(row.uses))",
        ])
      })
    return "\(ledger)\(StaffPager(words: words).pager(rows.count, next: next))"
  }

  private var kinds: [Choice] { profile.organisationRules.powers.map { Choice($0, words("power.\($0)")) } }

  // MARK: One power

  func one(_ row: StreetPowerRow, _ exercises: [PowerExercise], refused: Refused?, mayManage: Bool, tokens: () -> FormTokens) -> Page {
    let facts = Facts([
      (words("bodies.power.kind"), "\(words("power.\(row.power.kind)"))"),
      (words("bodies.power.area"), "\(Link(row.areaName, to: "/areas/\(row.power.area)"))"),
      (words("bodies.power.giver"), "\(row.power.giver ?? words("bodies.not_said"))"),
      (words("bodies.basis"), "\(row.power.basis ?? words("bodies.not_said"))"),
      (words("bodies.holds"), "\(BodyDays(words: words).phrase(row.power.validFrom, row.power.validUntil))"),
    ])
    var main: HTML = """
      \(FormProblems(refused?.refusal, words: words).summary)\(Sheet("facts", words("bodies.facts")) { "\(facts)" })\(used(exercises))
      """
    if mayManage, row.power.validUntil.map({ today < $0 }) ?? true {
      main += exercise(row.power, refused, tokens()) + end(row.power, refused, tokens())
    }
    return page(row.power.title, main)
  }

  private func used(_ exercises: [PowerExercise]) -> Sheet {
    Sheet("uses", words("bodies.power.exercises"), look: .flat) {
      guard !exercises.isEmpty else { return "<p class=\"empty\">\(words("bodies.power.exercises.none"))</p>" }
      let columns: [Ledger.Column] = [.init(words("bodies.power.day")), .init(words("bodies.power.text")), .init(words("bodies.power.result"))]
      let rows: [Ledger.Row] = exercises.map { Ledger.Row(["\(words.date($0.day))", "\($0.text)", "\($0.result ?? "")"]) }
      return "\(Ledger(caption: words("bodies.power.exercises"), columns: columns, rows: rows))"
    }
  }

  private func exercise(_ power: StreetPower, _ refused: Refused?, _ tokens: FormTokens) -> HTML {
    let mine: Refused? = refused.flatMap { $0.act == "exercise" ? $0 : nil }
    let problems = FormProblems(mine?.refusal, words: words)
    let form: HTML = Form.post(to: "/street-powers/\(power.id)/exercises", tokens, look: .grid) {
      """
      \(Field("text", label: words("bodies.power.text"), error: problems["text"], isRequired: true, isBroad: true, .area(mine?.values["text"] ?? "", rows: 3, most: 1000)))\
      \(Field("result", label: words("bodies.power.result"), note: words("bodies.optional"), error: problems["result"], isBroad: true, .line(mine?.values["result"] ?? "", most: 300)))\
      \(Field("from", label: words("bodies.power.day"), error: problems["from"], .line(mine?.values["from"] ?? today.description, .day)))\
      \(Acts([Button(words("bodies.power.exercise"), .primary)]))
      """
    }
    return "\(Disclosure(words("bodies.power.exercise"), isOpen: mine != nil) { form })"
  }

  private func end(_ power: StreetPower, _ refused: Refused?, _ tokens: FormTokens) -> HTML {
    guard power.validUntil == nil else { return .empty }
    let mine: Refused? = refused.flatMap { $0.act == "end" ? $0 : nil }
    let problems = FormProblems(mine?.refusal, words: words)
    let form: HTML = Form.post(to: "/street-powers/\(power.id)/end", tokens, look: .grid) {
      """
      \(Field("from", label: words("bodies.end_from"), help: words("bodies.end_from.help"), error: problems["from"], prefix: "end", .line(mine?.values["from"] ?? today.description, .day)))\
      \(Acts([Button(words("bodies.power.end"))]))
      """
    }
    return "\(Disclosure(words("bodies.power.end"), isOpen: mine != nil) { form })"
  }

  // MARK: A new one

  func new(_ values: [String: String], refusal: Refusal?, tokens: FormTokens) -> Page {
    let problems = FormProblems(refusal, words: words)
    let form: HTML = Form.post(to: "/street-powers", tokens, look: .grid) {
      """
      \(Field("area", label: words("bodies.area_code"), help: words("bodies.power.area.help"), error: problems["area"], isRequired: true, .line(values["area"] ?? "", .number, most: 19)))\
      \(Field("kind", label: words("bodies.power.kind"), error: problems["kind"], isRequired: true, .select([Choice("", words("bodies.choose"))] + kinds, chosen: values["kind"] ?? "")))\
      \(Field("title", label: words("bodies.power.title"), error: problems["title"], isRequired: true, isBroad: true, .line(values["title"] ?? "", most: 120)))\
      \(Field("giver", label: words("bodies.power.giver"), note: words("bodies.optional"), error: problems["giver"], .line(values["giver"] ?? "", most: 120)))\
      \(Field("basis", label: words("bodies.basis"), note: words("bodies.optional"), error: problems["basis"], .line(values["basis"] ?? "", most: 300)))\
      \(Field("from", label: words("bodies.from"), help: words("bodies.from.help"), error: problems["from"], .line(values["from"] ?? today.description, .day)))\
      \(Acts([Button(words("bodies.powers.new"), .primary)]))
      """
    }
    return page(words("bodies.powers.new"), "\(problems.summary)\(Sheet("form", words("bodies.powers.new")) { form })")
  }

  private func page(_ title: String, _ main: HTML) -> Page {
    let crumbs = Crumbs(label: words("organisations.crumbs"), [Link(words("bodies.powers"), to: "/street-powers")], here: title)
    return Page(
      title: title, layout: .desk, whereTo: title, section: "organisations",
      main: "<div class=\"stack\"><div>\(crumbs)<h1>\(title)</h1></div>\(main)</div>", isNarrow: true)
  }
}
