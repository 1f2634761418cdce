import Ground
import Markup

/// The forms of alliances.
struct AllianceFormPages: Sendable {
  let words: Words
  let profile: CityProfile
  let today: CivilDay

  private var frame: AlliancesFrame { AlliancesFrame(words: words) }

  // MARK: Founding

  func found(_ form: FilledForm, areas: [(id: AreaID, name: String)], people: [(id: PersonID, name: String)], tokens: FormTokens) -> Page {
    let title: String = words("alliances.found")
    let kinds: [Choice] = profile.alliances.kinds.map { Choice($0.id, words("organisation_kind.\($0.id)")) }
    let places: [Choice] = areas.map { Choice($0.id.description, $0.name) }
    let lengths: [Choice] = [1, 2, 3, 4, 6, 12].map { Choice("\($0)", words("alliances.turns.length", count: $0)) }
    let main: HTML = """
      \(form.summary)\(Sheet("found", title, isTitleHidden: true) {
        Form.post(to: "/alliances", tokens, look: .grid) {
          """
          \(form.line("name", words("alliances.name"), required: true, broad: true))\
          \(form.select("kind", words("alliances.kind"), kinds))\(form.select("area", words("alliances.area"), places))\
          \(form.day("since", words("alliances.founded"), fallback: today))\
          \(form.select("months", words("alliances.turns.months"), lengths, help: words("alliances.turns.months.help"), required: false))\
          \(person(form, people, label: words("alliances.seat.standing"), required: false))\
          \(Acts([Button(words("alliances.found.do"), .primary), Button(words("alliances.cancel"), .plain, href: "/alliances")]))
          """
        }
      })
      """
    return frame.one(.alliances, title, main)
  }

  // MARK: Members and chairs

  /// - Parameter query: what the units were searched for.
  func admit(
    _ alliance: (id: OrganisationID, name: String, version: Int64), _ form: FilledForm, query: String, units: [(id: OrganisationID, name: String)],
    people: [(id: PersonID, name: String)], takesTurns: Bool, tokens: FormTokens
  ) -> Page {
    let title: String = words("alliances.member.admit")
    let base: String = "/alliances/\(alliance.id)"
    let choices: [Choice] = units.map { Choice($0.id.description, $0.name) }
    let types: [Choice] = profile.alliances.memberTypes.map { Choice($0, words("alliance_member_type.\($0)")) }
    let search = Filters(
      to: "\(base)/members/new",
      [
        Field("q", label: words("alliances.unit.find"), prefix: "find", .line(query, .search, most: 60)),
        Field(
          "organisation", label: words("alliances.unit"), prefix: "find",
          .select([Choice("", words("alliances.form.choose"))] + choices, chosen: form["organisation"])),
      ], submit: words("alliances.unit.choose"))
    let main: HTML = """
      \(form.summary)<p class="help">\(words("alliances.member.help"))</p>\(search)\
      \(Sheet("admit", title, isTitleHidden: true) {
        Form.post(to: "\(base)/members", tokens, look: .grid) {
          """
          \(form.select("organisation", words("alliances.unit"), choices, broad: true))\
          \(form.select("type", words("alliances.type"), types))\(form.day("since", words("alliances.member.since"), fallback: today))\
          \(person(form, people, label: words("alliances.member.person"), required: false))\
          \(if: takesTurns, "\(Check("takes_turns", words("alliances.member.takes_turns"), isOn: form.values["takes_turns"] != nil))")\
          \(Acts([Button(words("alliances.member.admit.do"), .primary), Button(words("alliances.cancel"), .plain, href: base)]))
          """
        }
      })
      """
    return page(alliance, title, main)
  }

