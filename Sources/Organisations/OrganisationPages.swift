import Ground
import Markup

/// The pages of organisations, for the desk.
struct OrganisationPages: Sendable {
  let words: Words
  let profile: CityProfile

  func list(_ rows: [(option: OrganisationOption, areaName: String)], _ filter: OrganisationFilter, next: String?) -> Page {
    let title: String = words("organisations.list")
    let main: HTML = """
      <div class="line"><h1>\(title)</h1><p class="quiet">\(words("organisations.list.lead"))</p></div>
      \(filters(filter))
      \(Sheet("organisations", title, look: .flat, isTitleHidden: true) { table(rows, next: next) })
      """
    return Page(title: title, layout: .desk, whereTo: title, section: "organisations", main: main)
  }

  private func table(_ rows: [(option: OrganisationOption, areaName: String)], next: String?) -> HTML {
    guard !rows.isEmpty else {
      let all = Link(words("organisations.list.all"), to: "/organisations")
      return "\(Empty(words("organisations.list.empty"), words("organisations.list.empty.why"), action: all))"
    }
    let ledger = Ledger(
      caption: words("organisations.list.caption"),
      columns: [.init(words("organisations.name")), .init(words("organisations.kind")), .init(words("organisations.area"), isMinor: true)],
      rows: rows.map { row in
        Ledger.Row([
          Ledger.what(row.option.name, href: "/organisations/\(row.option.id)"), "\(words("organisation_kind.\(row.option.kind)"))",
          "\(row.areaName)",
        ])
      })
    return "\(ledger)\(StaffPager(words: words).pager(rows.count, next: next))"
  }

  private func filters(_ filter: OrganisationFilter) -> Filters {
    let kinds: [Choice] = profile.organisationKinds.map { Choice($0.id, words("organisation_kind.\($0.id)")) }
    let all = Choice("", words("organisations.kind.all"))
    return Filters(
      to: "/organisations", [Field("kind", label: words("organisations.kind"), .select([all] + kinds, chosen: filter.kind ?? ""))],
      submit: words("organisations.filter"), clear: Link(words("organisations.filter.clear"), to: "/organisations"))
  }

  // MARK: One organisation

  func one(_ view: OrganisationView) -> Page {
    let main: HTML = """
      <div class="stack"><div>\(Crumbs(label: words("organisations.crumbs"), [Link(words("organisations.list"), to: "/organisations")], here: view.name))
      <div class="line"><h1>\(view.name)</h1><p class="quiet">\(words("organisation_kind.\(view.organisation.kind)"))</p></div></div>
      \(facts(view))\(posts(view))</div>
      """
    return Page(title: view.name, layout: .desk, whereTo: view.name, section: "organisations", main: main, isNarrow: true)
  }

  private func facts(_ view: OrganisationView) -> Sheet {
    var facts: [(name: String, value: HTML)] = [
      (words("organisations.kind"), "\(words("organisation_kind.\(view.organisation.kind)"))"),
      (words("organisations.area"), "\(view.areaName)"), (words("organisations.since"), "\(view.organisation.validFrom.description)"),
    ]
    if let until = view.organisation.validUntil { facts.append((words("organisations.until"), "\(until.description)")) }
    return Sheet("facts", words("organisations.list")) { "\(Facts(facts))" }
  }

  private func posts(_ view: OrganisationView) -> Sheet {
    Sheet("posts", words("organisations.one.posts"), look: .flat) {
      guard let posts = view.posts else { return "<p class=\"quiet\">\(words("organisations.one.posts.hidden"))</p>" }
      guard !posts.isEmpty else {
        return "\(Empty(words("organisations.one.posts.empty"), words("organisations.one.posts.empty.why")))"
      }
      return "\(PostPages(words: words, profile: profile).ledger(posts))"
    }
  }
}
