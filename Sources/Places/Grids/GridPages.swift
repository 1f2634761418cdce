import Ground
import Markup

/// What kind a grid is and which duties it carries.
struct GridPages: Sendable {
  let words: Words
  let rules: CityProfile.GridRules
  let today: CivilDay

  /// What was filled in, after a refusal.
  struct Filled: Sendable {
    var kind: String
    var duties: Set<String>
    var day: CivilDay
    var refusal: Refusal?
  }

  func page(_ grid: GridProfile, tokens: FormTokens?, filled: Filled? = nil, isSaved: Bool = false) -> Page {
    let title = words("grids.title", ["area": grid.area.name])
    let main: HTML = """
      \(Crumbs(label: words("areas.crumbs"), [Link(words("areas.title"), to: "/areas"), Link(grid.area.name, to: "/areas/\(grid.area.id)")],
        here: words("grids.open")))
      <div class="line title"><h1>\(title)</h1></div>\(if: isSaved, Notice(words("grids.saved")).html)
      \(PlaceProblems(words: words, title: words("grids.wrong"), refusal: filled?.refusal))
      <div class="stack"><div class="two even">\(now(grid))\(tokens.map { form(grid, $0, filled) } ?? .empty)</div>\(history(grid))</div>
      """
    return Page(
      title: title, layout: .desk, whereTo: words("grids.open"), whereSmall: grid.area.name, section: "areas", main: main, isNarrow: true)
  }

  private func now(_ grid: GridProfile) -> Sheet {
    let duties = rules.duties.map(\.id).filter(grid.duties(on: today).contains).map { words("grid_duty.\($0)") }
    return Sheet("now", words("grids.now")) {
      "\(Facts([(words("grids.kind"), "\(words("grid_kind.\(grid.kind(on: today, rules))"))"), (words("grids.duties"), "\(duties.isEmpty ? words("grids.duties.none") : duties.joined(separator: words("grids.and")))")]))"
    }
  }

  private func form(_ grid: GridProfile, _ tokens: FormTokens, _ filled: Filled?) -> HTML {
    let problems = PlaceProblems(words: words, title: "", refusal: filled?.refusal)
    let kinds = rules.kinds.map { Choice($0.id, words("grid_kind.\($0.id)")) }
    let duties = rules.duties.map { Choice($0.id, words("grid_duty.\($0.id)")) }
    let sheet = Sheet("change", words("grids.change")) {
      Form.post(to: "/areas/\(grid.area.id)/duties", tokens) {
        """
        \(Field("kind", label: words("grids.kind"), error: problems["kind"], .one(kinds, chosen: filled?.kind ?? grid.kind(on: today, rules))))\
        \(Field("duty", label: words("grids.duties"), help: words("grids.duties.help"), error: problems["duty"], .several(duties, chosen: filled?.duties ?? grid.duties(on: today))))\
        \(Field("day", label: words("drawing.day"), error: problems["day"], isRequired: true, .line((filled?.day ?? today).description, .day)))\
        \(Button(words("grids.save"), .primary))
        """
      }
    }
    return "\(sheet)"
  }

  private func history(_ grid: GridProfile) -> HTML {
    let kinds = grid.kinds.map { (span: $0, word: words("grid_kind.\($0.word)")) }
    let duties = grid.duties.map { (span: $0, word: words("grid_duty.\($0.word)")) }
    let all = (kinds + duties).sorted { ($0.span.from?.daysSince1970 ?? 0) < ($1.span.from?.daysSince1970 ?? 0) }
    guard !all.isEmpty else { return .empty }
    let sheet = Sheet("history", words("grids.history"), look: .flat) {
      let ledger = Ledger(
        caption: words("grids.history"),
        columns: [.init(words("grids.what")), .init(words("grids.from")), .init(words("grids.until"))],
        rows: all.map { line in
          Ledger.Row([
            "\(line.word)", "\(line.span.from.map(words.date) ?? words("grids.always"))",
            "\(line.span.until.map(words.date) ?? words("grids.open_ended"))",
          ])
        })
      return "\(ledger)"
    }
    return "\(sheet)"
  }
}
