import Ground
import Markup
import Places

/// The list of visits and the page of one.
struct VisitPages: Sendable {
  let words: Words
  let today: CivilDay

  private var frame: AlliancesFrame { AlliancesFrame(words: words) }

  func list(
    _ rows: [SecretaryVisit], _ names: VisitNames, _ filter: VisitFilter, total: Int, keeping: [(name: String, value: String)], next: String?
  ) -> Page {
    let states: [Choice] =
      [Choice("", words("alliances.visit.state.all"))]
      + SecretaryVisit.State.allCases.map { Choice($0.rawValue, words("alliances.visit.\($0.rawValue)")) }
    let open: [Choice] = [Choice("", words("alliances.follow_ups.any")), Choice("1", words("alliances.follow_ups.open"))]
    let filters = Filters(
      to: "/visits",
      [
        Field("state", label: words("alliances.visit.state"), .select(states, chosen: filter.state?.rawValue ?? "")),
        Field("follow_ups", label: words("alliances.follow_ups"), .select(open, chosen: filter.hasOpenFollowUps ? "1" : "")),
      ], within: filter.within, words: words, submit: words("alliances.filter"), clear: Link(words("alliances.filter.clear"), to: "/visits"),
      keeping: keeping)
    let ledger = Ledger(
      caption: words("alliances.visits.caption"),
      columns: [.init(words("alliances.visit")), .init(words("alliances.visit.state")), .init(words("alliances.visit.who"), isMinor: true)],
      rows: rows.map { visit in
        Ledger.Row([
          Ledger.what(title(visit, names), href: "/visits/\(visit.id)", small: names.secretary(visit)), state(visit),
          "\(words(visit.goesOut ? "alliances.visit.out" : "alliances.visit.in"))",
        ])
      })
    let empty = Empty(
      words("alliances.visits.empty"), words("alliances.visits.empty.why"), action: Link(words("alliances.visits.rounds"), to: "/visit-rounds"))
    return frame.list(
      .visits, words("alliances.visits"), note: words("alliances.visits.total", count: total),
      """
      \(filters)\(Sheet("visits", words("alliances.visits"), look: .flat, isTitleHidden: true) {
        rows.isEmpty ? "\(empty)" : "\(ledger)\(frame.pager(rows.count, next: next))"
      })
      """)
  }

  private func title(_ visit: SecretaryVisit, _ names: VisitNames) -> String {
    words("alliances.pair.both", ["left": names.community(visit), "right": names.unit(visit)])
  }

  private func state(_ visit: SecretaryVisit) -> HTML {
    switch visit.state(on: today) {
    case .done: "\(Tag(words("alliances.visit.done.on", ["day": words.date(visit.done ?? visit.planned)]), .done))"
    case .planned: "\(Lateness(words("alliances.visit.planned.on", ["day": words.date(visit.planned)])))"
    case .overdue: "\(Lateness(words("alliances.visit.overdue.by", count: today.daysSince1970 - visit.planned.daysSince1970), .late))"
    }
  }

  // MARK: One visit

  func one(
    _ visit: SecretaryVisit, _ names: VisitNames, _ followUps: [FollowUp], mayManage: Bool, refused: (form: String, filled: FilledForm)?,
    tokens: () -> FormTokens
  ) -> Page {
    let record: HTML =
      visit.done == nil
      ? (mayManage ? recordForm(visit, refused, tokens()) : "<p class=\"quiet\">\(words("alliances.visit.not_yet"))</p>") : told(visit)
    let follow: HTML = visit.done == nil ? .empty : followSheet(visit, followUps, mayManage: mayManage, refused, tokens)
    let main: HTML = """
      \(refused?.filled.summary)<div class="two"><div class="stack">\(Sheet("record", words("alliances.visit.record")) { record })\(follow)</div>\
      <aside class="stack" aria-label="\(words("alliances.aside"))">\(facts(visit, names))</aside></div>
      """
    return frame.one(.visits, title(visit, names), badges: state(visit), main)
  }

