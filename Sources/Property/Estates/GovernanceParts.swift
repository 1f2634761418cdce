import Ground
import Markup
import Organisations

/// Who works together at an estate, and who is missing.
struct PartiesPart: Sendable {
  let words: Words

  static func note(_ view: Governance, _ words: Words) -> String {
    let missing: Int = view.parties.count { $0.isMissing }
    return missing == 0 ? words("property.parties.whole") : words("property.parties.missing", count: missing)
  }

  func html(_ view: Governance) -> HTML {
    let shown: [Governance.Party] = view.parties.filter { $0.isThere || $0.isWanted }
    return "\(Facts(shown.map { (words("property_party.\($0.party.id)"), party($0)) }))"
  }

  private func party(_ party: Governance.Party) -> HTML {
    guard party.isThere else { return "\(Tag(words("property.missing"), .back))" }
    let told = PropertyWords(words: words)
    let bodies: [HTML] = party.bodies.map { standing in
      "<li>\(Link(standing.name, to: "/organisations/\(standing.body)")) \(since(standing.binding))</li>"
    }
    let entries: [HTML] = party.entries.map { line in
      let item: String = told.item(line.entry.register, line.entry.item)
      let beside: HTML = line.partner == nil ? .empty : " <span class=\"quiet small\">\(item)</span>"
      return "<li>\(Link(line.partner ?? item, to: "/property/entries/\(line.entry.id)"))\(beside)</li>"
    }
    return "<ul class=\"plain\">\(bodies + entries)</ul>"
  }

  func since(_ binding: BodyBinding?) -> HTML {
    guard let binding else { return .empty }
    return "<span class=\"quiet small\">\(BodyDays(words: words).phrase(binding.validFrom, binding.validUntil))</span>"
  }
}

/// People of the community in bodies of its estates, one line each.
struct CrossPart: Sendable {
  let words: Words

  func list(_ cross: [Governance.Cross]) -> HTML {
    let items: [HTML] = cross.map { line in
      let home: String = words("property.cross.home", ["post": words("post.\(line.seat.home)"), "from": words.date(line.seat.homeSince)])
      let seat: String = words(
        "property.cross.seat", ["body": line.body, "post": words("post.\(line.seat.seat)"), "from": words.date(line.seat.since)])
      let name: HTML = line.name.map { "\(Link($0, to: "/people/\(line.seat.person)"))" } ?? "\(words("property.cross.somebody"))"
      return "<li><p>\(name)</p><p class=\"small quiet\">\(home)</p><p class=\"small quiet\">\(seat)</p></li>"
    }
    return "<ul class=\"plain stack\">\(items)</ul>"
  }
}
