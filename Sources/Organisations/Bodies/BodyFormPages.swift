import Ground
import Markup
import Places

/// The forms on which a body is set up.
struct BodyFormPages: Sendable {
  let words: Words
  let profile: CityProfile

  /// First: which kind, and where.
  func first(kind: String?, area: String?, refusal: Refusal?) -> Page {
    let problems = FormProblems(refusal, words: words)
    let choices = OrganisationChoices(words: words, profile: profile)
    let filters = Filters(
      to: "/organisations/new",
      [
        Field(
          "kind", label: words("organisations.kind"), error: problems["kind"],
          .select([Choice("", words("bodies.choose"))] + choices.grouped(profile.organisationKinds), chosen: kind ?? "")),
        Field(
          "area", label: words("bodies.area_code"), help: words("bodies.area_code.help"), error: problems["area"], isBroad: true,
          .line(area ?? "", .number, most: 19)),
      ], submit: words("bodies.next"))
    return page("\(problems.summary)\(Sheet("start", words("bodies.new.first")) { "\(filters)" })")
  }

  /// Then: what it is called, and who is above it.
  func second(_ form: BodyForm, tokens: FormTokens, today: CivilDay) -> Page {
    let problems = FormProblems(form.refusal, words: words)
    let value: (String) -> String = { form.values[$0] ?? "" }
    let kind: String = words("organisation_kind.\(form.kind.id)")
    let suggested: String = BodyNaming(words: words).name(form.kind.id, area: form.areaName)
    let fields = BodyFieldsPart(words: words, profile: profile, problems: problems, prefix: nil)
    let html: HTML = Form.post(to: "/organisations", tokens, look: .grid) {
      """
      \(Form.hidden("kind", form.kind.id))\(Form.hidden("area", form.area.code))\
      \(fields.name(form.values["name"] ?? (form.refusal == nil ? suggested : "")))\(fields.shortName(value("short_name")))\
      \(if: !form.kind.parents.isEmpty, fields.parent(form.parents, chosenParent(form)).html)\
      \(if: form.kind.bound == .building, fields.building(form.buildings.map { ($0.id.description, $0.name) }, value("building")).html)\
      \(fields.field(form.values["field"] ?? form.kind.field ?? ""))\(fields.unitLevel(value("unit_level")))\
      \(fields.creditCode(value("credit_code")))\(fields.from(form.values["from"] ?? today.description))\
      \(Acts([Button(words("bodies.create"), .primary)]))
      """
    }
    let facts = Facts([(words("organisations.kind"), "\(kind)"), (words("organisations.area"), "\(form.areaName)")])
    return page(
      "\(problems.summary)\(Sheet("where", words("bodies.new.where"), action: Link(words("bodies.new.other"), to: "/organisations/new")) { "\(facts)" })\(Sheet("form", words("bodies.new.second")) { html })"
    )
  }

  /// The nearest that may stand above, unless something was chosen.
  private func chosenParent(_ form: BodyForm) -> String {
    if let chosen = form.values["parent"] { return chosen }
    return form.refusal == nil ? form.parents.first?.id.description ?? "" : ""
  }

  private func page(_ main: HTML) -> Page {
    let title: String = words("bodies.new")
    let crumbs = Crumbs(label: words("organisations.crumbs"), [Link(words("organisations.list"), to: "/organisations")], here: title)
    return Page(
      title: title, layout: .desk, whereTo: title, section: "organisations",
      main: "<div class=\"stack\"><div>\(crumbs)<h1>\(title)</h1></div>\(main)</div>", isNarrow: true)
  }
}

/// The fields that the forms of bodies share.
struct BodyFieldsPart: Sendable {
  let words: Words
  let profile: CityProfile
  let problems: FormProblems
  /// Where a page has several forms, what goes before the ids.
  let prefix: String?

  private var choices: OrganisationChoices { OrganisationChoices(words: words, profile: profile) }

  func name(_ value: String, isRequired: Bool = true) -> Field {
    Field(
      "name", label: words("bodies.full_name"), error: problems["name"], isRequired: isRequired, isBroad: true, prefix: prefix,
      .line(value, most: 120))
  }

  func shortName(_ value: String) -> Field {
    Field(
      "short_name", label: words("bodies.short_name"), note: words("bodies.optional"), error: problems["short_name"], prefix: prefix,
      .line(value, most: 40))
  }

  func parent(_ candidates: [Organisation], _ chosen: String) -> Field {
    let none = Choice("", words("bodies.parent.none"))
    let others: [Choice] = candidates.map { Choice($0.id.description, $0.name(words), group: words("organisation_kind.\($0.kind)")) }
    return Field(
      "parent", label: words("bodies.parent"), help: words("bodies.parent.help"), error: problems["parent"], isBroad: true, prefix: prefix,
      .select([none] + others, chosen: chosen))
  }

  func building(_ buildings: [(id: String, name: String)], _ chosen: String) -> Field {
    let none = Choice("", words("bodies.choose"))
    return Field(
      "building", label: words("bodies.building"), error: problems["building"], prefix: prefix,
      .select([none] + buildings.map { Choice($0.id, $0.name) }, chosen: chosen))
  }

  func field(_ chosen: String) -> Field {
    Field("field", label: words("bodies.field"), error: problems["field"], prefix: prefix, .select(choices.fields(all: false), chosen: chosen))
  }

  func unitLevel(_ chosen: String) -> Field {
    Field(
      "unit_level", label: words("bodies.unit_level"), error: problems["unit_level"], prefix: prefix,
      .select(choices.unitLevels(all: false), chosen: chosen))
  }

  /// A doubtful code says what is doubtful below its label; it is never an error.
  func creditCode(_ value: String) -> Field {
    let doubts: [String] = CreditCodePart(words: words).sentences(value.isEmpty ? nil : value)
    let help: String = doubts.isEmpty ? words("bodies.code.help") : doubts.joined(separator: " ")
    return Field(
      "credit_code", label: words("bodies.code"), note: words("bodies.optional"), help: help, error: problems["credit_code"], prefix: prefix,
      .line(value, most: 40))
  }

  func from(_ value: String, label: String = "bodies.from") -> Field {
    Field("from", label: words(label), help: words("\(label).help"), error: problems["from"], prefix: prefix, .line(value, .day))
  }
}
