import Ground
import Markup
import Places

/// Agreements in rows.
struct AgreementLedger: Sendable {
  let words: Words
  let today: CivilDay

  func ledger(_ rows: [(agreement: Agreement, parties: String)], badge: (Agreement) -> HTML = { _ in .empty }) -> Ledger {
    let frame = AlliancesFrame(words: words)
    return Ledger(
      caption: words("alliances.agreements.caption"),
      columns: [.init(words("alliances.agreement")), .init(words("alliances.agreement.state")), .init(words("alliances.term.title"), isMinor: true)],
      rows: rows.map { row in
        Ledger.Row([
          Ledger.what(row.agreement.title, href: "/agreements/\(row.agreement.id)", small: row.parties.isEmpty ? nil : row.parties),
          "\(tag(row.agreement))\(badge(row.agreement))", "\(frame.term(row.agreement.validFrom, row.agreement.validUntil))",
        ])
      })
  }

  func tag(_ agreement: Agreement) -> Tag {
    if agreement.state == .draft { return Tag(words("alliances.agreement.draft_state"), .hollow) }
    if agreement.isOver(on: today) { return Tag(words("alliances.agreement.over"), .back) }
    return Tag(words("alliances.agreement.signed"), .done)
  }
}

/// The list of agreements and the form of a new one.
struct AgreementPages: Sendable {
  let words: Words
  let today: CivilDay
  let renewal: Renewal

  private var frame: AlliancesFrame { AlliancesFrame(words: words) }

  func list(
    _ rows: [(agreement: Agreement, parties: String)], _ filter: AgreementFilter, counts: [AgreementFilter.View: Int],
    keeping: [(name: String, value: String)], mayDraft: Bool, next: String?
  ) -> Page {
    let kept: String = ((filter.within?.items ?? []) + keeping).map { "&\($0.name)=\($0.value)" }.joined()
    let structure: HTML = Within.choice(filter.within, to: "/agreements", words: words, keeping: [("view", filter.view.rawValue)] + keeping)
    let views: [Views.View] = AgreementFilter.View.allCases.map { view in
      Views.View(
        words("alliances.agreements.\(view.rawValue)"), count: counts[view].map { words.number($0) }, to: "/agreements?view=\(view.rawValue)\(kept)",
        isCurrent: view == filter.view)
    }
    let horizon: CivilDay = renewal.horizon(from: today)
    let ledger = AgreementLedger(words: words, today: today).ledger(rows) { agreement in
      guard agreement.state == .signed, agreement.validUntil > today, agreement.validUntil <= horizon else { return .empty }
      let days: Int = renewal.workingDays(from: today, until: agreement.validUntil)
      return "\(Lateness(words("alliances.agreement.ends_in", count: days), .soon))"
    }
    let empty = Empty(words("alliances.agreements.empty"), words("alliances.agreements.empty.why"))
    let acts: [Button] = mayDraft ? [Button(words("alliances.agreement.draft"), .primary, href: "/agreements/new")] : []
    return frame.list(
      .agreements, words("alliances.agreements"), note: words("alliances.agreements.lead", ["days": words.number(renewal.notice)]), acts: acts,
      """
      \(Views(label: words("alliances.agreements.views"), views))\(structure)\
      \(Sheet("agreements", words("alliances.agreements"), look: .flat, isTitleHidden: true) {
        rows.isEmpty ? "\(empty)" : "\(ledger)\(frame.pager(rows.count, next: next))"
      })
      """)
  }

  func draft(
    _ form: FilledForm, query: String, areas: [(id: AreaID, name: String)], units: [(id: OrganisationID, name: String)], tokens: FormTokens
  ) -> Page {
    let title: String = words("alliances.agreement.draft")
    let parties: [Choice] = PartyChoices(words: words).choices(areas: areas, units: units)
    let search = Filters(
      to: "/agreements/new", [Field("q", label: words("alliances.unit.find"), .line(query, .search, most: 60))],
      submit: words("alliances.unit.search"), keeping: form["pair"].isEmpty ? [] : [("pair", form["pair"])])
    let main: HTML = """
      \(form.summary)\(search)\(Sheet("draft", title, isTitleHidden: true) {
        Form.post(to: "/agreements", tokens, look: .grid) {
          """
          \(if: !form["pair"].isEmpty, Form.hidden("pair", form["pair"]))\
          \(form.line("title", words("alliances.agreement.title"), required: true, broad: true))\
          \(form.select("left", words("alliances.agreement.party.left"), parties))\(form.select("right", words("alliances.agreement.party.right"), parties))\
          \(form.select("third", words("alliances.agreement.party.third"), parties, required: false))\
          \(form.day("from", words("alliances.agreement.from"), fallback: today))\
          \(form.day("last_day", words("alliances.agreement.last_day"), fallback: today.adding(days: 364)))\
          \(AgreementText(words: words).fields(form))\
          \(Acts([Button(words("alliances.agreement.draft.do"), .primary), Button(words("alliances.cancel"), .plain, href: "/agreements")]))
          """
        }
      })
      """
    return frame.one(.agreements, title, main)
  }
}

/// The fields of an agreement's text: in the form of a new one and of an amendment.
struct AgreementText: Sendable {
  let words: Words

  func fields(_ form: FilledForm) -> HTML {
    """
    \(form.area("terms", words("alliances.agreement.terms"), required: true, rows: 5, most: 6000))\
    \(form.area("resources", words("alliances.agreement.resources"), help: words("alliances.agreement.lines"), rows: 3))\
    \(form.area("needs", words("alliances.agreement.needs"), help: words("alliances.agreement.lines"), rows: 3))\
    \(form.area("projects", words("alliances.agreement.projects"), help: words("alliances.agreement.lines"), rows: 3))
    """
  }
}
