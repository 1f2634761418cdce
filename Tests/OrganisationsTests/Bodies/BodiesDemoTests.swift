import Foundation
import Ground
import Places
import Testing
import Testkit

@testable import Organisations

@Suite("The bodies of the generated city")
struct BodiesDemoTests {
  private func demo(_ slug: String, _ scale: DemoScale) throws -> (places: DemoPlaces, bodies: DemoBodies, profile: CityProfile) {
    let town = try SmallTown()
    let profile: CityProfile = try Testkit.profile(slug)
    let base = URL(filePath: citiesFolder)
    let divisions = try Division.parse(String(contentsOf: base.appending(path: "_base/divisions.csv"), encoding: .utf8))
    let names = try NameParts(contentsOf: base.appending(path: "_base/names.csv"))
    let places = try PlacesDemo(profile: profile, divisions: divisions, scale: scale).make(ids: town.ids)
    let staff = OrganisationsDemo(profile: profile, names: names, scale: scale).make(places, passwordHash: "x", now: town.clock.now, ids: town.ids)
    let own: URL = base.appending(path: "\(slug)/demo_bodies.csv")
    let stock = try BodyStock(
      base: base.appending(path: "_base/demo_bodies.csv"), city: FileManager.default.fileExists(atPath: own.path()) ? own : nil)
    let bodies = BodiesDemo(profile: profile, names: names, stock: stock).make(places, staff, now: town.clock.now, ids: town.ids)
    return (places, bodies, profile)
  }

  @Test("at the scale of the city 1,560 of 3,962 grids have a Party organisation, and every community has one")
  func city() throws {
    let (places, bodies, _) = try demo("jilin", .city)
    let grids = Set(bodies.organisations.filter { ["party_branch_grid", "party_group_grid"].contains($0.kind) }.map(\.area))
    #expect(grids.count == 1_560 && places.tree.at(level: "grid").count == 3_962)
    let communities = Set(bodies.organisations.filter { $0.kind.hasSuffix("_community") }.map(\.area))
    #expect(communities == Set(places.tree.at(level: "community").map(\.id)))
  }

  @Test("in every city the chain keeps its own rules, codes are right but for one, and commissions have their groups", arguments: Testkit.cities)
  func rules(_ slug: String) throws {
    let (places, bodies, profile) = try demo(slug, .town)
    let known: [OrganisationID: Organisation] = Dictionary(uniqueKeysWithValues: bodies.organisations.map { ($0.id, $0) })
    for body in bodies.organisations {
      let kind = try #require(profile.organisationKind(body.kind))
      #expect(kind.stands(at: try #require(places.tree[body.area]).level), "\(body.kind)")
      if let parent = body.parent { #expect(kind.parents.contains(try #require(known[parent]).kind), "\(body.kind)") }
    }
    let doubtful: [String] = bodies.organisations.compactMap(\.creditCode).filter { !CreditCode($0).warnings.isEmpty }
    #expect(doubtful.count == 1)
    #expect(bodies.organisations.compactMap(\.creditCode).count > 10)
    #expect(Set(bodies.organisations.compactMap(\.creditCode)).count == bodies.organisations.compactMap(\.creditCode).count)
    let groups: Int = bodies.organisations.count { $0.kind == "task_group" }
    #expect(groups >= 5 && !bodies.duties.isEmpty)
    #expect(bodies.members.contains { $0.part == .lead })
  }
}
