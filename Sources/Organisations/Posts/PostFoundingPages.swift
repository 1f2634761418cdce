import Ground
import Markup
import Places

/// The form by which a seat is made.
struct PostFoundingPages: Sendable {
  let words: Words
  let profile: CityProfile

  func page(area: Area?, buildings: [Building], values: [String: String], tokens: FormTokens, refusal: Refusal?) -> Page {
    let title: String = words("posts.establish")
    let problems = FormProblems(refusal, words: words)
    let lead: String = area.map { words("within.today", ["area": $0.name]) } ?? words("posts.establish.lead")
    let parts: HTML = kind(area, values, problems) + home(area, buildings, values, problems) + days(values, problems)
    let buttons: HTML = "\(Button(words("posts.do.establish"), .primary))\(Button(words("posts.back"), .plain, href: "/posts"))"
    let form: HTML = Form.post(to: "/posts", tokens, look: .grid) { "\(parts)<div class=\"span line\">\(buttons)</div>" }
    let main: HTML = """
      <div class="stack"><div>\(Crumbs(label: words("organisations.crumbs"), [Link(words("organisations.posts"), to: "/posts")], here: title))
      <div class="line"><h1>\(title)</h1><p class="quiet">\(lead)</p></div></div>\(problems.summary)
      \(Sheet("form", title, isTitleHidden: true, isForScreen: true) { form })</div>
      """
    return Page(title: title, layout: .desk, whereTo: area?.name ?? title, section: "posts", main: main, isNarrow: true)
  }

  private func kind(_ area: Area?, _ values: [String: String], _ problems: FormProblems) -> HTML {
    let below: [String] = ["building", "unit"]
    let types: [CityProfile.PostType] = profile.postTypes.filter { type in
      guard let area else { return true }
      if values["organisation"] != nil { return type.level == nil }
      return type.level == area.level || area.level == profile.levels.last?.id && below.contains(type.level ?? "")
    }
    let choices: [Choice] = types.map { Choice($0.id, words("post.\($0.id)")) }
    return "\(Field("type", label: words("organisations.posts.type"), error: problems["type"], .select(choices, chosen: values["type"])))"
  }

  private func home(_ area: Area?, _ buildings: [Building], _ values: [String: String], _ problems: FormProblems) -> HTML {
    let organisation: HTML = values["organisation"].map { Form.hidden("organisation", $0) } ?? .empty
    let area: HTML = area.map { Form.hidden("area", $0.id.description) } ?? self.area(values, problems)
    let name: HTML = Field(
      "name", label: words("posts.field.name"), note: words("posts.optional"), help: words("posts.field.name.help"),
      .line(values["name"] ?? "", most: 40)
    ).html
    guard !buildings.isEmpty else { return organisation + area + name }
    let choices: [Choice] = [Choice("", words("posts.field.building.none"))] + buildings.map { Choice($0.id.description, $0.name) }
    let building = Field(
      "building", label: words("organisations.post.building"), error: problems["building"], .select(choices, chosen: values["building"]))
    let unit = Field(
      "unit", label: words("posts.field.unit"), note: words("posts.optional"), error: problems["unit"], .line(values["unit"] ?? "", .number))
    return organisation + area + building.html + unit.html + name
  }

  private func area(_ values: [String: String], _ problems: FormProblems) -> HTML {
    Field(
      "area", label: words("posts.field.area"), help: words("posts.field.area.help"), error: problems["area"] ?? problems["organisation"],
      .line(values["area"] ?? "", most: 20)
    ).html
  }

  private func days(_ values: [String: String], _ problems: FormProblems) -> HTML {
    let from = Field("from", label: words("posts.field.from"), error: problems["from"], .line(values["from"] ?? "", .day))
    let last = Field(
      "last_day", label: words("posts.field.last_day"), note: words("posts.optional"), error: problems["last_day"],
      .line(values["last_day"] ?? "", .day))
    return from.html + last.html
  }
}
