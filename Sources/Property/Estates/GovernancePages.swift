import Ground
import Markup
import Organisations
import Places

/// The page about who governs an estate.
struct GovernancePages: Sendable {
  let words: Words
  let profile: CityProfile
  /// Makes the hidden fields of one form.
  let tokens: @Sendable (_ version: Int64?) -> FormTokens

  private var told: PropertyWords { PropertyWords(words: words) }

  /// The form by which a body is bound to the estate, for whoever manages organisations there.
  struct Binding: Sendable {
    let text: String?
    let candidates: [(id: OrganisationID, name: String, kind: String)]
    var values: [String: String] = [:]
    var refusal: Refusal?
  }

  func one(_ view: Governance, binding: Binding?, mayEnter: Bool) -> Page {
    let title: String = words("property.governance_of", ["estate": view.estate.name])
    let crumbs = Crumbs(
      label: words("organisations.crumbs"),
      [Link(words("property.title"), to: "/property"), Link(view.estate.name, to: "/estates/\(view.estate.id)")], here: words("property.governance"))
    let main: HTML = """
      <div>\(crumbs)\(Heading(title, note: view.area, badges: badges(view)))</div>\(FormProblems(binding?.refusal, words: words).summary)
      \(Columns(.aside, label: words("property.aside"), [parties(view), registers(view, mayEnter), binding.map { form(view, $0) } ?? .empty],
        [modes(view), cross(view), joined(view), others(view, binding != nil)]))
      """
    return Page(title: title, layout: .desk, whereTo: view.estate.name, whereSmall: view.area, section: "property", main: main)
  }

  private func badges(_ view: Governance) -> HTML {
    var out: HTML = view.estate.mode.map { "\(Tag(words("estate_mode.\($0)")))" } ?? .empty
    for flag in view.estate.flags.sorted() { out += " \(Tag(words("estate_flag.\(flag)"), .hold))" }
    return out
  }

  // MARK: Who stands together

  private func parties(_ view: Governance) -> HTML {
    Sheet("parties", words("property.parties"), note: PartiesPart.note(view, words)) { PartiesPart(words: words).html(view) }.html
  }

  // MARK: Registers

  private func registers(_ view: Governance, _ mayEnter: Bool) -> HTML {
    Sheet("registers", words("property.registers")) {
      "\(Facts(view.registers.map { (told.register($0.register.id), register($0, view, mayEnter)) }))"
    }.html
  }

  private func register(_ it: Governance.Register, _ view: Governance, _ mayEnter: Bool) -> HTML {
    let id: String = it.register.id
    let current: [PropertyLine] = it.lines.filter { it.register.isPeriod || $0.entry.holds(on: view.day) }
    var items: [HTML] = current.prefix(Self.most).map { line in
      let days: String = BodyDays(words: words).phrase(line.entry.validFrom, line.entry.validUntil)
      return """
        <li>\(Link(told.item(id, line.entry.item), to: "/property/entries/\(line.entry.id)")) \(told.gist(line, it.register)) \
        <span class="quiet small">\(days)</span></li>
        """
    }
    if items.isEmpty { items.append("<li class=\"quiet\">\(words("property.nothing"))</li>") }
    if mayEnter {
      items.append("<li class=\"small\">\(Link(words("property.enter"), to: "/property/registers/\(id)/new?estate=\(view.estate.id)"))</li>")
    }
    return "<ul class=\"plain\">\(items)</ul>"
  }

  /// Entries of one register that the page shows.
  private static let most: Int = 6

  // MARK: Beside it

  private func modes(_ view: Governance) -> HTML {
    Sheet("modes", words("property.modes")) {
      guard !view.modes.isEmpty else { return "<p class=\"quiet\">\(words("property.modes.none"))</p>" }
      let items: [HTML] = view.modes.map { span in
        """
        <li><p>\(words("estate_mode.\(span.mode)"))</p>\
        <p class="small quiet">\(BodyDays(words: words).phrase(span.validFrom, span.validUntil))</p></li>
        """
      }
      return "<ol class=\"plain stack\">\(items)</ol>"
    }.html
  }

