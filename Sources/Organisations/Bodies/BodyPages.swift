public import Ground
import Markup

/// The page of one body.
struct BodyPages: Sendable {
  let words: Words
  let profile: CityProfile

  func one(_ view: OrganisationView) -> Page {
    let main: HTML = """
      <div>\(crumbs(view))\(heading(view))</div>
      \(Columns(.aside, label: words("bodies.aside"), [chain(view), posts(view), members(view), duties(view)], ["\(facts(view))", areas(view), "\(history(view))"]))
      """
    return Page(
      title: view.name, layout: .desk, whereTo: view.name, whereSmall: view.areaName, section: "organisations", main: main, styles: ["bodies.css"])
  }

  private func heading(_ view: OrganisationView) -> Heading {
    let id: OrganisationID = view.organisation.id
    var acts: [Button] = []
    if view.countBelow > 0 { acts.append(Button(words("bodies.chart"), href: "/organisations/\(id)/chart")) }
    if view.mayManage { acts.append(Button(words("bodies.edit"), href: "/organisations/\(id)/edit")) }
    return Heading(view.name, badges: badges(view), acts: acts)
  }

  private func badges(_ view: OrganisationView) -> HTML {
    var out: HTML = "\(Tag(words("organisation_kind.\(view.organisation.kind)")))"
    if let end = view.organisation.validUntil {
      out += " \(Tag(words("bodies.ends", ["day": words.date(end)]), .hold))"
    }
    return out
  }

  /// The chain from the top down to here; a body out of the caller's reach is a name without a link.
  private func crumbs(_ view: OrganisationView) -> HTML {
    var items: HTML = "<li>\(Link(words("organisations.list"), to: "/organisations"))</li>"
    for body in view.above { items += "<li>\(name(body))</li>" }
    return """
      <nav aria-label="\(words("organisations.crumbs"))"><ol class="crumbs">\(items)<li aria-current="page">\(view.name)</li></ol></nav>
      """
  }

  private func name(_ body: OrganisationView.Relative) -> HTML {
    body.isOpen ? "\(Link(body.name, to: "/organisations/\(body.organisation.id)"))" : "\(body.name)"
  }

  // MARK: Main column

  private func chain(_ view: OrganisationView) -> HTML {
    guard view.countBelow > 0 else { return .empty }
    let more: Link? =
      view.countBelow > view.below.count ? Link(words("bodies.below.all"), to: "/organisations?parent=\(view.organisation.id)") : nil
    let sheet = Sheet("below", words("bodies.below"), note: words("bodies.below.count", count: view.countBelow), action: more, look: .flat) {
      let rows: [Ledger.Row] = view.below.map { body in
        Ledger.Row([name(body), "\(words("organisation_kind.\(body.organisation.kind)"))"])
      }
      return
        "\(Ledger(caption: words("bodies.below"), columns: [.init(words("organisations.name")), .init(words("organisations.kind"))], rows: rows))"
    }
    return "\(sheet)"
  }

  private func posts(_ view: OrganisationView) -> HTML {
    let sheet = Sheet("posts", words("organisations.one.posts"), look: .flat) {
      guard let posts = view.posts else { return "<p class=\"empty\">\(words("organisations.one.posts.hidden"))</p>" }
      guard !posts.isEmpty else {
        return "\(Empty(words("organisations.one.posts.empty"), words("organisations.one.posts.empty.why")))"
      }
      return "\(PostPages(words: words, profile: profile).ledger(posts))"
    }
    return "\(sheet)"
  }

  private func members(_ view: OrganisationView) -> HTML {
    let family: CityProfile.OrganisationKind.Family? = profile.organisationKind(view.organisation.kind)?.family
    var out: HTML = .empty
    if family == .commission || !view.members.isEmpty { out += memberSheet("members", view.members) }
    if !view.memberOf.isEmpty { out += memberSheet("member_of", view.memberOf) }
    return out
  }

