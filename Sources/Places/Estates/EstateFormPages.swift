import Ground
import Markup

/// The forms on which estates are registered and changed.
struct EstateFormPages: Sendable {
  let words: Words
  let profile: CityProfile
  let today: CivilDay
  /// Makes the hidden fields of one form.
  let tokens: @Sendable () -> FormTokens

  // MARK: Registering

  func new(_ communities: [Choice], area: AreaID?, refused: RefusedForm?) -> Page {
    let title = words("estates.new")
    let form = PlaceForm(nil, refused, words: words)
    let html: HTML = Form.post(to: "/estates", tokens(), look: .grid) {
      """
      \(form.select("area", "estates.community", [Choice("", words("places.choose"))] + communities, area?.description, isRequired: true))\
      \(description(form, nil))\(form.select("mode", "estates.mode", modes(none: true), nil))\
      \(Acts([Button(words("estates.create"), .primary), Button(words("places.cancel"), .plain, href: "/estates")]))
      """
    }
    let crumbs = Crumbs(label: words("areas.crumbs"), [Link(words("estates.title"), to: "/estates")], here: title)
    return page(title, "\(crumbs)\(Heading(title))\(form.problems)\(Sheet("form", title, isTitleHidden: true) { html })")
  }

  // MARK: Changing

  func edit(
    _ estate: Estate, others: [(id: EstateID, name: String)], buildings: Int, planned: PlannedEnd<Noun.Estate>?, refused: RefusedForm?
  ) -> Page {
    let title = words("estates.edit.title", ["estate": estate.name])
    let crumbs = Crumbs(
      label: words("areas.crumbs"), [Link(words("estates.title"), to: "/estates"), Link(estate.name, to: "/estates/\(estate.id)")],
      here: words("estates.edit"))
    let main: HTML = """
      \(crumbs)\(Heading(title))\(PlaceForm(refused?.act, refused, words: words).problems)
      <div class="stack">\(describe(estate, refused))\(manage(estate, refused))\(planned.map { withdrawal(estate, $0, others) } ?? end(estate, others, buildings, refused))</div>
      """
    return page(title, main)
  }

  private func describe(_ estate: Estate, _ refused: RefusedForm?) -> HTML {
    let form = PlaceForm(EstateAct.describe.rawValue, refused, words: words)
    let html = post(estate, .describe) { "\(description(form, estate))\(Acts([Button(words("estates.describe"), .primary)]))" }
    return "\(Sheet("description", words("estates.facts")) { html })"
  }

  private func manage(_ estate: Estate, _ refused: RefusedForm?) -> HTML {
    let form = PlaceForm(EstateAct.manage.rawValue, refused, words: words)
    let html = post(estate, .manage) {
      """
      \(form.select("mode", "estates.mode", modes(none: false), estate.mode, isRequired: true))\
      \(form.line("from", "estates.mode.from", today.description, kind: .day, help: "estates.mode.from.help", isRequired: true))\
      \(Acts([Button(words("estates.manage"), .primary)]))
      """
    }
    return "\(Disclosure(words("estates.manage.title"), isOpen: form.isRefused) { html })"
  }

  private func end(_ estate: Estate, _ others: [(id: EstateID, name: String)], _ buildings: Int, _ refused: RefusedForm?) -> HTML {
    let form = PlaceForm(EstateAct.end.rawValue, refused, words: words)
    let heirs =
      [Choice("", words("places.choose"))] + others.map { Choice($0.id.description, $0.name) } + [Choice("none", words("estates.heir.none"))]
    let heir: HTML =
      buildings == 0
      ? .empty : "\(form.select("buildings_to", "estates.heir", heirs, nil, help: "estates.heir.help", isRequired: true))"
    let html = post(estate, .end) {
      """
      \(form.line("day", "estates.end.day", today.description, kind: .day, help: "places.end.help", isRequired: true))\(heir)\
      \(Acts([Button(words("estates.end"))]))
      """
    }
    return "\(Disclosure(words("estates.end.title"), isOpen: form.isRefused) { html })"
  }

  private func withdrawal(_ estate: Estate, _ planned: PlannedEnd<Noun.Estate>, _ others: [(id: EstateID, name: String)]) -> HTML {
    let part = PlannedEndPart(words: words, today: today)
    let heir = others.first { $0.id == planned.heir }?.name
    let html = part.withdrawal(part.sentence(planned, heir)) { post(estate, .withdrawEnd, $0) }
    return "\(Sheet("end", words("estates.end.planned")) { html })"
  }

  private func post(_ estate: Estate, _ act: EstateAct, _ content: () -> HTML) -> HTML {
    Form.post(to: "/estates/\(estate.id)/\(act.path)", tokens(), look: .grid, content)
  }

  // MARK: Fields

  private func description(_ form: PlaceForm, _ estate: Estate?) -> HTML {
    let flags = profile.housing.flags.map { Choice($0.id, words("estate_flag.\($0.id)")) }
    return """
      \(form.line("name", "estates.name.full", estate?.name, most: 60, isRequired: true))\
      \(form.several("flags", "estates.flag", flags, estate?.flags ?? []))\
      \(form.line("households", "estates.households", estate?.households.map { "\($0)" }, kind: .number, most: 6))\
      \(form.line("from", "estates.from", estate?.validFrom?.description, kind: .day, help: "estates.from.help"))
      """
  }

  private func modes(none: Bool) -> [Choice] {
    let all = profile.housing.modes.map { Choice($0.id, words("estate_mode.\($0.id)")) }
    return none ? [Choice("", words("estates.mode.unknown"))] + all : all
  }

  private func page(_ title: String, _ main: HTML) -> Page {
    Page(
      title: title, layout: .desk, whereTo: title, section: "areas", main: main, isNarrow: true, scripts: ["form.js"])
  }
}
