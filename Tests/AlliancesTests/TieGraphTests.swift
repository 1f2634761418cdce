import Foundation
import Ground
import Markup
import Testing
import Testkit

@testable import Alliances

@Suite("The picture of ties") struct TieGraphTests {
  private func graph(_ count: Int64, shuffled: Bool = false) -> TieGraph {
    let alliance = OrganisationID(900)
    var units: [TieGraph.Node] = (1...count).map { TieGraph.Node(party: .organisation(OrganisationID($0)), name: "单位\($0)") }
    var ties: [TieGraph.Tie] = units.map { TieGraph.Tie(alliance: alliance, unit: $0.party, kind: .member) }
    ties.append(TieGraph.Tie(alliance: nil, unit: .organisation(OrganisationID(2)), kind: .pair))
    if shuffled {
      units.reverse()
      ties.reverse()
    }
    return TieGraph(
      area: TieGraph.Node(party: .area(AreaID(1)), name: "社区"), alliances: [TieGraph.Node(party: .organisation(alliance), name: "联盟")], units: units,
      ties: ties)
  }

  @Test("the same ties give the same picture, however they were found")
  func same() {
    let one: String = TieDrawing(graph: graph(9), label: "x").html.text
    #expect(one == TieDrawing(graph: graph(9, shuffled: true), label: "x").html.text)
    #expect(one.contains("viewBox=\"0 0 360 "))
  }

  @Test("who is tied most comes first, and every unit is drawn")
  func order() {
    #expect(graph(9).units.first?.party == .organisation(OrganisationID(2)))
    let many: String = TieDrawing(graph: graph(60), label: "x").html.text
    #expect(many.components(separatedBy: "class=\"dot\"").count - 1 == 60)
  }

  @Test("long names are cut where the room ends, and names are escaped")
  func names() {
    #expect(TieDrawing.short("吉林市丰满区环境卫生管理处", 5) == "吉林市丰满…")
    #expect(TieDrawing.short("short", 12) == "short")
    let node = TieGraph.Node(party: .area(AreaID(1)), name: "<b>")
    #expect(TieDrawing(graph: TieGraph(area: node, alliances: [], units: [], ties: []), label: "\"").html.text.contains("&lt;b&gt;"))
  }
}

@Suite("The picture of ties holds every unit") struct TieGroupTests {
  @Test("however many there are, each unit is drawn once, with all its ties, in figures that fit a page", arguments: [1, 2, 3] as [UInt64])
  func everyUnit(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for round in 0..<60 {
      let alliances: [TieGraph.Node] = (0..<Int64.random(in: 0...5, using: &generator)).map {
        TieGraph.Node(party: .organisation(OrganisationID(1000 + $0)), name: "联盟\($0)")
      }
      let units: [TieGraph.Node] = (1...Int64.random(in: 1...180, using: &generator)).map {
        TieGraph.Node(party: .organisation(OrganisationID($0)), name: "单位\($0)")
      }
      let ties: [TieGraph.Tie] = units.flatMap { unit in
        (0..<Int.random(in: 1...3, using: &generator)).map { _ in
          let through: TieGraph.Node? = Bool.random(using: &generator) ? alliances.randomElement(using: &generator) : nil
          return TieGraph.Tie(alliance: through?.party.organisation, unit: unit.party, kind: through == nil ? .pair : .member)
        }
      }
      let graph = TieGraph(area: TieGraph.Node(party: .area(AreaID(1)), name: "区"), alliances: alliances, units: units, ties: ties)
      let groups: [TieGroup] = TieGroup.groups(of: graph)
      let drawn: [PairParty] = groups.flatMap { $0.units.map(\.party) }
      #expect(drawn.count == units.count && Set(drawn) == Set(units.map(\.party)), "seed \(seed), round \(round)")
      #expect(groups.allSatisfy { $0.units.count <= TieGroup.most }, "seed \(seed), round \(round)")
      let parts: [TieGraph] = groups.map { $0.part(of: graph) }
      #expect(Set(parts.flatMap(\.ties)) == Set(ties), "seed \(seed), round \(round)")
      #expect(Set(parts.flatMap(\.alliances)) == Set(alliances), "seed \(seed), round \(round)")
    }
  }
}
