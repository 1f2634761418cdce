import Ground
import Markup
import Organisations
import Places

/// The pages of filings: the list by state, who is not filed yet, and one filing with its story and what can be done.
struct FilingPages: Sendable {
  let words: Words
  let profile: CityProfile
  let calendar: WorkingCalendar

  /// How many in each state, and how many holders have none.
  struct Tally: Sendable {
    let due: Int
    let states: [Filing.State: Int]
  }

  func nav(_ tally: Tally, _ within: Within?, here: Filing.State?, isDue: Bool) -> Views {
    let kept: [(name: String, value: String?)] = (within?.items ?? []).map { ($0.name, $0.value) }
    let due = Views.View(words("filings.due"), count: words.number(tally.due), to: Address.query("/filings/due", kept), isCurrent: isDue)
    let states: [Views.View] = Filing.State.allCases.map { state in
      Views.View(
        words("filings.state.\(state.rawValue)"), count: words.number(tally.states[state] ?? 0),
        to: Address.query("/filings", kept + [("state", state.rawValue)]), isCurrent: here == state)
    }
    return Views(label: words("filings.title"), [due] + states)
  }

  func list(_ lines: [FilingLine], _ tally: Tally, _ within: Within?, state: Filing.State?, next: String?) -> Page {
    page(
      nav(tally, within, here: state, isDue: false),
      Within.choice(within, to: "/filings", words: words, keeping: state.map { [("state", $0.rawValue)] } ?? []), within, isEmpty: lines.isEmpty,
      next: next, count: lines.count
    ) {
      Ledger(
        caption: words("filings.title"),
        columns: [
          .init(words("people.name")), .init(words("organisations.post.state")), .init(words("filings.submitted_on"), isMinor: true),
          .init(words("filings.decided_on"), isMinor: true),
        ],
        rows: lines.map { line in
          Ledger.Row([
            Ledger.what(line.person, href: "/filings/\(line.filing.id)", small: line.post?.standing(words, joint: " ")), "\(tag(line.filing.state))",
            "\(words.date(line.filing.submittedOn))", "\(line.filing.decidedOn.map(words.date) ?? "—")",
          ])
        })
    }
  }

  func due(_ rows: [FilingDue], _ tally: Tally, _ within: Within?, mayManage: Bool, next: String?, tokens: () -> FormTokens) -> Page {
    page(
      nav(tally, within, here: nil, isDue: true), Within.choice(within, to: "/filings/due", words: words), within, isEmpty: rows.isEmpty, next: next,
      count: rows.count
    ) {
      Ledger(
        caption: words("filings.due"), columns: [.init(words("people.name")), .init(words("filings.submit"))],
        rows: rows.map { row in
          let form: HTML =
            mayManage
            ? Form.post(to: "/filings", tokens(), look: .line) {
              Form.hidden("post", row.post.id.description) + Form.hidden("person", row.person.description) + Button(words("filings.submit")).html
            } : "—"
          return Ledger.Row([Ledger.what(row.name, href: "/posts/\(row.post.id)", small: row.post.standing(words, joint: " ")), form])
        })
    }
  }

  private func page(
    _ nav: Views, _ structure: HTML, _ within: Within?, isEmpty: Bool, next: String?, count: Int, _ ledger: () -> Ledger
  ) -> Page {
    let title: String = words("filings.title")
    let pager = Pager(
      label: words("organisations.pager"), words("organisations.pager.rows", count: count),
      next: next.map { Link(words("organisations.pager.next"), to: $0) })
    let rows: HTML = isEmpty ? Empty(words("careers.empty"), words("filings.empty.why")).html : ledger().html + pager.html
    let main: HTML = """
      \(Crumbs(label: words("organisations.crumbs"), [Link(words("careers.title"), to: "/careers")], here: title))
      <div class="line"><h1>\(title)</h1><p class="quiet">\(within.map { words.within($0) } ?? words("filings.lead"))</p></div>\(nav)\(structure)
      \(Sheet("filings", title, look: .flat, isTitleHidden: true) { rows })
      """
    return Page(title: title, layout: .desk, whereTo: title, section: "careers", main: main)
  }

