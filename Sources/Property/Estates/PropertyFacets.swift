public import Ground
import Markup
public import Places
public import SQL

/// Who governs an estate, as a card on the estate's page.
public struct PropertyFacets: EstateFaceted {
  let governance: GovernanceDesk

  public func facets(of estate: Estate, on day: CivilDay, to caller: Caller, words: Words, in session: any Session) throws -> [EstateFacet] {
    guard caller.policy(for: .propertyRead).allows(place: estate.place) else { return [] }
    let view: Governance = try governance.view(estate.id, on: day, to: caller, words: words, in: session)
    return [
      EstateFacet(
        id: "governance", title: words("property.parties"), action: Link(words("property.governance"), to: "/estates/\(estate.id)/governance"),
        addresses: ["governance": "/api/v1/estates/\(estate.id)/governance"], content: PartiesPart(words: words).html(view))
    ]
  }
}

extension PropertyRoom {
  public var estateFacets: PropertyFacets { PropertyFacets(governance: governance) }
}
