import Ground
import Markup
import Organisations
import Places
import SQL
import Testing
import Testkit

@testable import Alliances

@Suite("The figures above the alliances")
struct AllianceTilesTests {
  @Test("the figures of a narrowed list open lists that are narrowed alike", arguments: EngineKind.allCases)
  func links(_ engine: EngineKind) async throws {
    try await withAlliances(engine) { town, database in
      try await database.read { session in
        let area: AreaID = try AllianceTown.area("220211004")
        let within: Within = try StructureKeeper().within(area, on: town.today, in: session)
        let place = "area=\(area)&amp;structure=\(town.today)"
        let links: [String] = try opened(AllianceFilter(within: within), town, in: session)
        #expect(
          links.prefix(6)
            == [
              "/alliances?\(place)", "/alliances/units?\(place)", "/alliances/seats?\(place)&amp;seat=standing",
              "/alliances/seats?\(place)&amp;seat=rotating", "/alliances/seats?\(place)&amp;seat=member", "/agreements?\(place)&amp;view=due",
            ])
        #expect(links.count > 6)
        #expect(links.dropFirst(6).allSatisfy { $0.hasPrefix("/alliances/uncovered?\(place)&amp;level=") })
        let narrow = AllianceFilter(within: within, kind: "alliance", unit: OrganisationID(7))
        #expect(try opened(narrow, town, in: session).allSatisfy { $0.contains("?\(place)&amp;kind=alliance&amp;unit=7") })
      }
    }
  }

  /// Where the figures lead.
  private func opened(_ filter: AllianceFilter, _ town: AllianceTown, in session: any Session) throws -> [String] {
    let keeper: Caller = try town.keeper()
    let totals = try AllianceTotals.read(
      town.profile.alliances, filter, of: AllianceScope(keeper, on: town.today), to: keeper, town.agreements.renewal, in: session)
    let page: Page = AlliancePages(words: town.words, profile: town.profile).list([], totals, filter, mayFound: false, next: nil)
    return page.main.text.matches(of: /<a class="tile" href="([^"]*)"/).map { String($0.1) }
  }
}
