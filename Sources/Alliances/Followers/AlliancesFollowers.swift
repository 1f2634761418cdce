import Ground
public import Places
import SQL

extension AreaSubject {
  static let visits = AreaSubject("visits")
  static let visitRounds = AreaSubject("visit_rounds")
  static let pairs = AreaSubject("pairs")
  static let pairsRight = AreaSubject("pairs_right")
  static let agreements = AreaSubject("agreements")
}

extension AlliancesRoom {
  /// Pairs, agreements and visits go where their area goes. Alliances and seats are organisations and posts, which follow on their own.
  public static let areaFollowers: [any AreaFollower] = [
    // A round stays with its area: two areas that become one may each have had one in the same quarter.
    AreaTableFollower(.visitRounds, table: "visit_round", hasLast: true, isHomed: false, hasVersion: true),
    TieFollower(.visits, table: "secretary_visit", place: "place"),
    TieFollower(.pairs, table: "pair", place: "place", area: "left_area_id", after: PairRecords.rekey),
    TieFollower(.pairsRight, table: "pair", place: "other_place", area: "right_area_id", after: PairRecords.rekey),
    TieFollower(.agreements, table: "agreement", place: "place"),
    TieFollower(AreaSubject("agreement_parties"), table: "agreement_party", row: "agreement_id", area: "area_id"),
  ]
}

extension PairRecords {
  /// The key says who the parties are: it is made anew when an area took another's place.
  static func rekey(_ row: Int64, in session: any Session) throws {
    guard let pair = try PairRecords().find(PairID(row), in: session) else { return }
    try session.run("UPDATE pair SET party_key = \(pair.key) WHERE id = \(pair.id)")
  }
}