  private func facts(_ visit: SecretaryVisit, _ names: VisitNames) -> Sheet {
    Sheet("facts", words("alliances.facts")) {
      let facts: [(name: String, value: HTML)] = [
        (words("alliances.visit.community"), "\(names.community(visit))"),
        (words("alliances.visit.secretary"), "\(names.secretary(visit) ?? words("alliances.seat.vacant"))"),
        (words("alliances.unit"), "\(names.unit(visit))"),
        (words("alliances.visit.who"), "\(words(visit.goesOut ? "alliances.visit.out" : "alliances.visit.in"))"),
        (words("alliances.visit.day"), "\(words.date(visit.planned))"),
        (words("alliances.round"), "\(Link(words("alliances.visit.round"), to: "/visit-rounds/\(visit.round)"))"),
      ]
      return "\(Facts(facts))"
    }
  }

  private func told(_ visit: SecretaryVisit) -> HTML { "\(each: Agreement.Lists.lines(visit.exchanged ?? ""), { "<p>\($0)</p>" })" }

  private func recordForm(_ visit: SecretaryVisit, _ refused: (form: String, filled: FilledForm)?, _ tokens: FormTokens) -> HTML {
    let form: FilledForm = refused?.form == "record" ? refused?.filled ?? FilledForm(words: words) : FilledForm(words: words)
    return Form.post(to: "/visits/\(visit.id)/record", tokens) {
      """
      \(form.day("day", words("alliances.visit.done_on"), fallback: min(today, max(visit.planned, visit.planned))))\
      \(form.area("exchanged", words("alliances.visit.exchanged"), help: words("alliances.visit.exchanged.help"), required: true, rows: 5, most: 4000))\
      \(Button(words("alliances.visit.record.do"), .primary))
      """
    }
  }

  private func followSheet(
    _ visit: SecretaryVisit, _ followUps: [FollowUp], mayManage: Bool, _ refused: (form: String, filled: FilledForm)?, _ tokens: () -> FormTokens
  ) -> HTML {
    let items: HTML = "\(each: followUps, { item($0, visit, mayManage ? tokens() : nil) })"
    let form: FilledForm = refused?.form == "follow" ? refused?.filled ?? FilledForm(words: words) : FilledForm(words: words)
    let new: HTML =
      !mayManage
      ? .empty
      : Form.post(to: "/visits/\(visit.id)/follow-ups", tokens(), look: .grid) {
        """
        \(form.line("what", words("alliances.follow_up.what"), required: true, broad: true, most: 300))\
        \(form.line("owner", words("alliances.follow_up.owner"), required: true, most: 60))\
        \(form.day("due", words("alliances.follow_up.due"), fallback: today.adding(days: 14)))\(Acts([Button(words("alliances.follow_up.add"))]))
        """
      }
    return """
      \(Sheet("follow-ups", words("alliances.follow_ups")) {
        "\(if: followUps.isEmpty, "<p class=\"quiet\">\(words("alliances.follow_ups.none"))</p>")<ul class=\"why\">\(items)</ul>\(new)"
      })
      """
  }

  private func item(_ followUp: FollowUp, _ visit: SecretaryVisit, _ tokens: FormTokens?) -> HTML {
    let state: HTML =
      followUp.done.map { "\(Tag(words("alliances.visit.done.on", ["day": words.date($0)]), .done))" }
      ?? "\(Lateness(words("alliances.follow_up.by", ["day": words.date(followUp.due)]), followUp.due < today ? .late : .calm))"
    let finish: HTML =
      followUp.done == nil
      ? tokens.map {
        Form.post(to: "/visits/\(visit.id)/follow-ups/\(followUp.id)/completion", $0, look: .line) {
          Button(words("alliances.follow_up.finish")).html
        }
      }
        ?? .empty : .empty
    return "<li><b>\(followUp.what)</b> <span class=\"quiet small\">\(followUp.owner)</span> \(state)\(finish)</li>"
  }
}
