import Ground
import Markup

/// What the levels do, and the forms to write it.
struct LevelDutyPages: Sendable {
  struct Refused: Sendable {
    /// The statement whose form it was; nil: that of a new one.
    let duty: DutyID?
    let isEnd: Bool
    let refusal: Refusal
    let values: [String: String]
  }

  let words: Words
  let levels: [String]
  let today: CivilDay
  let refused: Refused?

  func page(_ duties: [Duty], day: CivilDay, mayManage: Bool, tokens: (Duty?) -> FormTokens) -> Page {
    let title: String = words("bodies.level_duties")
    let filters = Filters(
      to: "/level-duties", [Field("day", label: words("bodies.day"), prefix: "filter", .line(day.description, .day))],
      submit: words("organisations.filter"), clear: Link(words("organisations.filter.clear"), to: "/level-duties"))
    let sheets: [HTML] = levels.map { level in sheet(level, duties.filter { $0.level == level }) }
    var main: HTML = """
      \(Heading(title, note: words("bodies.level_duties.note")))\(OrganisationTabs(words: words).views(.levels))\(filters)\
      \(FormProblems(refused?.refusal, words: words).summary)\(sheets)
      """
    if mayManage { main += add(tokens(nil)) + "\(each: duties.filter { $0.validUntil == nil }, { change($0, tokens) })" }
    return Page(title: title, layout: .desk, whereTo: title, section: "organisations", main: main, styles: ["bodies.css"])
  }

  func name(_ level: String) -> String { words(level == BodyDesk.departments ? "bodies.level.departments" : "level.\(level)") }

  private func sheet(_ level: String, _ duties: [Duty]) -> HTML {
    guard !duties.isEmpty else { return .empty }
    return "\(Sheet("level-\(level)", name(level)) { DutyPages(words: words).list(duties.map { DutyRow(duty: $0, memberName: nil) }) })"
  }

  // MARK: Forms

  private func add(_ tokens: FormTokens) -> HTML {
    let mine: Refused? = refused.flatMap { $0.duty == nil ? $0 : nil }
    let problems = FormProblems(mine?.refusal, words: words)
    let level = Field(
      "level", label: words("bodies.level"), error: problems["level"], isRequired: true,
      .select([Choice("", words("bodies.choose"))] + levels.map { Choice($0, name($0)) }, chosen: mine?.values["level"] ?? ""))
    let form: HTML = Form.post(to: "/level-duties", tokens, look: .grid) {
      "\(level)\(wording(mine, nil, problems, prefix: nil))\(Acts([Button(words("bodies.act.addDuty"), .primary)]))"
    }
    return "\(Disclosure(words("bodies.act.addDuty"), isOpen: mine != nil) { form })"
  }

  private func change(_ duty: Duty, _ tokens: (Duty?) -> FormTokens) -> HTML {
    let mine: Refused? = refused.flatMap { $0.duty == duty.id ? $0 : nil }
    let revised: Refused? = mine.flatMap { $0.isEnd ? nil : $0 }
    let ended: Refused? = mine.flatMap { $0.isEnd ? $0 : nil }
    let revise: HTML = Form.post(to: "/level-duties/\(duty.id)/wording", tokens(duty), look: .grid) {
      """
      \(wording(revised, duty, FormProblems(revised?.refusal, words: words), prefix: "revise-\(duty.id)"))\
      \(Acts([Button(words("bodies.act.reviseDuty"), .primary)]))
      """
    }
    let problems = FormProblems(ended?.refusal, words: words)
    let day = Field(
      "from", label: words("bodies.end_from"), help: words("bodies.end_from.help"), error: problems["from"], prefix: "end-\(duty.id)",
      .line(ended?.values["from"] ?? today.description, .day))
    let end: HTML = Form.post(to: "/level-duties/\(duty.id)/end", tokens(duty), look: .grid) {
      "\(day)\(Acts([Button(words("bodies.act.endDuty"))]))"
    }
    let about: String = words("bodies.duty.change", ["text": String(duty.text.prefix(40))])
    return "\(Disclosure(about, isOpen: mine != nil) { revise + end })"
  }

  private func wording(_ refused: Refused?, _ duty: Duty?, _ problems: FormProblems, prefix: String?) -> HTML {
    let text = Field(
      "text", label: words("bodies.duty.text"), error: problems["text"], isRequired: true, isBroad: true, prefix: prefix,
      .area(refused?.values["text"] ?? duty?.text ?? "", rows: 3, most: 1000))
    let basis = Field(
      "basis", label: words("bodies.basis"), note: words("bodies.optional"), error: problems["basis"], isBroad: true, prefix: prefix,
      .line(refused?.values["basis"] ?? duty?.basis ?? "", most: 300))
    let from = Field(
      "from", label: words("bodies.from"), help: words("bodies.from.help"), error: problems["from"], prefix: prefix,
      .line(refused?.values["from"] ?? today.description, .day))
    return "\(text)\(basis)\(from)"
  }
}
