import Ground
import Places
import SQL

/// Reads the ties around one area, as far as the caller reaches them.
struct TieRecords: Sendable {
  let words: Words

  private struct Found {
    var alliances: Set<OrganisationID> = []
    var ties: [TieGraph.Tie] = []
    var parties: Set<PairParty> = []
  }

  /// - Throws: ``Refusal/absent`` when the area is not there, or out of reach.
  func graph(of id: AreaID, to caller: Caller, on day: CivilDay, in session: any Session) throws -> TieGraph {
    guard let area = try AreaRecords().find(id, in: session), caller.policy(for: .allianceRead).allows(place: area.place) else {
      throw Refusal.absent
    }
    var found = Found()
    try addMembers(of: area, on: day, to: &found, in: session)
    try addPairs(of: area, on: day, to: &found, in: session)
    try addAgreements(of: area, on: day, to: &found, in: session)
    let all: Set<PairParty> = found.parties.union(found.alliances.map { .organisation($0) })
    let names = try PartyNames(all, words: words, in: session)
    return TieGraph(
      area: TieGraph.Node(party: .area(id), name: area.name),
      alliances: found.alliances.map { TieGraph.Node(party: .organisation($0), name: names[.organisation($0)]) },
      units: found.parties.map { TieGraph.Node(party: $0, name: names[$0]) }, ties: found.ties)
  }

  private func addMembers(of area: Area, on day: CivilDay, to found: inout Found, in session: any Session) throws {
    try session.each(
      """
      SELECT o.id, m.organisation_id FROM alliance a JOIN organisation o ON o.id = a.organisation_id
        LEFT JOIN alliance_member m ON m.alliance_id = o.id AND \(Validity.condition("m", on: day))
      WHERE o.area_id = \(area.id) AND \(Validity.condition("o", on: day)) ORDER BY o.id
      """
    ) { row in
      let alliance: OrganisationID = try row.at(0)
      found.alliances.insert(alliance)
      guard let unit: OrganisationID = try row.at(1) else { return }
      found.parties.insert(.organisation(unit))
      found.ties.append(TieGraph.Tie(alliance: alliance, unit: .organisation(unit), kind: .member))
    }
  }

  private func addPairs(of area: Area, on day: CivilDay, to found: inout Found, in session: any Session) throws {
    try session.each(
      """
      SELECT p.left_area_id, p.left_organisation_id, p.right_area_id, p.right_organisation_id FROM pair p
      WHERE (p.left_area_id = \(area.id) OR p.right_area_id = \(area.id)) AND p.merged_into IS NULL AND \(Validity.condition("p", on: day))
      ORDER BY p.id
      """
    ) { row in
      var reader: RowReader = row.reader()
      let left: PairParty? = PairParty(area: try reader.next(), organisation: try reader.next())
      let right: PairParty? = PairParty(area: try reader.next(), organisation: try reader.next())
      add([left, right], of: area, .pair, to: &found)
    }
  }

  private func addAgreements(of area: Area, on day: CivilDay, to found: inout Found, in session: any Session) throws {
    try session.each(
      """
      SELECT y.area_id, y.organisation_id FROM agreement g JOIN agreement_party x ON x.agreement_id = g.id AND x.area_id = \(area.id)
        JOIN agreement_party y ON y.agreement_id = g.id
      WHERE g.state = 'signed' AND \(Validity.condition("g", on: day)) ORDER BY g.id, y.rank
      """
    ) { row in add([PairParty(area: try row.at(0), organisation: try row.at(1))], of: area, .agreement, to: &found) }
  }

  private func add(_ parties: [PairParty?], of area: Area, _ kind: TieGraph.Kind, to found: inout Found) {
    for party in parties.compactMap({ $0 }) where party != .area(area.id) {
      found.parties.insert(party)
      found.ties.append(TieGraph.Tie(alliance: nil, unit: party, kind: kind))
    }
  }
}
