import Ground
import Markup
import Organisations

/// What a form of a register shows: whom one may choose, and what was typed so far.
struct CareerForm: Sendable {
  let register: CityProfile.CareerRegister
  let text: String?
  let found: [Person]
  let partnerText: String?
  let partners: [Person]
  let organisations: [(id: OrganisationID, name: String)]
  let values: [String: String]
}

/// The form by which a clerk enters something into a register.
struct CareerFormPages: Sendable {
  let words: Words
  let pages: CareerPages

  func page(_ form: CareerForm, tokens: FormTokens, refusal: Refusal? = nil) -> Page {
    let register: String = words("career_register.\(form.register.id)")
    let title: String = words("careers.enter")
    let problems = FormProblems(refusal, words: words)
    let sheet = Sheet("form", title, isTitleHidden: true, isForScreen: true) {
      Form.post(to: "/careers/\(form.register.id)", tokens, look: .grid) {
        "\(fields(form, problems))<div class=\"span line\">\(Button(words("careers.do.enter"), .primary))\(Button(words("careers.back"), .plain, href: "/careers/\(form.register.id)"))</div>"
      }
    }
    let main: HTML = """
      <div class="stack"><div>\(pages.crumbs([Link(register, to: "/careers/\(form.register.id)")], here: title))
      <div class="line"><h1>\(title)</h1><p class="quiet">\(register)</p></div></div>\(problems.summary)\(finder(form))\(sheet)</div>
      """
    return Page(title: title, layout: .desk, whereTo: register, section: "careers", main: main, isNarrow: true)
  }

  private func finder(_ form: CareerForm) -> Filters {
    var fields: [Field] = [
      Field("q", label: words("posts.find"), help: words("posts.find.help"), isBroad: true, prefix: "find", .line(form.text ?? "", .search, most: 40))
    ]
    if form.register.fields.contains(.partner) {
      fields.append(
        Field("p", label: words("careers.find_partner"), isBroad: true, prefix: "find", .line(form.partnerText ?? "", .search, most: 40)))
    }
    return Filters(to: "/careers/\(form.register.id)/new", fields, submit: words("people.find.do"))
  }

  private func fields(_ form: CareerForm, _ problems: FormProblems) -> HTML {
    let has: (CityProfile.CareerRegister.Field) -> Bool = { form.register.fields.contains($0) }
    let items: [Choice] = form.register.items.map { Choice($0.id, pages.item(form.register.id, $0.id)) }
    var out: HTML = who("person", "posts.found", form.found, form, problems)
    if form.found.isEmpty {
      out += Field("name", label: words("posts.new_name"), error: problems["name"] ?? problems["person"], .line(value("name", form), most: 40)).html
      out +=
        Field(
          "phone", label: words("people.phone"), note: words("posts.optional"), error: problems["phone"],
          .line(value("phone", form), .telephone, most: 30)
        ).html
    }
    if has(.partner) { out += who("partner", "careers.partner", form.partners, form, problems, isNeeded: true) }
    out += Field("item", label: words("careers.item"), error: problems["item"], isBroad: true, .select(items, chosen: form.values["item"])).html
    out += day("from", form, problems)
    if has(.until) { out += day("last_day", form, problems, isOptional: true) }
    if has(.hours) {
      out +=
        Field("hours", label: words("careers.hours"), note: words("posts.optional"), error: problems["hours"], .line(value("hours", form), .number))
        .html
    }
    if has(.organisation) { out += organisation(form) }
    if has(.plan) {
      out += Field("plan", label: words("careers.plan"), note: words("posts.optional"), isBroad: true, .area(value("plan", form), most: 1000)).html
    }
    return out + Form.hidden("q", form.text ?? "") + Form.hidden("p", form.partnerText ?? "")
  }

  private func value(_ name: String, _ form: CareerForm) -> String { form.values[name] ?? "" }

  private func who(
    _ name: String, _ label: String, _ found: [Person], _ form: CareerForm, _ problems: FormProblems, isNeeded: Bool = false
  ) -> HTML {
    guard !found.isEmpty else {
      guard isNeeded else { return .empty }
      let error: HTML = problems[name].map { "<p class=\"error\" id=\"\(name)\">\($0)</p>" } ?? .empty
      return "<div class=\"field span\"><p class=\"quiet\">\(words("careers.partner.find_first"))</p>\(error)</div>"
    }
    let choices: [Choice] = found.map { person in
      Choice(person.id.description, person.maskedPhone.map { words("posts.person_phone", ["name": person.name, "phone": $0]) } ?? person.name)
    }
    let chosen: String? = form.values[name] ?? (choices.count == 1 ? choices.first?.value : nil)
    return Field(name, label: words(label), error: problems[name], isBroad: true, .one(choices, chosen: chosen)).html
  }

  private func day(_ name: String, _ form: CareerForm, _ problems: FormProblems, isOptional: Bool = false) -> HTML {
    Field(
      name, label: words("posts.field.\(name)"), note: isOptional ? words("posts.optional") : nil, error: problems[name],
      .line(value(name, form), .day)
    ).html
  }

  private func organisation(_ form: CareerForm) -> HTML {
    let choices: [Choice] = [Choice("", words("careers.organisation.none"))] + form.organisations.map { Choice($0.id.description, $0.name) }
    return Field(
      "organisation", label: words("careers.organisation"), note: words("posts.optional"), .select(choices, chosen: form.values["organisation"])
    ).html
  }
}
