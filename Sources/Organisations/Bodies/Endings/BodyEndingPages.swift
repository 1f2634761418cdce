import Ground
import Markup

/// What a body's end would concern, before it is decided.
struct BodyEndingPages: Sendable {
  let words: Words
  let ending: BodyEnding
  let successors: [Organisation]
  /// What was wrong with the decision, when it was refused.
  let refusal: Refusal?
  let tokens: FormTokens

  private var id: OrganisationID { ending.organisation.id }
  private var name: String { ending.organisation.name(words) }
  private var path: String { BodyAct.dissolve.action(id) }

  var page: Page {
    let title: String = words("bodies.ending.title", ["name": name])
    let crumbs = Crumbs(
      label: words("organisations.crumbs"), [Link(words("organisations.list"), to: "/organisations"), Link(name, to: "/organisations/\(id)")],
      here: words("bodies.act.dissolve"))
    let main: HTML = """
      <div class="stack"><div>\(crumbs)<h1>\(title)</h1><p class="quiet">\(words("bodies.ending.lead"))</p></div>\
      \(problems)\(question)\(loads)\(if: ending.problems.isEmpty, decision)</div>
      """
    return Page(title: title, layout: .desk, whereTo: name, section: "organisations", main: main, isNarrow: true, styles: ["bodies.css"])
  }

  /// Why it cannot be done like this; what was refused on sending is said as it was refused.
  private var problems: HTML {
    if let refusal, refusal.fields.isEmpty { return FormProblems(refusal, words: words).summary }
    return FormProblems(ending.problems.isEmpty ? refusal : .invalid(ending.problems), words: words).summary
  }

  /// Asking again, with another successor or another day.
  private var question: Filters {
    let wrong = FormProblems(.invalid(ending.problems), words: words)
    let none = Choice("", words("bodies.successor.none"))
    let successor = Field(
      "successor", label: words("bodies.successor"), help: words("bodies.ending.successor.help"), error: wrong["successor"], isBroad: true,
      .select([none] + successors.map { Choice($0.id.description, $0.name(words)) }, chosen: ending.successor?.id.description ?? ""))
    let from = Field(
      "from", label: words("bodies.end_from"), help: words("bodies.end_from.help"), error: wrong["from"], .line(ending.day.description, .day))
    return Filters(to: path, [successor, from], submit: words("bodies.ending.ask"))
  }

  private var loads: Sheet {
    Sheet("loads", words("bodies.ending.loads"), look: .flat) {
      guard !ending.loads.isEmpty else { return "\(Empty(words("bodies.ending.none"), words("bodies.ending.none.why")))" }
      let columns: [Ledger.Column] = [.init(words("bodies.ending.what")), .init(words("bodies.ending.fate"))]
      return "\(Ledger(caption: words("bodies.ending.loads"), columns: columns, rows: ending.loads.map(row)))"
    }
  }

  private func row(_ load: BodyLoad) -> Ledger.Row {
    let what: String = words(load.word, count: load.count)
    let fate: String = words("bodies.fate.\(load.fate.rawValue)", ["name": ending.successor?.name(words) ?? ""])
    return Ledger.Row([
      load.href.map { "\(Link(what, to: $0))" } ?? "\(what)", "\(load.problem == nil ? Tag(fate) : Tag(words("bodies.fate.open"), .hold))",
    ])
  }

  private var decision: HTML {
    let label: String =
      ending.successor.map { words("bodies.ending.merge", ["name": name, "successor": $0.name(words)]) }
      ?? words("bodies.ending.dissolve", ["name": name])
    return Form.post(to: path, tokens, look: .line) {
      """
      \(Form.hidden("from", ending.day.description))\(if: ending.successor != nil, Form.hidden("successor", ending.successor?.id.description ?? ""))\
      \(Button(label, .primary))
      """
    }
  }
}
