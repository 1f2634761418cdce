import Ground
import Markup
import Organisations

/// What a form of a register shows: whom one may choose, and what was typed so far.
struct PropertyForm: Sendable {
  let register: CityProfile.PropertyRegister
  /// What was searched for.
  let text: String?
  let options: [PropertySubjectRecords.Option]
  let partners: [(id: OrganisationID, name: String)]
  /// As they came, a list for boxes that were ticked.
  let values: [String: [String]]
  let from: CivilDay

  func value(_ name: String) -> String { values[name]?.first ?? "" }
  var checks: Set<String> { Set(values["checks"] ?? []) }
}

/// The form by which a clerk enters something into a register.
struct PropertyFormPages: Sendable {
  let words: Words
  let pages: PropertyPages

  func page(_ form: PropertyForm, tokens: FormTokens, refusal: Refusal? = nil) -> Page {
    let register: String = words("property_register.\(form.register.id)")
    let title: String = words("property.enter")
    let problems = FormProblems(refusal, words: words)
    let back = Button(words("careers.back"), .plain, href: "/property/registers/\(form.register.id)")
    let sheet = Sheet("form", title, isTitleHidden: true, isForScreen: true) {
      Form.post(to: "/property/registers/\(form.register.id)", tokens, look: .grid) {
        "\(subject(form, problems))\(common(form, problems))\(facts(form, problems))\(points(form, problems))\(Acts([Button(words("property.do.enter"), .primary), back]))"
      }
    }
    let main: HTML = """
      <div class="stack"><div>\(pages.crumbs([Link(register, to: "/property/registers/\(form.register.id)")], here: title))\
      \(Heading(title, note: register))</div>\(problems.summary)\(finder(form))\(sheet)</div>
      """
    return pages.page(title, main, isNarrow: true)
  }

  private func finder(_ form: PropertyForm) -> Filters {
    let subject: String = words("property.subject.\(form.register.subject.rawValue)")
    return Filters(
      to: "/property/registers/\(form.register.id)/new",
      [Field("q", label: words("property.find", ["subject": subject]), isBroad: true, prefix: "find", .line(form.text ?? "", .search, most: 40))],
      submit: words("people.find.do"))
  }

  /// The estates, bodies or areas that were found, to choose one.
  private func subject(_ form: PropertyForm, _ problems: FormProblems) -> HTML {
    let name: String = form.register.subject.field
    let label: String = words("property.subject.\(form.register.subject.rawValue)")
    guard !form.options.isEmpty else {
      let error: HTML = problems[name].map { "<p class=\"error\" id=\"\(name)\">\($0)</p>" } ?? .empty
      return "<div class=\"field span\"><p class=\"quiet\">\(words("property.find.first"))</p>\(error)</div>"
    }
    let choices: [Choice] = form.options.map { option in
      Choice(option.id, option.area.isEmpty ? option.name : words("property.option", ["name": option.name, "area": option.area]))
    }
    let chosen: String = form.value(name).isEmpty && choices.count == 1 ? choices[0].value : form.value(name)
    let control: Control = choices.count > 8 ? .select([Choice("", words("bodies.choose"))] + choices, chosen: chosen) : .one(choices, chosen: chosen)
    return "\(Field(name, label: label, error: problems[name], isRequired: true, isBroad: true, control))\(Form.hidden("q", form.text ?? ""))"
  }

  private func common(_ form: PropertyForm, _ problems: FormProblems) -> HTML {
    let register: CityProfile.PropertyRegister = form.register
    let items: [Choice] = register.items.map { Choice($0, words("property_item.\(register.id).\($0)")) }
    var out: HTML =
      Field("item", label: words("property.item"), error: problems["item"], .select(items, chosen: form.value("item"))).html
    if !register.levels.isEmpty {
      let levels: [Choice] = register.levels.map { Choice($0, words("property_level.\($0)")) }
      out += Field("level", label: words("property.level"), error: problems["level"], .select(levels, chosen: form.value("level"))).html
    }
    let from: String = form.value("from").isEmpty ? form.from.description : form.value("from")
    out += Field("from", label: words("posts.field.from"), error: problems["from"], isRequired: true, .line(from, .day)).html
    if register.fields.contains(.until) {
      out +=
        Field(
          "last_day", label: words("posts.field.last_day"), note: register.isPeriod ? nil : words("posts.optional"), error: problems["last_day"],
          isRequired: register.isPeriod, .line(form.value("last_day"), .day)
        ).html
    }
    return out
  }

  private func facts(_ form: PropertyForm, _ problems: FormProblems) -> HTML {
    let fields: Set<CityProfile.PropertyRegister.Field> = form.register.fields
    var out: HTML = .empty
    if fields.contains(.partner) { out += partner(form, problems) }
    if fields.contains(.score) { out += number("score", form, problems, help: "property.score.help") }
    if fields.contains(.fees) { out += number("due", form, problems) + number("collected", form, problems) }
    if fields.contains(.members) {
      out += number("members", form, problems, help: "property.members.help") + number("party_members", form, problems)
    }
    if fields.contains(.number) {
      out += Field("number", label: words("property.number"), note: words("posts.optional"), .line(form.value("number"), most: 60)).html
    }
    if fields.contains(.note) {
      out +=
        Field("note", label: words("property.note"), note: words("posts.optional"), isBroad: true, .area(form.value("note"), rows: 3, most: 1000))
        .html
    }
    return out
  }

  private func number(_ name: String, _ form: PropertyForm, _ problems: FormProblems, help: String? = nil) -> HTML {
    Field(
      name, label: words("property.\(name)"), help: help.map { words($0) }, error: problems[name], isRequired: true,
      .line(form.value(name), .number)
    ).html
  }

  private func partner(_ form: PropertyForm, _ problems: FormProblems) -> HTML {
    let choices: [Choice] = [Choice("", words("property.partner.none"))] + form.partners.map { Choice($0.id.description, $0.name) }
    return Field(
      "partner", label: words("property.partner"), note: words("posts.optional"), error: problems["partner"],
      .select(choices, chosen: form.value("partner"))
    ).html
  }

  private func points(_ form: PropertyForm, _ problems: FormProblems) -> HTML {
    var out: HTML = .empty
    if !form.register.checks.isEmpty {
      let choices: [Choice] = form.register.checks.map { Choice($0, words("property_check.\($0)")) }
      out +=
        Field("checks", label: words("property.checks"), help: words("property.checks.help"), isBroad: true, .several(choices, chosen: form.checks))
        .html
    }
    for asset in form.register.assets {
      let (name, word): (String, String) = (PropertyAssetField.count(asset), words("property_asset.\(asset)"))
      out +=
        Field(name, label: words("property.asset.how_many", ["asset": word]), error: problems[name], .line(form.value(name), .number)).html
      let working: String = PropertyAssetField.working(asset)
      out +=
        Field(working, label: words("property.asset.how_many_work", ["asset": word]), error: problems[working], .line(form.value(working), .number))
        .html
    }
    return out
  }
}

/// The fields of an asset: how many there are, and how many of them work.
enum PropertyAssetField {
  static func count(_ asset: String) -> String { "asset_\(asset)" }
  static func working(_ asset: String) -> String { "asset_\(asset)_working" }
}
