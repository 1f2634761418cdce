import Ground
import SQL

/// A pair with what its page shows.
struct PairView: Sendable {
  let pair: Pair
  let names: PartyNames
  let records: [TwoWayRecord]
  /// All between the same parties, this one too.
  let alike: [Pair]
  let agreements: [Agreement]
  let today: CivilDay
  let mayManage: Bool
  /// The sides for which the caller may speak without keeping the pair.
  let own: Set<TwoWayRecord.Side>
  let districtDigits: Int

  var merged: [Pair] { alike.filter { $0.id != pair.id && PairMerge.goingOn($0, of: alike) == pair.id } }
  /// Live pairs that could go into this one.
  var doubles: [Pair] { alike.filter { PairMerge.problem($0, into: pair, on: today) == nil } }

  func maySpeak(for side: TwoWayRecord.Side) -> Bool { mayManage || own.contains(side) }

  static func read(_ id: PairID, to caller: Caller, on today: CivilDay, profile: CityProfile, words: Words, in session: any Session) throws
    -> PairView
  {
    let pair: Pair = try PairRecords().visible(id, to: caller, in: session)
    let organisations: [OrganisationID] = caller.policy(for: .allianceRead).organisations
    var own: Set<TwoWayRecord.Side> = []
    if let left = pair.left.organisation, organisations.contains(left) { own.insert(.left) }
    if let right = pair.right.organisation, organisations.contains(right) { own.insert(.right) }
    return PairView(
      pair: pair, names: try PartyNames([pair.left, pair.right], words: words, in: session), records: try TwoWayRecords().all(of: id, in: session),
      alike: try PairRecords().alike(pair, in: session), agreements: try AgreementRecords().all(ofPair: id, in: session), today: today,
      mayManage: PairScope(caller, .allianceManage).allows(pair), own: own,
      districtDigits: profile.levels.count > 1 ? profile.levels[1].digits : 6)
  }
}
