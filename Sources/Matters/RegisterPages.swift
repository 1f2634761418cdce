import Ground
import Markup

/// What staff write down when somebody calls or when they see something themselves.
///
/// The fields are `source` (phone or patrol), `area`, `building`, `address`, `category`, `say`, `name`, `phone`, `consent`.
struct RegisterForm {
  var areas: [(id: AreaID, name: String)]
  /// Those of the chosen area.
  var buildings: [(id: BuildingID, name: String)]
  var area: AreaID?
  var values: [String: String]
  var problems: [FieldProblem]

  func value(_ name: String) -> String { values[name] ?? "" }

  func problem(_ name: String, _ words: Words) -> String? {
    problems.first { $0.field == name }.map { words($0.word, $0.arguments) }
  }
}

extension StaffPages {
  func register(_ form: RegisterForm, tokens: FormTokens) -> Page {
    let wrong: ErrorSummary = ErrorSummary(
      words("matter.form.wrong"), form.problems.map { Link(words($0.word, $0.arguments), to: "#\($0.field)") })
    let main: HTML = """
      \(Crumbs(label: words("matter.crumbs"), [Link(words("matter.queue"), to: "/matters")], here: words("matter.register")))\
      \(Heading(words("matter.register.title"), note: words("matter.register.note")))\(wrong)\(areaFirst(form))\(registerFields(form, tokens))
      """
    return Page(
      title: words("matter.register.title"), layout: .desk, whereTo: words("matter.register"), section: "matters", main: main, isNarrow: true,
      scripts: ["form.js"])
  }

  private func registerFields(_ form: RegisterForm, _ tokens: FormTokens) -> Sheet {
    Sheet("register", words("matter.register.what"), isTitleHidden: true) {
      Form.post(to: "/matters", tokens, look: .grid) { "\(whatFields(form))\(whereFields(form))\(whoFields(form))\(registerActs)" }
    }
  }

  /// Choosing the grid first offers its buildings, without a script.
  private func areaFirst(_ form: RegisterForm) -> Filters {
    let areas: [Choice] = [Choice("", words("matter.register.choose"))] + form.areas.map { Choice($0.id.description, $0.name) }
    return Filters(
      to: "/matters/new",
      [Field("area", label: words("matter.register.area_first"), prefix: "first", .select(areas, chosen: form.area?.description ?? ""))],
      submit: words("matter.register.area_first.do"))
  }

  private var registerActs: Acts {
    Acts([Button(words("matter.register.do"), .primary), Button(words("matter.register.cancel"), .plain, href: "/matters")])
  }

  private func whatFields(_ form: RegisterForm) -> HTML {
    let sources: [Choice] = [Matter.Source.phone, .patrol].map { Choice($0.rawValue, sourceName($0)) }
    let first: [Choice] = [Choice("", words("matter.register.choose"))]
    let categories: [Choice] = first + profile.categories.map { Choice($0.id, categoryName($0.id)) }
    return """
      \(Field("source", label: words("matter.source"), error: form.problem("source", words), isBroad: true, .one(sources, chosen: form.values["source"] ?? Matter.Source.phone.rawValue)))\
      \(Field("say", label: words("matter.register.body"), help: words("matter.register.body.help"), error: form.problem("say", words), isRequired: true, isBroad: true, .area(form.value("say"), most: 4000)))\
      \(Field("category", label: words("matter.category"), error: form.problem("category", words), isRequired: true, isBroad: true, .select(categories, chosen: form.value("category"))))
      """
  }

  private func whereFields(_ form: RegisterForm) -> HTML {
    let areas: [Choice] = form.areas.map { Choice($0.id.description, $0.name) }
    let none: [Choice] = [Choice("", words("matter.register.no_building"))]
    let buildings: [Choice] = none + form.buildings.map { Choice($0.id.description, $0.name) }
    let area: Field = Field(
      "area", label: words("matter.area"), error: form.problem("area", words), isRequired: true,
      .select([Choice("", words("matter.register.choose"))] + areas, chosen: form.values["area"] ?? form.area?.description ?? ""))
    let building: Field = Field(
      "building", label: words("matter.building"), note: words("form.optional"), error: form.problem("building", words),
      .select(buildings, chosen: form.value("building")))
    let address: Field = Field(
      "address", label: words("matter.register.address"), note: words("form.optional"), help: words("matter.register.address.help"),
      error: form.problem("address", words), isBroad: true, .line(form.value("address"), most: 120))
    return "\(area)\(if: !form.buildings.isEmpty, "\(building)")\(address)"
  }

  private func whoFields(_ form: RegisterForm) -> HTML {
    let name: Field = Field(
      "name", label: words("matter.requester.name"), note: words("form.optional"), error: form.problem("name", words),
      .line(form.value("name"), most: 40))
    let phone: Field = Field(
      "phone", label: words("matter.requester.phone"), note: words("form.optional"),
      help: words("matter.register.phone.help", ["days": "\(profile.intake.retentionDays)"]), error: form.problem("phone", words),
      .line(form.value("phone"), .telephone, most: 30))
    let consent: Check = Check(
      "consent", words("matter.register.consent"), isOn: form.values["consent"] != nil, error: form.problem("consent", words))
    return "\(name)\(phone)\(consent)"
  }
}
