import Ground
import Markup
import Places

/// The page on which a body is changed: a form for each act, closed until it is needed.
struct BodyEditPages: Sendable {
  let words: Words
  let profile: CityProfile
  /// Makes the hidden fields of one form.
  let tokens: @Sendable () -> FormTokens

  func page(_ edit: BodyEdit) -> Page {
    let it: Organisation = edit.view.organisation
    let title: String = words("bodies.edit.title", ["name": edit.view.name])
    let crumbs = Crumbs(
      label: words("organisations.crumbs"),
      [Link(words("organisations.list"), to: "/organisations"), Link(edit.view.name, to: "/organisations/\(it.id)")], here: words("bodies.edit"))
    let kind: CityProfile.OrganisationKind? = profile.organisationKind(it.kind)
    let main: HTML = """
      <div class="stack"><div>\(crumbs)<h1>\(title)</h1></div>\(summary(edit))\(plans(edit))\
      \(rename(edit))\(describe(edit))\(if: kind?.parents.isEmpty == false, move(edit))\(if: edit.kinds.count > 1, reorganise(edit))\(bindings(edit))\
      \(if: kind?.family == .commission, BodyMemberPages(pages: self).members(edit))\(BodyDutyPages(pages: self).duties(edit))\(dissolve(edit))</div>
      """
    return Page(title: title, layout: .desk, whereTo: edit.view.name, section: "organisations", main: main, isNarrow: true, styles: ["bodies.css"])
  }

  /// What was wrong, with links into the form that was refused.
  private func summary(_ edit: BodyEdit) -> HTML {
    guard let refused = edit.refused else { return .empty }
    guard !refused.refusal.fields.isEmpty else { return FormProblems(refused.refusal, words: words).summary }
    let prefix: String = BodyEditPages.prefix(refused.act, refused.part)
    let lines: [Link] = refused.refusal.fields.map { Link(words($0.word, $0.arguments), to: "#\(prefix)-\($0.field)") }
    return "\(ErrorSummary(words("organisations.wrong_form"), lines))"
  }

  static func prefix(_ act: BodyAct, _ part: String?) -> String { part.map { "\(act.rawValue)-\($0)" } ?? act.rawValue }

  /// The fields of one form, and what was typed into it before it was refused.
  func fields(_ edit: BodyEdit, _ act: BodyAct, part: String? = nil) -> (part: BodyFieldsPart, value: (String) -> String?) {
    let refused: BodyEdit.Refused? = isRefused(edit, act, part) ? edit.refused : nil
    let fields = BodyFieldsPart(
      words: words, profile: profile, problems: FormProblems(refused?.refusal, words: words), prefix: BodyEditPages.prefix(act, part))
    return (fields, { refused?.values[$0] })
  }

  func isRefused(_ edit: BodyEdit, _ act: BodyAct, _ part: String? = nil) -> Bool {
    edit.refused.map { $0.act == act && $0.part == part } ?? false
  }

  /// A form behind its name, open when it was refused.
  func form(_ edit: BodyEdit, _ act: BodyAct, part: String? = nil, isDangerous: Bool = false, _ content: () -> HTML) -> HTML {
    let form: HTML = Form.post(to: act.action(edit.view.organisation.id, part: part), tokens(), look: .grid) {
      "\(content())\(Acts([Button(words("bodies.act.\(act.rawValue)"), isDangerous ? .ordinary : .primary)]))"
    }
    return "\(Disclosure(words("bodies.act.\(act.rawValue)"), isOpen: isRefused(edit, act, part)) { form })"
  }

  // MARK: The forms

  private func rename(_ edit: BodyEdit) -> HTML {
    let it: Organisation = edit.view.organisation
    let (fields, typed) = fields(edit, .rename)
    return form(edit, .rename) {
      """
      \(fields.name(typed("name") ?? it.name ?? "", isRequired: it.key == nil))\(fields.shortName(typed("short_name") ?? it.shortName ?? ""))\
      \(fields.from(typed("from") ?? edit.today.description))
      """
    }
  }

  private func describe(_ edit: BodyEdit) -> HTML {
    let it: Organisation = edit.view.organisation
    let (fields, typed) = fields(edit, .describe)
    return form(edit, .describe) {
      """
      \(fields.field(typed("field") ?? it.field ?? ""))\(fields.unitLevel(typed("unit_level") ?? it.unitLevel ?? ""))\
      \(fields.creditCode(typed("credit_code") ?? it.creditCode ?? ""))
      """
    }
  }

  private func move(_ edit: BodyEdit) -> HTML {
    let (fields, typed) = fields(edit, .move)
    return form(edit, .move) {
      "\(fields.parent(edit.parents, typed("parent") ?? edit.view.organisation.parent?.description ?? ""))\(fields.from(typed("from") ?? edit.today.description))"
    }
  }