  private func memberSheet(_ id: String, _ rows: [MemberRow]) -> HTML {
    let title: String = words("bodies.\(id)")
    let sheet = Sheet(id, title, note: rows.isEmpty ? nil : words("bodies.members.count", count: rows.count), look: .flat) {
      guard !rows.isEmpty else { return "<p class=\"empty\">\(words("bodies.members.none"))</p>" }
      let columns: [Ledger.Column] = [
        .init(words("organisations.name")), .init(words("bodies.part")), .init(words("bodies.since_member"), isMinor: true),
      ]
      return """
        \(Ledger(caption: title, columns: columns, rows: rows.map { row in
          Ledger.Row([
            "\(Link(row.name, to: "/organisations/\(row.other)"))", "\(part(row.member.part))", "\(words.date(row.member.validFrom))",
          ])
        }))
        """
    }
    return "\(sheet)"
  }

  private func part(_ part: BodyMember.Part) -> Tag { Tag(words("bodies.part.\(part.rawValue)"), part == .lead ? .doing : .hollow) }

  private func duties(_ view: OrganisationView) -> HTML {
    guard !view.duties.isEmpty else { return .empty }
    return "\(Sheet("duties", words("bodies.duties")) { DutyPages(words: words).list(view.duties) })"
  }

  // MARK: Beside it

  private func facts(_ view: OrganisationView) -> Sheet {
    let it: Organisation = view.organisation
    var facts: [(name: String, value: HTML)] = [(words("organisations.kind"), "\(words("organisation_kind.\(it.kind)"))")]
    if let short = it.shortName { facts.append((words("bodies.short_name"), "\(short)")) }
    facts.append((words("organisations.area"), "\(Link(view.areaName, to: "/areas/\(it.area)"))"))
    if let field = it.field { facts.append((words("bodies.field"), "\(words("organisation_field.\(field)"))")) }
    if let level = it.unitLevel { facts.append((words("bodies.unit_level"), "\(words("unit_level.\(level)"))")) }
    let family: CityProfile.OrganisationKind.Family? = profile.organisationKind(it.kind)?.family
    if it.creditCode != nil || ![.party, .alliance, .commission].contains(family) {
      facts.append((words("bodies.code"), CreditCodePart(words: words).full(it.creditCode)))
    }
    facts.append((words("organisations.since"), "\(words.date(it.validFrom))"))
    if let until = it.validUntil { facts.append((words("bodies.until"), "\(words.date(until.adding(days: -1)))")) }
    if let successor = it.successor, let name = view.successorName {
      facts.append((words("bodies.successor"), "\(Link(name, to: "/organisations/\(successor)"))"))
    }
    return Sheet("facts", words("bodies.facts"), note: words("bodies.as_of", ["day": words.date(view.day)])) { "\(Facts(facts))" }
  }

  private func areas(_ view: OrganisationView) -> HTML {
    guard !view.bindings.isEmpty else { return .empty }
    let sheet = Sheet("areas", words("bodies.bindings")) {
      let items: [HTML] = view.bindings.map { bound in
        let name: HTML = bound.href.map { "\(Link(bound.name, to: $0))" } ?? "\(bound.name)"
        let days: String = BodyDays(words: words).phrase(bound.binding.validFrom, bound.binding.validUntil)
        return "<li>\(name) <span class=\"quiet small\">\(days)</span></li>"
      }
      return "<ul class=\"plain\">\(items)</ul>"
    }
    return "\(sheet)"
  }

  /// Kind, name and parent as they were, the latest first.
  private func history(_ view: OrganisationView) -> Sheet {
    Sheet("history", words("bodies.history")) {
      let items: [HTML] = view.history.map { past in
        let parent: String = past.parentName.map { words("bodies.history.below", ["name": $0]) } ?? words("bodies.history.alone")
        let name: String = past.span.name ?? view.name
        return """
          <li><p>\(name)</p><p class="small quiet">\(words("organisation_kind.\(past.span.kind)")) \(parent)</p>\
          <p class="small quiet">\(BodyDays(words: words).phrase(past.span.validFrom, past.span.validUntil))</p></li>
          """
      }
      return "<ol class=\"plain stack\">\(items)</ol>"
    }
  }
}

/// From a day until a day, as people say it: the last day is one on which it still holds.
public struct BodyDays: Sendable {
  let words: Words

  public init(words: Words) { self.words = words }

  public func phrase(_ from: CivilDay, _ until: CivilDay?) -> String {
    guard let until else { return words("bodies.days.open", ["from": words.date(from)]) }
    return words("bodies.days", ["from": words.date(from), "until": words.date(until.adding(days: -1))])
  }
}
