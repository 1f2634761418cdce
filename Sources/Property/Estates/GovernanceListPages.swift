import Ground
import Markup
import Organisations
import Places

/// Estates by who stands there: where the figures of the overview open to.
struct GovernanceListPages: Sendable {
  let words: Words
  let profile: CityProfile

  struct List: Sendable {
    let rows: [GovernanceRow]
    let filter: GovernanceFilter
    let total: Int
    /// Where the next page begins.
    let next: String?
  }

  func page(_ list: List, next: String?) -> Page {
    let title: String = words("property.estates")
    let crumbs = Crumbs(label: words("organisations.crumbs"), [Link(words("property.title"), to: "/property")], here: title)
    let main: HTML = """
      \(crumbs)\(Heading(title, note: list.filter.estates.within.map { words.within($0) } ?? words("property.estates.note")))\(filters(list))
      \(Sheet("estates", title, look: .flat, isTitleHidden: true) { rows(list, next) })
      """
    return Page(title: title, layout: .desk, whereTo: title, section: "property", main: main)
  }

  private func filters(_ list: List) -> Filters {
    let filter: GovernanceFilter = list.filter
    let kinds: [Choice] = profile.property.estateKinds.map { Choice($0, words("organisation_kind.\($0)")) }
    let parties: [Choice] = profile.property.parties.filter { !$0.isOptional }.map { Choice($0.id, words("property_party.\($0.id)")) }
    let has: [Choice] = [Choice("yes", words("property.kind.yes")), Choice("no", words("property.kind.no"))]
    var fields: [Field] = [
      select("kind", "property.kind", kinds, filter.kind),
      Field("has", label: words("property.has"), .select(has, chosen: filter.hasKind ? "yes" : "no")),
      select("missing", "property.missing_party", parties, filter.missing),
      select("mode", "property.mode", profile.housing.modes.map { Choice($0.id, words("estate_mode.\($0.id)")) }, filter.estates.mode),
      select("flag", "property.flag", profile.housing.flags.map { Choice($0.id, words("estate_flag.\($0.id)")) }, filter.estates.flag),
    ]
    if profile.property.cross != nil {
      let answers: [Choice] = [Choice("yes", words("property.cross.yes")), Choice("no", words("property.cross.no"))]
      fields.append(select("cross", "property.cross", answers, filter.hasCross.map { $0 ? "yes" : "no" }))
    }
    return Filters(
      to: "/property/estates", fields, within: filter.estates.within, words: words, submit: words("organisations.filter"),
      clear: Link(words("organisations.filter.clear"), to: "/property/estates"), keeping: filter.isNobody ? [("nobody", "true")] : [])
  }

  private func select(_ name: String, _ label: String, _ choices: [Choice], _ chosen: String?) -> Field {
    Field(name, label: words(label), .select([Choice("", words("property.all"))] + choices, chosen: chosen ?? ""))
  }

  private func rows(_ list: List, _ next: String?) -> HTML {
    guard !list.rows.isEmpty else { return "\(Empty(words("property.estates.empty"), words("property.estates.empty.why")))" }
    let showsCross: Bool = list.filter.hasCross == true
    let ledger = Ledger(
      caption: words("property.estates"),
      columns: [
        .init(words("property.subject.estate")), .init(words("property.standing"), isMinor: showsCross), .init(words("property.mode"), isMinor: true),
        .init(words(showsCross ? "property.cross" : "property.cross.number"), isMinor: !showsCross, isNumber: !showsCross),
      ],
      rows: list.rows.map { row($0, showsCross) })
    let pager = Pager(
      label: words("organisations.pager"), words("property.rows", count: list.rows.count, ["total": words.number(list.total)]),
      next: next.map { Link(words("organisations.pager.next"), to: $0) })
    return "\(ledger)\(pager)"
  }

  private func row(_ row: GovernanceRow, _ showsCross: Bool) -> Ledger.Row {
    let bodies: [HTML] = row.bodies.map { "<li>\(Link($0.name, to: "/organisations/\($0.id)"))</li>" }
    return Ledger.Row([
      Ledger.what(row.estate.name, href: "/estates/\(row.estate.id)/governance", small: row.area),
      bodies.isEmpty ? "\(Tag(words("property.nobody"), .back))" : "<ul class=\"plain\">\(bodies)</ul>",
      "\(row.estate.mode.map { words("estate_mode.\($0)") } ?? "—")",
      showsCross ? CrossPart(words: words).list(row.cross) : "\(row.cross.count)",
    ])
  }
}