  private func reorganise(_ edit: BodyEdit) -> HTML {
    let (fields, typed) = fields(edit, .reorganise)
    let kinds: [Choice] = OrganisationChoices(words: words, profile: profile).grouped(edit.kinds)
    let kind = Field(
      "kind", label: words("organisations.kind"), error: fields.problems["kind"], prefix: fields.prefix,
      .select(kinds, chosen: typed("kind") ?? edit.view.organisation.kind))
    return form(edit, .reorganise) { "\(kind)\(fields.from(typed("from") ?? edit.today.description))" }
  }

  private func bindings(_ edit: BodyEdit) -> HTML {
    let (fields, typed) = fields(edit, .bind)
    let area = Field(
      "area", label: words("bodies.area_code"), help: words("bodies.area_code.help"), error: fields.problems["area"], isRequired: true,
      prefix: fields.prefix, .line(typed("area") ?? "", .number, most: 19))
    let buildings: [(id: String, name: String)] = edit.buildings.map { ($0.id.description, $0.name) }
    let bind: HTML = form(edit, .bind) {
      "\(area)\(if: !buildings.isEmpty, fields.building(buildings, typed("building") ?? "").html)\(fields.from(typed("from") ?? edit.today.description))"
    }
    return bind + estates(edit)
      + "\(each: edit.view.bindings.filter { $0.binding.validUntil == nil }, { ending(edit, .unbind, $0.binding.id.description, $0.name) })"
  }

  private func estates(_ edit: BodyEdit) -> HTML {
    guard !edit.estates.isEmpty else { return .empty }
    let (fields, typed) = fields(edit, .bindEstate)
    let choices: [Choice] = edit.estates.map { Choice($0.id.description, $0.name) }
    let estate = Field(
      "estate", label: words("bodies.estate"), error: fields.problems["estate"], isRequired: true, prefix: fields.prefix,
      .select([Choice("", words("bodies.choose"))] + choices, chosen: typed("estate") ?? ""))
    return form(edit, .bindEstate) { "\(estate)\(fields.from(typed("from") ?? edit.today.description))" }
  }

  /// One line: what it is, from which day it is no longer so, and the button.
  func ending(_ edit: BodyEdit, _ act: BodyAct, _ part: String, _ name: String) -> HTML {
    let (fields, typed) = fields(edit, act, part: part)
    let form: HTML = Form.post(to: act.action(edit.view.organisation.id, part: part), tokens(), look: .grid) {
      "\(fields.from(typed("from") ?? edit.today.description, label: "bodies.end_from"))\(Acts([Button(words("bodies.act.\(act.rawValue)"))]))"
    }
    return "\(Disclosure(words("bodies.end_of", ["name": name]), isOpen: isRefused(edit, act, part)) { form })"
  }

  /// Leads to the page that says what would be affected.
  private func dissolve(_ edit: BodyEdit) -> HTML {
    guard edit.view.organisation.validUntil == nil else { return .empty }
    let link = Button(words("bodies.act.dissolve"), href: BodyAct.dissolve.action(edit.view.organisation.id))
    return "<p>\(link)</p>"
  }

  // MARK: What lies ahead

  /// Each change that has not come yet, with a button that takes it back.
  private func plans(_ edit: BodyEdit) -> HTML {
    let lines: [HTML] = BodyPlan.ahead(edit.view, after: edit.today, words: words).map { plan in
      withdrawal(edit, .withdrawPlan, part: plan.day.description, plan.sentence)
    }
    let end: HTML = edit.view.organisation.validUntil.map { day in ending(edit, on: day) } ?? .empty
    guard !lines.isEmpty || !(end.isEmpty) else { return .empty }
    return "\(Sheet("plans", words("bodies.plans")) { "\(lines)\(end)" })"
  }

  private func ending(_ edit: BodyEdit, on day: CivilDay) -> HTML {
    let name: String? = edit.view.successorName
    let sentence: String =
      name.map { words("bodies.plans.merged", ["day": words.date(day), "name": $0]) } ?? words("bodies.plans.dissolved", ["day": words.date(day)])
    return withdrawal(edit, .withdrawDissolution, part: nil, sentence)
  }

  private func withdrawal(_ edit: BodyEdit, _ act: BodyAct, part: String?, _ sentence: String) -> HTML {
    Form.post(to: act.action(edit.view.organisation.id, part: part), tokens(), look: .line) {
      "<span class=\"grow-text\">\(sentence)</span>\(Button(words("bodies.plans.withdraw")))"
    }
  }
}