  private func cross(_ view: Governance) -> HTML {
    guard profile.property.cross != nil else { return .empty }
    return Sheet("cross", words("property.cross"), note: words("property.cross.derived")) {
      guard !view.cross.isEmpty else { return "<p class=\"quiet\">\(words("property.cross.none"))</p>" }
      return CrossPart(words: words).list(view.cross)
    }.html
  }

  private func joined(_ view: Governance) -> HTML {
    guard !view.joined.isEmpty else { return .empty }
    return Sheet("joined", words("property.joined"), note: words("property.joined.count", count: view.joined.count + 1)) {
      "<ul class=\"plain\">\(each: view.joined, { "<li>\(Link($0.name, to: "/estates/\($0.id)/governance"))</li>" })</ul>"
    }.html
  }

  /// Those that stood here or are to, and for whoever may, the ends of those that do.
  private func others(_ view: Governance, _ mayBind: Bool) -> HTML {
    let bound: [Governance.Standing] = view.parties.flatMap(\.bodies).filter { $0.binding != nil }
    guard !view.others.isEmpty || (mayBind && !bound.isEmpty) else { return .empty }
    return Sheet("bindings", words("property.bindings")) {
      let past: [HTML] = view.others.map { standing in
        "<li>\(Link(standing.name, to: "/organisations/\(standing.body)")) \(PartiesPart(words: words).since(standing.binding))</li>"
      }
      let list: HTML = past.isEmpty ? .empty : "<ul class=\"plain\">\(past)</ul>"
      return mayBind ? "\(list)\(bound.map { ending($0, view) })" : list
    }.html
  }

  private func ending(_ standing: Governance.Standing, _ view: Governance) -> HTML {
    guard let binding = standing.binding, binding.validUntil == nil else { return .empty }
    let form: HTML = Form.post(to: "/estates/\(view.estate.id)/bodies/\(binding.id)/end", tokens(standing.version), look: .grid) {
      """
      \(Field("from", label: words("bodies.end_from"), help: words("bodies.end_from.help"), prefix: "end-\(binding.id)", .line(view.day.description, .day)))\
      \(Acts([Button(words("property.unbind"))]))
      """
    }
    return "\(Disclosure(words("bodies.end_of", ["name": standing.name])) { form })"
  }

  // MARK: Binding a body

  private func form(_ view: Governance, _ binding: Binding) -> HTML {
    let problems = FormProblems(binding.refusal, words: words)
    let finder = Filters(
      to: "/estates/\(view.estate.id)/governance",
      [Field("q", label: words("property.bind.find"), isBroad: true, prefix: "find", .line(binding.text ?? "", .search, most: 40))],
      submit: words("people.find.do"))
    let choices: [Choice] = binding.candidates.map { Choice($0.id.description, $0.name, group: words("organisation_kind.\($0.kind)")) }
    let organisation = Field(
      "organisation", label: words("property.subject.body"), help: words("property.bind.help"),
      error: problems["organisation"] ?? problems["estate"], isRequired: true, isBroad: true,
      .select([Choice("", words("bodies.choose"))] + choices, chosen: binding.values["organisation"] ?? ""))
    let from = Field(
      "from", label: words("bodies.from"), help: words("bodies.from.help"), error: problems["from"],
      .line(binding.values["from"] ?? view.day.description, .day))
    let form: HTML = Form.post(to: "/estates/\(view.estate.id)/bodies", tokens(nil), look: .grid) {
      "\(organisation)\(from)\(Form.hidden("q", binding.text ?? ""))\(Acts([Button(words("property.bind"), .primary)]))"
    }
    let new = Link(words("property.bind.new"), to: "/organisations/new?area=\(view.estate.area)")
    return Sheet("bind", words("property.bind.title"), action: new, isForScreen: true) { "\(finder)\(form)" }.html
  }
}