  private func tag(_ state: Filing.State) -> Tag {
    let shapes: [Filing.State: TagShape] = [.submitted: .hollow, .underReview: .doing, .filed: .done, .returned: .back]
    return Tag(words("filings.state.\(state.rawValue)"), shapes[state] ?? .hollow)
  }

  // MARK: One filing

  func one(_ view: FilingView, tokens: () -> FormTokens, refusal: Refusal? = nil) -> Page {
    let line: FilingLine = view.line
    let problems = FormProblems(refusal, words: words)
    let above: [Link] = [Link(words("careers.title"), to: "/careers"), Link(words("filings.title"), to: "/filings")]
    let main: HTML = """
      <div class="stack"><div>\(Crumbs(label: words("organisations.crumbs"), above, here: line.person))
      <div class="line"><h1>\(line.person)</h1><p class="quiet">\(line.post?.standing(words, joint: " ") ?? "")</p>\(tag(line.filing.state))</div></div>
      \(problems.summary)\(Sheet("facts", words("filings.title")) { "\(Facts(facts(line)))" })\(acts(view, tokens, problems))\(story(view))</div>
      """
    return Page(title: line.person, layout: .desk, whereTo: words("filings.title"), section: "careers", main: main, isNarrow: true)
  }

  private func facts(_ line: FilingLine) -> [(name: String, value: HTML)] {
    let filing: Filing = line.filing
    var out: [(name: String, value: HTML)] = [
      (words("people.name"), "\(Link(line.person, to: "/people/\(filing.person)"))"),
      (words("organisations.posts.post"), "\(Link(line.post?.standing(words, joint: " ") ?? "", to: "/posts/\(filing.post)"))"),
      (words("filings.submitted_on"), "\(words.date(filing.submittedOn))"),
    ]
    if let day = filing.decidedOn { out.append((words("filings.decided_on"), "\(words.date(day))")) }
    if let reason = filing.reason { out.append((words("filings.reason"), "\(words("career_return.\(reason)"))")) }
    if let number = filing.number { out.append((words("filings.number"), "\(number)")) }
    return out
  }

  private func acts(_ view: FilingView, _ tokens: () -> FormTokens, _ problems: FormProblems) -> HTML {
    guard !view.acts.isEmpty else { return .empty }
    var forms: HTML = .empty
    for act in view.acts { forms += form(act, view.line.filing, tokens(), problems) }
    return Sheet("acts", words("filings.acts"), isForScreen: true) { "<div class=\"stack\">\(forms)</div>" }.html
  }

  private func form(_ act: Filing.Act, _ filing: Filing, _ tokens: FormTokens, _ problems: FormProblems) -> HTML {
    let prefix: String = act.rawValue
    var fields: HTML = .empty
    if act == .return {
      let choices: [Choice] = (profile.careers.filing?.returns ?? []).map { Choice($0, words("career_return.\($0)")) }
      fields += Field("reason", label: words("filings.reason"), error: problems["reason"], isBroad: true, .one(choices, chosen: nil)).html
    }
    if act == .approval {
      fields += Field("number", label: words("filings.number"), note: words("posts.optional"), prefix: prefix, .line("", most: 40)).html
    }
    if act != .review {
      fields +=
        Field("note", label: words("filings.note"), note: words("posts.optional"), isBroad: true, prefix: prefix, .area("", rows: 2, most: 500)).html
    }
    let kind: Button.Kind = act == .return ? .ordinary : .primary
    return Form.post(to: "/filings/\(filing.id)/\(act.rawValue)", tokens, look: .grid) {
      "\(fields)<div class=\"span line\">\(Button(words("filings.do.\(act.rawValue)"), kind))</div>"
    }
  }

  private func story(_ view: FilingView) -> Sheet {
    Sheet("story", words("posts.story")) {
      let entries: [Timeline.Entry] = view.steps.map { entry in
        let who: String = entry.person ?? words("filings.somebody")
        let reason: String = entry.step.reason.map { words("career_return.\($0)") } ?? ""
        return Timeline.Entry(
          "\(words("filings.story.\(entry.step.act)", ["person": who, "reason": reason]))", time: words.date(calendar.localDay(entry.step.at)),
          at: entry.step.at.rfc3339, .done, quote: entry.step.note)
      }
      return Timeline(entries, look: .dated).html
    }
  }
}