  func chair(
    _ alliance: (id: OrganisationID, name: String, version: Int64), _ form: FilledForm, members: [(id: AllianceMemberID, name: String)],
    people: [(id: PersonID, name: String)], tokens: FormTokens
  ) -> Page {
    let title: String = words("alliances.chair.seat")
    let base: String = "/alliances/\(alliance.id)"
    let kinds: [Choice] = [AllianceSeat.Kind.standing, .rotating].map { Choice($0.rawValue, words("alliances.seat.\($0.rawValue)")) }
    let choices: [Choice] = members.map { Choice($0.id.description, $0.name) }
    let main: HTML = """
      \(form.summary)\(Sheet("chair", title, isTitleHidden: true) {
        Form.post(to: "\(base)/chairs", tokens, look: .grid) {
          """
          \(Field("kind", label: words("alliances.seat"), error: form.problem("kind"), isRequired: true, isBroad: true, .one(kinds, chosen: form.values["kind"] ?? "rotating")))\
          \(form.select("member", words("alliances.unit"), choices, help: words("alliances.chair.member.help"), required: false, broad: true))\
          \(form.day("since", words("alliances.chair.since"), fallback: today))\
          \(person(form, people, label: words("alliances.person"), required: true))\
          \(Acts([Button(words("alliances.chair.seat.do"), .primary), Button(words("alliances.cancel"), .plain, href: base)]))
          """
        }
      })
      """
    return page(alliance, title, main)
  }

  /// Somebody known from a list, or a new name.
  private func person(_ form: FilledForm, _ people: [(id: PersonID, name: String)], label: String, required: Bool) -> HTML {
    let choices: [Choice] = people.map { Choice($0.id.description, $0.name) }
    let name: Field = Field(
      "person_name", label: words("alliances.person.new"), note: words("form.optional"), help: words("alliances.person.new.help"),
      error: form.problem("person_name"), .line(form["person_name"], most: 40))
    return "\(form.select("person", label, choices, help: words("alliances.person.help"), required: false))\(name)"
  }

  /// The end of a membership or a seat.
  func departure(
    _ alliance: (id: OrganisationID, name: String, version: Int64), title: String, what: String, to action: String, _ form: FilledForm,
    tokens: FormTokens
  ) -> Page {
    let main: HTML = """
      \(form.summary)\(Sheet("departure", what) {
        Form.post(to: action, tokens) {
          """
          <p class="help">\(words("alliances.departure.help"))</p>\(form.day("day", words("alliances.departure.day"), fallback: today))\
          \(Acts([Button(title, .primary), Button(words("alliances.cancel"), .plain, href: "/alliances/\(alliance.id)")]))
          """
        }
      })
      """
    return page(alliance, title, main)
  }

  // MARK: Charter

  func charter(_ alliance: (id: OrganisationID, name: String, version: Int64), _ form: FilledForm, tokens: FormTokens) -> Page {
    let title: String = words("alliances.charter.adopt")
    let base: String = "/alliances/\(alliance.id)"
    let main: HTML = """
      \(form.summary)\(Sheet("charter", title, isTitleHidden: true) {
        Form.post(to: "\(base)/charters", tokens) {
          """
          \(form.day("dated", words("alliances.charter.day"), fallback: today))\
          <h2>\(words("alliances.principles"))</h2>\
          \(profile.alliances.principles.map { form.area("principle_\($0)", words("alliance_principle.\($0)"), rows: 2, most: 500) })\
          <h2>\(words("alliances.mechanisms"))</h2>\
          \(profile.alliances.mechanisms.map { form.area("mechanism_\($0)", words("alliance_mechanism.\($0)"), rows: 2, most: 500) })\
          \(Acts([Button(words("alliances.charter.adopt.do"), .primary), Button(words("alliances.cancel"), .plain, href: base)]))
          """
        }
      })
      """
    return page(alliance, title, main)
  }

  private func page(_ alliance: (id: OrganisationID, name: String, version: Int64), _ title: String, _ main: HTML) -> Page {
    let crumbs = Crumbs(
      label: words("alliances.crumbs"), [Link(words("alliances.list"), to: "/alliances"), Link(alliance.name, to: "/alliances/\(alliance.id)")],
      here: title)
    return Page(
      title: title, layout: .desk, whereTo: alliance.name, section: "alliances", main: "\(crumbs)\(Heading(title, note: alliance.name))\(main)",
      isNarrow: true)
  }
}
