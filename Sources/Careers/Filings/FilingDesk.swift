import Ground
import Organisations
import SQL

/// Submitting, reviewing, filing and returning. Whoever submitted a filing does not decide about it.
struct FilingDesk: Sendable {
  let profile: CityProfile
  let ids: IdentifierMaker
  let timepiece: Timepiece
  let journal: Journal
  let records: FilingRecords = FilingRecords()

  init(profile: CityProfile, ids: IdentifierMaker, timepiece: Timepiece) {
    self.profile = profile
    self.ids = ids
    self.timepiece = timepiece
    journal = Journal(ids: ids, timepiece: timepiece)
  }

  private var today: CivilDay { profile.calendar.localDay(timepiece.now()) }

  /// Hands in the filing of who holds a post.
  /// - Throws: ``Refusal`` `.absent`; `.invalid` on `post` or `person`; `.conflict` when there is one already.
  func submit(_ post: PostID, person: PersonID?, note: String?, by caller: Caller, in session: any Session) throws -> Filing {
    guard let rules = profile.careers.filing, let seat = try PostRecords().post(post, in: session),
      let acting = caller.acting(.careerManage, place: seat.place)
    else { throw Refusal.absent }
    guard rules.posts.contains(seat.type) else { throw Refusal.invalid([FieldProblem("post", "careers.problem.post")]) }
    let holders: [PersonID] = try holders(of: post, in: session)
    guard let person = person ?? (holders.count == 1 ? holders.first : nil), holders.contains(person) else {
      throw Refusal.invalid([FieldProblem("person", "posts.problem.not_holder")])
    }
    if try records.filing(of: post, person: person, in: session) != nil { throw Refusal(.conflict, "careers.problem.filed_already") }
    let filing = Filing(
      id: ids.next(), post: post, person: person, area: seat.area, place: seat.place, state: .submitted, submittedOn: today,
      submittedBy: caller.person, version: 1)
    try records.insert(filing, in: session)
    try tell("submission", filing, reason: nil, note: note, acting.post, before: [:], by: caller, in: session)
    return filing
  }

  private func holders(of post: PostID, in session: any Session) throws -> [PersonID] {
    try session.rows("SELECT h.person_id FROM post_holding h WHERE h.post_id = \(post) AND \(Validity.condition("h", on: today))") {
      try $0.at(0)
    }
  }

  /// - Parameters:
  ///   - reason: why it is returned, one of the profile's words.
  ///   - number: the county's number, when it is filed.
  func carryOut(
    _ act: Filing.Act, on id: FilingID, reason: String?, note: String?, number: String?, expecting version: Int64?, by caller: Caller,
    in session: any Session
  ) throws -> Filing {
    let before: Filing = try records.visible(id, to: caller, in: session)
    guard let acting = caller.acting(act.permission, place: before.place) else { throw Refusal(.notAllowed, "careers.refusal.not_yours") }
    if let version, version != before.version { throw Refusal(.stale) }
    guard act.from.contains(before.state) else { throw Refusal(.conflict, "careers.refusal.state") }
    if act != .resubmission, let submitter = before.submittedBy, submitter == caller.person {
      throw Refusal(.notAllowed, "careers.refusal.own")
    }
    if act == .return, !(profile.careers.filing?.returns.contains(reason ?? "") ?? false) {
      throw Refusal.invalid([FieldProblem("reason", "careers.problem.reason")])
    }
    let saved: Filing = try records.save(moved(before, act, reason: reason, number: number, by: caller), in: session)
    try tell(act.rawValue, saved, reason: reason, note: note, acting.post, before: ["state": before.state.rawValue], by: caller, in: session)
    return saved
  }

  private func moved(_ before: Filing, _ act: Filing.Act, reason: String?, number: String?, by caller: Caller) -> Filing {
    var after = before
    after.state = act.to
    switch act {
    case .review: break
    case .resubmission:
      after.submittedOn = today
      after.submittedBy = caller.person
      (after.decidedOn, after.decidedBy, after.reason) = (nil, nil, nil)
    case .approval, .return:
      (after.decidedOn, after.decidedBy) = (today, caller.person)
      after.reason = act == .return ? reason : nil
      if act == .approval { after.number = number }
    }
    return after
  }

  private func tell(
    _ act: String, _ filing: Filing, reason: String?, note: String?, _ acting: PostID, before: [String: String], by caller: Caller,
    in session: any Session
  ) throws {
    let step = Filing.Step(at: timepiece.now(), act: act, person: caller.person, reason: reason, note: note)
    try records.insert(step, of: filing.id, id: ids.next(), post: acting, in: session)
    let after: [String: String?] = [
      "state": filing.state.rawValue, "post": filing.post.description, "person": filing.person.description, "reason": reason,
    ]
    let draft = JournalDraft(
      "filing.\(act)", subject: "career_filing", id: filing.id.raw, place: filing.place, acting: acting, before: before,
      after: after.compactMapValues(\.self))
    try journal.append(draft, by: caller, in: session)
  }
}
