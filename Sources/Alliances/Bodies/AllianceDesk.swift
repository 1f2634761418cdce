import Ground
import Organisations
import Places
import SQL

/// What is done with alliances: founding, members, chairs, turns, charters. One verb, one transaction, one journal entry.
struct AllianceDesk: Sendable {
  let profile: CityProfile
  let ids: IdentifierMaker
  let timepiece: Timepiece
  let journal: Journal
  let people: PersonRecords
  let posts: PostDesk
  let records: AllianceRecords = AllianceRecords()
  let members: MemberRecords = MemberRecords()
  let seats: SeatRecords = SeatRecords()
  let passed: PassedOverRecords = PassedOverRecords()
  let charters: CharterRecords = CharterRecords()

  init(profile: CityProfile, ids: IdentifierMaker, timepiece: Timepiece, seal: PersonSeal, posts: PostDesk) {
    self.profile = profile
    self.ids = ids
    self.timepiece = timepiece
    journal = Journal(ids: ids, timepiece: timepiece)
    people = PersonRecords(seal: seal)
    self.posts = posts
  }

  var today: CivilDay { profile.calendar.localDay(timepiece.now()) }

  /// What a new alliance is made of.
  struct Founding: Sendable {
    var kind: String
    var name: String
    var area: AreaID
    var since: CivilDay
    var turnMonths: Int?
    var chair: SeatedPerson?
  }

  /// Somebody known, or somebody new by name.
  enum SeatedPerson: Sendable, Hashable {
    case known(PersonID)
    case new(String)
  }

  /// - Throws: ``Refusal`` `.invalid` for a kind or an area that is none for it; also when the area is out of the caller's reach.
  func found(_ founding: Founding, by caller: Caller, in session: any Session) throws -> Alliance {
    guard let rules = profile.alliances.kind(founding.kind) else { throw Refusal.invalid([FieldProblem("kind", "alliances.problem.kind")]) }
    guard let area = try AreaRecords().find(founding.area, in: session), area.level == rules.level,
      caller.policy(for: .allianceManage).allows(place: area.place)
    else { throw Refusal.invalid([FieldProblem("area", "alliances.problem.area")]) }
    try AreaRecords().checkBeginning(on: founding.since, in: area, today: today, "since", session: session)
    // Turns are counted from here: a slip of the pen must not make thousands of them.
    guard (today.adding(months: -600)...today.adding(months: 120)).contains(founding.since) else {
      throw Refusal.invalid([FieldProblem("since", "alliances.problem.day_far")])
    }
    let organisation = Organisation(
      id: ids.next(), kind: founding.kind, name: founding.name, area: area.id, range: area.range, validFrom: founding.since)
    try OrganisationRecords().insert(organisation, in: session)
    var alliance = Alliance(
      id: organisation.id, kind: founding.kind, area: area.id, place: area.place, validFrom: founding.since, turnFrom: founding.since,
      turnMonths: founding.turnMonths ?? rules.turnMonths)
    try records.insert(alliance, in: session)
    if let chair = founding.chair {
      let known: PersonID = try resolve(chair, alliance, unit: nil, in: session)
      try seat(known, .standing, member: nil, in: &alliance, from: founding.since, by: caller, session)
    }
    try note("alliance.founded", alliance, ["kind": founding.kind], by: caller, in: session)
    return alliance
  }

  // MARK: Members

  struct Admission: Sendable {
    var organisation: OrganisationID
    var type: String
    var since: CivilDay
    /// Who sits for it.
    var person: SeatedPerson?
    /// Whether that person takes turns as chair.
    var takesTurns: Bool
  }

  func admit(_ admission: Admission, to id: OrganisationID, expecting version: Int64?, by caller: Caller, in session: any Session) throws
    -> Alliance
  {
    var alliance: Alliance = try managed(id, expecting: version, by: caller, in: session)
    try check(admission, alliance, in: session)
    let member = AllianceMember(
      id: ids.next(), alliance: id, organisation: admission.organisation, type: admission.type, validFrom: admission.since)
    try members.insert(member, in: session)
    if let person = admission.person {
      let known: PersonID = try resolve(person, alliance, unit: admission.organisation, in: session)
      try seat(known, .member, member: member.id, in: &alliance, from: admission.since, by: caller, session)
      if admission.takesTurns {
        try seat(known, .rotating, member: member.id, in: &alliance, from: admission.since, by: caller, session)
        try remake(alliance, changing: admission.since, in: session)
      }
    }
    let after: [String: String] = ["organisation": admission.organisation.description, "type": admission.type, "since": admission.since.description]
    try note("alliance.member_admitted", alliance, after, by: caller, in: session)
    return try records.save(alliance, in: session)
  }

