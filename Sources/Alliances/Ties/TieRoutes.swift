import Ground
import SQL
import Web

extension AlliancesRoom {
  var showTies: Route {
    Route(
      .get, "/areas/{area}/ties", name: "showAreaTies", summary: "Who is tied to whom around an area", access: .permission(.allianceRead),
      pathFields: [FieldShape("area", .id, required: true, about: "The area's id")],
      query: [FieldShape("part", .integer(1...10_000), about: "Which page of the picture; JSON gives all at once")], gives: TieJSON.graph
    ) { visit in
      guard let id: AreaID = visit.pathValues.id("area") else { throw Refusal.absent }
      let records = TieRecords(words: visit.words)
      let today: CivilDay = today
      let graph: TieGraph = try await database.read { try records.graph(of: id, to: visit.caller, on: today, in: $0) }
      if visit.face == .json { return .json { TieJSON.write(graph, &$0) } }
      let part: Int = min(Int(visit.query.integer("part") ?? 1), TiePages.pages(of: graph))
      return .page(TiePages(words: visit.words).page(graph, part: part))
    }
  }
}
