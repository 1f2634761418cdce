import Ground
import Organisations
import SQL

/// Tying, ending and merging pairs, and what their two sides record.
struct PairDesk: Sendable {
  let profile: CityProfile
  let ids: IdentifierMaker
  let timepiece: Timepiece
  let journal: Journal
  let records: PairRecords = PairRecords()
  let deeds: TwoWayRecords = TwoWayRecords()

  var today: CivilDay { profile.calendar.localDay(timepiece.now()) }

  struct Draft: Sendable {
    var type: String
    var campaign: String
    var left: PairParty
    var right: PairParty
    var fixed: String?
    var since: CivilDay
  }

  func tie(_ draft: Draft, by caller: Caller, in session: any Session) throws -> Pair {
    if draft.left == draft.right { throw Refusal.invalid([FieldProblem("right", "alliances.problem.same_party")]) }
    let pair = Pair(
      id: ids.next(), type: draft.type, campaign: draft.campaign, left: draft.left, right: draft.right,
      place: try PartyNames.place(of: draft.left, field: "left", in: session),
      otherPlace: try PartyNames.place(of: draft.right, field: "right", in: session), fixed: draft.fixed, validFrom: draft.since)
    guard PairScope(caller, .allianceManage).allows(pair) else {
      throw Refusal.invalid([FieldProblem("left", "alliances.problem.party_scope")])
    }
    try records.insert(pair, in: session)
    try note("pair.tied", pair, after: ["type": pair.type, "parties": pair.key], by: caller, in: session)
    return pair
  }

  func end(_ id: PairID, on day: CivilDay, expecting version: Int64?, by caller: Caller, in session: any Session) throws -> Pair {
    var pair: Pair = try managed(id, expecting: version, by: caller, in: session)
    guard pair.mergedInto == nil, pair.validUntil.map({ today < $0 }) ?? true else { throw Refusal(.conflict, "alliances.pair.ended_already") }
    if day <= pair.validFrom { throw Refusal.invalid([FieldProblem("day", "alliances.problem.before_joining")]) }
    pair.validUntil = day
    pair = try records.save(pair, in: session)
    try note("pair.ended", pair, after: ["day": day.description], by: caller, in: session)
    return pair
  }

  /// One side is no longer: the pair ends, and goes on as a new one with whoever takes that side's place.
  func handOn(
    _ pair: Pair, from old: OrganisationID, to new: OrganisationID?, on day: CivilDay, by caller: Caller, in session: any Session
  ) throws {
    var ended: Pair = pair
    ended.validUntil = day
    try note("pair.ended", try records.save(ended, in: session), after: ["day": day.description], by: caller, in: session)
    guard let new else { return }
    let left: PairParty = pair.left == .organisation(old) ? .organisation(new) : pair.left
    let right: PairParty = pair.right == .organisation(old) ? .organisation(new) : pair.right
    guard left != right else { return }
    let next = Pair(
      id: ids.next(), type: pair.type, campaign: pair.campaign, left: left, right: right,
      place: try PartyNames.place(of: left, field: "left", in: session), otherPlace: try PartyNames.place(of: right, field: "right", in: session),
      fixed: pair.fixed, validFrom: day, validUntil: pair.validUntil)
    try records.insert(next, in: session)
    try note("pair.tied", next, after: ["type": next.type, "parties": next.key], by: caller, in: session)
  }

  /// The source goes into the target; what was recorded under it is shown there from now on.
  func merge(_ source: PairID, into id: PairID, expecting version: Int64?, by caller: Caller, in session: any Session) throws -> Pair {
    let target: Pair = try managed(id, expecting: version, by: caller, in: session)
    guard let other = try records.find(source, in: session), PairScope(caller, .allianceManage).allows(other) else {
      throw Refusal.invalid([FieldProblem("source", "alliances.problem.pair")])
    }
    if let problem = PairMerge.problem(other, into: target, on: today) { throw Refusal(.conflict, problem) }
    var gone: Pair = other
    gone.mergedInto = target.id
    _ = try records.save(gone, in: session)
    let after: Pair = try records.save(target, in: session)
    try note("pair.merged", other, after: ["into": target.id.description], by: caller, in: session)
    return after
  }

