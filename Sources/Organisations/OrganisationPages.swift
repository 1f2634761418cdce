import Ground
import Markup
import Places

/// The list of organisations, for the desk.
struct OrganisationPages: Sendable {
  let words: Words
  let profile: CityProfile
  let caller: Caller

  func list(_ rows: [OrganisationRow], _ filter: OrganisationFilter, next: String?) -> Page {
    let title: String = words("organisations.list")
    let acts: [Button] =
      caller.may(.organisationManage)
      ? [Button(words("bodies.new"), .primary, href: "/organisations/new"), Button(words("imports.open.page"), href: "/imports/organisations")] : []
    let main: HTML = """
      \(Heading(title, note: filter.within.map { words.within($0) } ?? words("organisations.list.lead"), acts: acts))
      \(OrganisationTabs(words: words).views(.list))
      \(filters(filter))
      \(Sheet("organisations", title, look: .flat, isTitleHidden: true) { table(rows, next: next) })
      """
    return Page(title: title, layout: .desk, whereTo: title, section: "organisations", main: main)
  }

  private func table(_ rows: [OrganisationRow], next: String?) -> HTML {
    guard !rows.isEmpty else {
      let all = Link(words("organisations.list.all"), to: "/organisations")
      return "\(Empty(words("organisations.list.empty"), words("organisations.list.empty.why"), action: all))"
    }
    return "\(ledger(rows))\(StaffPager(words: words).pager(rows.count, next: next))"
  }

  func ledger(_ rows: [OrganisationRow]) -> Ledger {
    Ledger(
      caption: words("organisations.list.caption"),
      columns: [
        .init(words("organisations.name")), .init(words("organisations.kind")), .init(words("bodies.field"), isMinor: true),
        .init(words("bodies.code"), isMinor: true), .init(words("bodies.parent"), isMinor: true),
      ],
      rows: rows.map { row in
        Ledger.Row([
          Ledger.what(row.name, href: "/organisations/\(row.organisation.id)", small: row.areaName),
          "\(words("organisation_kind.\(row.organisation.kind)"))", "\(row.organisation.field.map { words("organisation_field.\($0)") } ?? "")",
          CreditCodePart(words: words).short(row.organisation.creditCode), "\(row.parentName ?? "")",
        ])
      })
  }

  private func filters(_ filter: OrganisationFilter) -> Filters {
    let choices = OrganisationChoices(words: words, profile: profile)
    return Filters(
      to: "/organisations",
      [
        Field("q", label: words("bodies.find"), isBroad: true, .line(filter.text ?? "", .search, most: 60)),
        Field("family", label: words("bodies.family"), .select(choices.families, chosen: filter.family?.rawValue ?? "")),
        Field("kind", label: words("organisations.kind"), .select(choices.kinds, chosen: filter.kind ?? "")),
        Field("field", label: words("bodies.field"), .select(choices.fields(all: true), chosen: filter.field ?? "")),
        Field("unit_level", label: words("bodies.unit_level"), .select(choices.unitLevels(all: true), chosen: filter.unitLevel ?? "")),
        Field("missing", label: words("bodies.missing"), .select(choices.missing, chosen: filter.missing?.rawValue ?? "")),
        Field("day", label: words("bodies.day"), .line(filter.day?.description ?? "", .day)),
      ], within: filter.within, words: words, submit: words("organisations.filter"),
      clear: Link(words("organisations.filter.clear"), to: "/organisations"), keeping: filter.parent.map { [("parent", $0.description)] } ?? [])
  }
}

/// The choices of this room's selects.
struct OrganisationChoices: Sendable {
  let words: Words
  let profile: CityProfile

  var families: [Choice] {
    [Choice("", words("bodies.family.all"))]
      + CityProfile.OrganisationKind.Family.allCases.map { Choice($0.rawValue, words("organisation_family.\($0.rawValue)")) }
  }

  var kinds: [Choice] { [Choice("", words("organisations.kind.all"))] + grouped(profile.organisationKinds) }

  func grouped(_ kinds: [CityProfile.OrganisationKind]) -> [Choice] {
    CityProfile.OrganisationKind.Family.allCases.flatMap { family in
      kinds.filter { $0.family == family }
        .map { Choice($0.id, words("organisation_kind.\($0.id)"), group: words("organisation_family.\(family.rawValue)")) }
    }
  }

  func fields(all: Bool) -> [Choice] {
    [Choice("", words(all ? "bodies.field.all" : "bodies.not_said"))]
      + profile.organisationRules.fields.map { Choice($0, words("organisation_field.\($0)")) }
  }

  func unitLevels(all: Bool) -> [Choice] {
    [Choice("", words(all ? "bodies.unit_level.all" : "bodies.not_said"))]
      + profile.organisationRules.unitLevels.map { Choice($0, words("unit_level.\($0)")) }
  }

  var missing: [Choice] {
    [Choice("", words("bodies.missing.all"))]
      + OrganisationFilter.Missing.allCases.map { Choice($0.rawValue, words("bodies.missing.\($0.rawValue)")) }
  }
}