  private func check(_ admission: Admission, _ alliance: Alliance, in session: any Session) throws {
    guard profile.alliances.memberTypes.contains(admission.type) else {
      throw Refusal.invalid([FieldProblem("type", "alliances.problem.member_type")])
    }
    guard admission.organisation != alliance.id, try OrganisationRecords().organisation(admission.organisation, in: session) != nil else {
      throw Refusal.invalid([FieldProblem("organisation", "alliances.problem.organisation")])
    }
    if admission.since < alliance.validFrom { throw Refusal.invalid([FieldProblem("since", "alliances.problem.before_founding")]) }
    let overlapping: Bool = try members.all(of: alliance.id, in: session).contains { known in
      known.organisation == admission.organisation && (known.validUntil.map { admission.since < $0 } ?? true)
    }
    if overlapping { throw Refusal.invalid([FieldProblem("organisation", "alliances.problem.member_already")]) }
    if admission.takesTurns, admission.person == nil { throw Refusal.invalid([FieldProblem("person", "alliances.problem.turns_need_person")]) }
  }

  /// From this day on the organisation is no member; its seats end, and its turns to come go to the others.
  func dismiss(
    _ member: AllianceMemberID, of id: OrganisationID, on day: CivilDay, expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> Alliance {
    let alliance: Alliance = try managed(id, expecting: version, by: caller, in: session)
    guard let known = try members.find(member, in: session), known.alliance == id else { throw Refusal.absent }
    guard known.validUntil == nil else { throw Refusal(.conflict, "alliances.problem.left_already") }
    if day <= known.validFrom { throw Refusal.invalid([FieldProblem("day", "alliances.problem.before_joining")]) }
    return try letGo(known, of: alliance, on: day, by: caller, in: session)
  }

  /// The member goes, whoever may decide it: its seats end, and its turns to come go to the others.
  func letGo(_ member: AllianceMember, of alliance: Alliance, on day: CivilDay, by caller: Caller, in session: any Session) throws -> Alliance {
    try members.end(member.id, on: day, in: session)
    for seat in try seats.all(of: alliance.id, in: session) where seat.member == member.id && (seat.validUntil.map { $0 > day } ?? true) {
      try end(seat, on: day, in: session)
    }
    try remake(alliance, changing: day, in: session)
    try note("alliance.member_left", alliance, ["member": member.organisation.description, "day": day.description], by: caller, in: session)
    return try records.save(alliance, in: session)
  }

  // MARK: Charter

  func adopt(_ charter: AllianceCharter, expecting version: Int64?, by caller: Caller, in session: any Session) throws -> Alliance {
    let alliance: Alliance = try managed(charter.alliance, expecting: version, by: caller, in: session)
    try charters.insert(charter, in: session)
    try note("alliance.charter_adopted", alliance, ["dated": charter.dated.description], by: caller, in: session)
    return try records.save(alliance, in: session)
  }

  // MARK: Parts

  func managed(_ id: OrganisationID, expecting version: Int64?, by caller: Caller, in session: any Session) throws -> Alliance {
    let alliance: Alliance = try records.visible(id, to: caller, .allianceManage, on: today, in: session)
    if let version, version != alliance.version { throw Refusal(.stale) }
    return alliance
  }

  func note(_ verb: String, _ alliance: Alliance, _ after: [String: String], by caller: Caller, in session: any Session) throws {
    let acting: PostID? = caller.acting(.allianceManage, place: alliance.place, organisation: alliance.id)?.post
    try journal.append(
      JournalDraft(verb, subject: "alliance", id: alliance.id.raw, place: alliance.place, acting: acting, after: after), by: caller, in: session)
  }
}
