public import Ground
public import Organisations
public import SQL

/// What the registers know of a person, on the person's page: only for who may read them there.
public struct CareerFacets: PersonFaceted {
  let profile: CityProfile

  public init(profile: CityProfile) { self.profile = profile }

  public func facets(of person: PersonID, to caller: Caller, words: Words, now: Moment, in session: any Session) throws -> [PersonFacet] {
    let policy: Policy = caller.policy(for: .careerRead)
    guard !policy.isNothing else { return [] }
    var lines: [PersonFacet.Line] = try FilingRecords().all(of: person, policy: policy, in: session).map { filing in
      PersonFacet.Line(words("filings.title"), words("filings.state.\(filing.state.rawValue)"), href: "/filings/\(filing.id)")
    }
    for entry in try CareerEntryRecords().all(of: person, policy: policy, in: session) {
      let item: String = words("career_item.\(entry.register).\(entry.item)")
      let role: String = entry.partner == person ? words("careers.as_partner") : ""
      let to: String = entry.validUntil.map { $0.adding(days: -1).description } ?? ""
      let value: String = words("careers.facet", ["item": item, "role": role, "from": entry.validFrom.description, "to": to])
      lines.append(PersonFacet.Line(words("career_register.\(entry.register)"), value, href: "/careers/entries/\(entry.id)"))
    }
    return lines.isEmpty ? [] : [PersonFacet(id: "careers", title: words("careers.title"), lines: lines)]
  }
}
