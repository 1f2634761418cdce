import Ground
import Markup
import Places

/// The list of pairs and the form of a new one.
struct PairPages: Sendable {
  let words: Words
  let profile: CityProfile
  let today: CivilDay

  private var frame: AlliancesFrame { AlliancesFrame(words: words) }

  // MARK: The list

  func list(
    _ rows: [(pair: Pair, title: String)], _ filter: PairFilter, counts: [PairFilter.View: Int], keeping: [(name: String, value: String)],
    mayTie: Bool, next: String?
  ) -> Page {
    let views: [Views.View] = PairFilter.View.allCases.map { view in
      Views.View(
        words("alliances.pairs.\(view.rawValue)"), count: counts[view].map { words.number($0) }, to: address(view, filter, keeping),
        isCurrent: view == filter.view)
    }
    let types: [Choice] = [Choice("", words("alliances.pair.type.all"))] + typeChoices
    let filters = Filters(
      to: "/pairs", [Field("type", label: words("alliances.pair.type"), .select(types, chosen: filter.type ?? ""))],
      within: filter.within, words: words, submit: words("alliances.filter"), clear: Link(words("alliances.filter.clear"), to: "/pairs"),
      keeping: [("view", filter.view.rawValue)] + keeping)
    let acts: [Button] = mayTie ? [Button(words("alliances.pair.tie"), .primary, href: "/pairs/new")] : []
    return frame.list(
      .pairs, words("alliances.pairs"), note: words("alliances.pairs.lead"), acts: acts,
      """
      \(Views(label: words("alliances.pairs.views"), views))\(filters)\
      \(Sheet("pairs", words("alliances.pairs"), look: .flat, isTitleHidden: true) { table(rows, next: next) })
      """)
  }

  private func address(_ view: PairFilter.View, _ filter: PairFilter, _ keeping: [(name: String, value: String)]) -> String {
    var parts: [String] = ["view=\(view.rawValue)"]
    if let type = filter.type { parts.append("type=\(type)") }
    parts += ((filter.within?.items ?? []) + keeping).map { "\($0.name)=\(Address.encode($0.value))" }
    return "/pairs?\(parts.joined(separator: "&"))"
  }

  var typeChoices: [Choice] { profile.alliances.pairTypes.map { Choice($0, words("pair_type.\($0)")) } }

  private func table(_ rows: [(pair: Pair, title: String)], next: String?) -> HTML {
    guard !rows.isEmpty else {
      return "\(Empty(words("alliances.pairs.empty"), words("alliances.pairs.empty.why"), action: Link(words("alliances.pairs.all"), to: "/pairs")))"
    }
    let ledger = Ledger(
      caption: words("alliances.pairs.caption"),
      columns: [.init(words("alliances.pair")), .init(words("alliances.pair.type")), .init(words("alliances.term.title"), isMinor: true)],
      rows: rows.map { row in
        Ledger.Row([
          Ledger.what(row.title, href: "/pairs/\(row.pair.id)", small: row.pair.campaign), "\(words("pair_type.\(row.pair.type)"))",
          "\(frame.term(row.pair.validFrom, row.pair.validUntil))",
        ])
      })
    return "\(ledger)\(frame.pager(rows.count, next: next))"
  }

  // MARK: A new one

  func tie(_ form: FilledForm, query: String, areas: [(id: AreaID, name: String)], units: [(id: OrganisationID, name: String)], tokens: FormTokens)
    -> Page
  {
    let title: String = words("alliances.pair.tie")
    let parties: [Choice] = PartyChoices(words: words).choices(areas: areas, units: units)
    let search = Filters(
      to: "/pairs/new", [Field("q", label: words("alliances.unit.find"), help: nil, .line(query, .search, most: 60))],
      submit: words("alliances.unit.search"))
    let main: HTML = """
      \(form.summary)<p class="help">\(words("alliances.pair.help"))</p>\(search)\
      \(Sheet("tie", title, isTitleHidden: true) {
        Form.post(to: "/pairs", tokens, look: .grid) {
          """
          \(form.select("left", words("alliances.pair.left"), parties))\(form.select("right", words("alliances.pair.right"), parties))\
          \(form.select("type", words("alliances.pair.type"), typeChoices))\
          \(form.line("campaign", words("alliances.pair.campaign"), help: words("alliances.pair.campaign.help"), required: true, most: 80))\
          \(form.line("fixed", words("alliances.pair.fixed"), help: words("alliances.pair.fixed.help"), broad: true, most: 200))\
          \(form.day("since", words("alliances.pair.since"), fallback: today))\
          \(Acts([Button(words("alliances.pair.tie.do"), .primary), Button(words("alliances.cancel"), .plain, href: "/pairs")]))
          """
        }
      })
      """
    return frame.one(.pairs, title, main)
  }
}

/// Parties to choose from: areas first, then units.
struct PartyChoices: Sendable {
  let words: Words

  func choices(areas: [(id: AreaID, name: String)], units: [(id: OrganisationID, name: String)]) -> [Choice] {
    areas.map { Choice(PairParty.area($0.id).description, $0.name, group: words("alliances.party.areas")) }
      + units.map { Choice(PairParty.organisation($0.id).description, $0.name, group: words("alliances.party.units")) }
  }
}