  /// A pair that went into another goes on by itself again, with what was entered under it and under those that had gone into it before.
  func separate(_ id: PairID, expecting version: Int64?, by caller: Caller, in session: any Session) throws -> Pair {
    var pair: Pair = try managed(id, expecting: version, by: caller, in: session)
    guard let target = pair.mergedInto else { throw Refusal(.conflict, "alliances.merge.none") }
    pair.mergedInto = nil
    pair = try records.save(pair, in: session)
    try note("pair.separated", pair, after: ["from": target.description], by: caller, in: session)
    return pair
  }

  // MARK: Records of the two sides

  func open(_ record: TwoWayRecord, by caller: Caller, in session: any Session) throws -> TwoWayRecord {
    let pair: Pair = try records.visible(record.pair, to: caller, in: session)
    try checkHand(caller, pair, side: nil)
    guard pair.mergedInto == nil else { throw Refusal(.conflict, "alliances.merge.over") }
    try deeds.insert(record, in: session)
    try note("pair.record_opened", pair, after: ["record": record.id.description, "kind": record.kind], by: caller, in: session)
    return record
  }

  /// One side gives its word or its deed; whoever keeps the pair may write it down for them.
  func give(
    _ id: TwoWayRecordID, of pair: PairID, _ side: TwoWayRecord.Side, text: String, expecting version: Int64?, by caller: Caller,
    in session: any Session
  ) throws -> TwoWayRecord {
    try change(id, of: pair, expecting: version, by: caller, in: session, verb: "pair.record_given", side) { record, pair in
      try checkHand(caller, pair, side: side)
      try record[side].give(text, on: today)
    }
  }

  /// The other side confirms it.
  func confirm(
    _ id: TwoWayRecordID, of pair: PairID, _ side: TwoWayRecord.Side, expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> TwoWayRecord {
    try change(id, of: pair, expecting: version, by: caller, in: session, verb: "pair.record_confirmed", side) { record, pair in
      try checkHand(caller, pair, side: side == .left ? .right : .left)
      try record[side].confirm(on: today)
    }
  }

  private func change(
    _ id: TwoWayRecordID, of shown: PairID, expecting version: Int64?, by caller: Caller, in session: any Session, verb: String,
    _ side: TwoWayRecord.Side,
    _ body: (inout TwoWayRecord, Pair) throws -> Void
  ) throws -> TwoWayRecord {
    guard var record = try deeds.find(id, in: session) else { throw Refusal.absent }
    let pair: Pair = try records.visible(record.pair, to: caller, in: session)
    guard try PairMerge.goingOn(pair, of: records.alike(pair, in: session)) == shown || pair.id == shown else { throw Refusal.absent }
    if let version, version != record.version { throw Refusal(.stale) }
    try body(&record, pair)
    record = try deeds.save(record, in: session)
    try note(verb, pair, after: ["record": id.description, "side": side.rawValue], by: caller, in: session)
    return record
  }

  /// Who keeps the pair may write for both; else only people of that side (of either, when no side is named).
  /// - Throws: ``Refusal`` `.notAllowed`.
  private func checkHand(_ caller: Caller, _ pair: Pair, side: TwoWayRecord.Side?) throws {
    if PairScope(caller, .allianceManage).allows(pair) { return }
    let own: [OrganisationID] = caller.policy(for: .allianceRead).organisations
    let sides: [PairParty] = side.map { [$0 == .left ? pair.left : pair.right] } ?? [pair.left, pair.right]
    guard sides.contains(where: { $0.organisation.map(own.contains) ?? false }) else { throw Refusal(.notAllowed, "alliances.problem.hand") }
  }

  private func managed(_ id: PairID, expecting version: Int64?, by caller: Caller, in session: any Session) throws -> Pair {
    let pair: Pair = try records.visible(id, to: caller, .allianceManage, in: session)
    if let version, version != pair.version { throw Refusal(.stale) }
    return pair
  }

  private func note(_ verb: String, _ pair: Pair, after: [String: String], by caller: Caller, in session: any Session) throws {
    let acting: PostID? = caller.acting(.allianceManage, place: pair.place)?.post
    try journal.append(
      JournalDraft(verb, subject: "pair", id: pair.id.raw, place: pair.place, acting: acting, after: after), by: caller, in: session)
  }
}
