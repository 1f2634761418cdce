import Foundation
import Ground
import Markup
import Testing

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

  @Test("who is tied most comes first, and a picture too long leaves the rest to the list")
  func order() {
    #expect(graph(9).units.first?.party == .organisation(OrganisationID(2)))
    let many: String = TieDrawing(graph: graph(60), label: "x").html.text
    #expect(many.components(separatedBy: "class=\"dot\"").count - 1 == TieDrawing.most)
  }

  @Test("long names are cut where the room ends, and names are escaped")
  func names() {
    #expect(TieDrawing.short("吉林市丰满区环境卫生管理处", 5) == "吉林市丰满…")
    #expect(TieDrawing.short("short", 12) == "short")
    let node = TieGraph.Node(party: .area(AreaID(1)), name: "<b>")
    #expect(TieDrawing(graph: TieGraph(area: node, alliances: [], units: [], ties: []), label: "\"").html.text.contains("&lt;b&gt;"))
  }
}
