import Ground
import Markup

/// Numbering a community's grids anew: what would change, and the button.
struct NumberingPages: Sendable {
  let words: Words
  let rules: CityProfile.GridRules

  func page(
    _ drawing: Drawing, _ numbering: GridNumbering, tokens: FormTokens, day: CivilDay, reason: String? = nil, refusal: Refusal? = nil,
    isSaved: Bool = false
  ) -> Page {
    let area = drawing.community
    let title = words("numbering.title", ["area": area.name])
    let main: HTML = """
      \(Crumbs(label: words("areas.crumbs"), [Link(words("areas.title"), to: "/areas"), Link(area.name, to: "/areas/\(area.id)")],
        here: words("numbering.open")))
      <div class="line title"><h1>\(title)</h1></div><p class="quiet">\(words("numbering.lead.\(rules.codes.rawValue)"))</p>\
      \(if: isSaved, Notice(words("numbering.saved")).html)\(PlaceProblems(words: words, title: words("grids.wrong"), refusal: refusal))
      <div class="two even">\(Sheet("codes", words("numbering.codes"), note: words("numbering.changes", count: numbering.changes.count), look: .flat) { "\(ledger(numbering))" })\
      \(form(area, numbering, tokens, day, reason, refusal))</div>
      """
    return Page(
      title: title, layout: .desk, whereTo: words("numbering.open"), whereSmall: area.name, section: "areas", main: main, isNarrow: true)
  }

  private func ledger(_ numbering: GridNumbering) -> Ledger {
    Ledger(
      caption: words("numbering.caption"),
      columns: [.init(words("level.grid")), .init(words("numbering.old")), .init(words("numbering.new"))],
      rows: numbering.lines.map { line in
        let new: HTML =
          line.old == line.new ? "<span class=\"quiet\">\(words("numbering.same"))</span>" : "<strong class=\"code\">\(line.new)</strong>"
        return Ledger.Row([Ledger.what(line.name, href: "/areas/\(line.grid)"), "<span class=\"code\">\(line.old)</span>", new])
      })
  }

  private func form(_ area: Area, _ numbering: GridNumbering, _ tokens: FormTokens, _ day: CivilDay, _ reason: String?, _ refusal: Refusal?) -> HTML {
    let problems = PlaceProblems(words: words, title: "", refusal: refusal)
    let sheet = Sheet("apply", words("numbering.apply")) {
      if numbering.changes.isEmpty { return "<p>\(words("numbering.nothing"))</p>" }
      return Form.post(to: "/areas/\(area.id)/numbering", tokens) {
        """
        <p>\(words("numbering.what"))</p>\
        \(Field("day", label: words("drawing.day"), help: words("drawing.day.help"), error: problems["day"] ?? problems["code"], isRequired: true, .line(day.description, .day)))\
        \(Field("reason", label: words("drawing.reason"), note: words("drawing.optional"), .line(reason ?? "", most: 200)))\
        \(Button(words("numbering.do"), .primary))
        """
      }
    }
    return "\(sheet)"
  }
}
