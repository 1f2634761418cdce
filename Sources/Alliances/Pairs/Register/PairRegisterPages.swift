import Ground
import Markup
import Places

/// Departments, units and companies, each with its pairs: who is tied, and who is not yet.
struct PairRegisterPages: Sendable {
  let words: Words
  let filter: PairRegisterFilter
  let part: PairRegister.Part

  private var frame: AlliancesFrame { AlliancesFrame(words: words) }

  func page(
    _ rows: [(line: PairRegister.Line, name: String)], counts: [PairRegister.Part: Int], campaigns: [String], next: String?
  ) -> Page {
    let title: String = words("alliances.register")
    let views: [Views.View] = PairRegister.Part.allCases.map { other in
      .init(
        words("alliances.register.\(other.rawValue)"), count: counts[other].map { words.number($0) }, to: address(other), isCurrent: other == part)
    }
    return frame.list(
      .register, title, note: words("alliances.register.lead"),
      """
      \(Views(label: words("alliances.register.views"), views))\(filters(campaigns))\
      \(Sheet("register", title, look: .flat, isTitleHidden: true) { table(rows, next: next) })
      """)
  }

  private func address(_ part: PairRegister.Part) -> String {
    var parts: [String] = ["part=\(part.rawValue)", "family=\(filter.family.rawValue)"]
    parts += (filter.within?.items ?? []).map { "\($0.name)=\($0.value)" }
    if let campaign = filter.campaign { parts.append("campaign=\(Address.encode(campaign))") }
    return "/pair-register?\(parts.joined(separator: "&"))"
  }

  private func filters(_ campaigns: [String]) -> Filters {
    let families: [Choice] = CityProfile.OrganisationKind.Family.allCases.map { Choice($0.rawValue, words("organisation_family.\($0.rawValue)")) }
    let all = Choice("", words("alliances.register.campaign.all"))
    return Filters(
      to: "/pair-register",
      [
        Field("family", label: words("alliances.register.family"), .select(families, chosen: filter.family.rawValue)),
        Field(
          "campaign", label: words("alliances.pair.campaign"), .select([all] + campaigns.map { Choice($0, $0) }, chosen: filter.campaign ?? "")),
      ], within: filter.within, words: words, submit: words("alliances.filter"),
      clear: Link(words("alliances.filter.clear"), to: "/pair-register"), keeping: [("part", part.rawValue)])
  }

  private func table(_ rows: [(line: PairRegister.Line, name: String)], next: String?) -> HTML {
    guard !rows.isEmpty else { return "\(Empty(words("alliances.register.empty"), words("alliances.register.empty.why")))" }
    let ledger = Ledger(
      caption: words("alliances.register"),
      columns: [.init(words("alliances.unit")), .init(words("alliances.register.state")), .init(words("alliances.pairs"), isNumber: true)],
      rows: rows.map { row in
        let id: OrganisationID = row.line.organisation
        let tag: Tag =
          row.line.pairs > 0 ? Tag(words("alliances.register.paired"), .done) : Tag(words("alliances.register.unpaired"), .hold)
        var pairs: String = "/pairs?party=organisation:\(id)"
        if let campaign = filter.campaign { pairs += "&campaign=\(Address.encode(campaign))" }
        let count: HTML = row.line.pairs == 0 ? "0" : "\(Link(words.number(row.line.pairs), to: pairs))"
        return Ledger.Row([Ledger.what(row.name, href: "/organisations/\(id)"), "\(tag)", count])
      })
    return "\(ledger)\(frame.pager(rows.count, next: next))"
  }
}
