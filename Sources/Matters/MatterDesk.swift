public import Ground
import SQL
public import Vault

/// The verbs of a matter. Each is one transaction of its caller's, writes one journal entry and one step of the timeline,
/// and checks its target before it changes anything.
public struct MatterDesk: Sendable {
  let profile: CityProfile
  let ids: IdentifierMaker
  let timepiece: Timepiece
  let journal: Journal
  let keys: KeyRing
  let matters: MatterRecords = MatterRecords()
  let reports: ReportRecords = ReportRecords()
  let events: MatterEventRecords = MatterEventRecords()
  let counts: MatterCounts

  public init(profile: CityProfile, ids: IdentifierMaker, timepiece: Timepiece, journal: Journal, keys: KeyRing) {
    self.profile = profile
    self.ids = ids
    self.timepiece = timepiece
    self.journal = journal
    self.keys = keys
    counts = MatterCounts(calendar: profile.calendar)
  }

  /// What one act adds to the timeline, beside the act itself.
  struct Step: Sendable {
    var note: String?
    var targetPost: PostID?
    var targetOrganisation: OrganisationID?
    var evidence: [StoredPhoto] = []
  }

  /// Carries out one act of the workflow: finds the matter in the caller's scope, checks the move, the permission and the
  /// version, lets `change` set what is particular to the act, and writes matter, counters, timeline and journal.
  /// - Parameter expected: the version the caller saw; nil skips the check, for the machine's own acts only.
  /// - Throws: ``Refusal`` `.absent`, `.conflict` (the state does not allow the act), `.notAllowed`, `.stale`, `.invalid`.
  func carryOut(
    _ act: MatterAct, on id: MatterID, expecting expected: Int64?, step: Step, by caller: Caller, in session: any Session,
    change: (inout Matter, Moment) throws -> Void
  ) throws -> Matter {
    let before = try matters.visible(id, to: caller, in: session)
    if let expected, expected != before.version { throw Refusal(.stale) }
    guard let move = profile.workflow.move(act, from: before.state) else {
      throw Refusal(.conflict, "matter.refusal.state", ["state": before.state])
    }
    let acting = try authorise(move, on: before, by: caller)
    try require(move, step)
    let now = timepiece.now()
    var after = before
    try change(&after, now)
    enter(move.to, &after, at: now)
    return try record(act, from: before, to: after, step: step, acting: acting, by: caller, at: now, in: session)
  }

  /// Writes one act that has been checked.
  func record(
    _ act: MatterAct, from before: Matter, to after: Matter, step: Step, acting: PostID?, by caller: Caller, at now: Moment,
    in session: any Session
  ) throws -> Matter {
    let saved = try matters.save(after, in: session)
    try counts.apply(from: before, to: saved, in: session)
    let moved = before.deadline.due != saved.deadline.due
    let event = MatterEvent(
      id: ids.next(), matter: saved.id, at: now, kind: .act(act), person: caller.person, post: acting, targetPost: step.targetPost,
      targetOrganisation: step.targetOrganisation, note: step.note, dueBefore: moved ? before.deadline.due : nil,
      dueAfter: moved ? saved.deadline.due : nil)
    try events.insert(event, in: session)
    try keep(step.evidence, kind: .evidence, of: saved.id, event: event.id, at: now, in: session)
    let changes = MatterDesk.changes(from: before, to: saved)
    let draft = JournalDraft(
      "matter.\(act.rawValue)", subject: "matter", id: saved.id.raw, place: saved.location.place, acting: acting,
      before: changes.before, after: changes.after)
    try journal.append(draft, by: caller, in: session)
    return saved
  }

  /// The post under which the caller may make this move on this matter.
  private func authorise(_ move: Workflow.Move, on matter: Matter, by caller: Caller) throws -> PostID? {
    // A move without a permission belongs to the requester, who comes by the secret link and never through here.
    guard let permission = move.permission else { throw Refusal(.notAllowed, "matter.refusal.requester_only") }
    let acting: Holding? =
      if permission == .matterHandle {
        caller.holdings.first { MatterDesk.holds($0, matter) }
      } else {
        caller.holdings.first { answers($0, permission, for: matter) }
      }
    guard let acting else { throw Refusal(.notAllowed, "matter.refusal.not_yours") }
    return acting.post
  }

  /// Whether the matter is in this holding's hands.
  static func holds(_ holding: Holding, _ matter: Matter) -> Bool {
    guard holding.permissions.contains(.matterHandle) else { return false }
    if let post = matter.handlerPost { return holding.post == post }
    guard let organisation = matter.handlerOrganisation else { return false }
    return holding.organisation == organisation
  }

  /// Whether this holding sits at the desk that answers for the matter, or above it.
  private func answers(_ holding: Holding, _ permission: Permission, for matter: Matter) -> Bool {
    guard holding.permissions.contains(permission), holding.organisation == nil else { return false }
    return holding.range.contains(matter.deskRange(profile))
  }

  /// What the caller can do with this matter now, in the order of the table of moves.
  public func possibleActs(on matter: Matter, for caller: Caller) -> [Workflow.Move] {
    profile.workflow.moves.filter { move in
      guard move.from.contains(matter.state), move.permission != nil else { return false }
      switch move.act {
      case .grantMoreTime, .refuseMoreTime: guard matter.askedMinutes != nil else { return false }
      case .askMoreTime: guard matter.askedMinutes == nil else { return false }
      default: break
      }
      return (try? authorise(move, on: matter, by: caller)) != nil
    }
  }

  private func require(_ move: Workflow.Move, _ step: Step) throws {
    var problems: [FieldProblem] = []
    if move.needsReason, step.note == nil { problems.append(FieldProblem("note", "matter.problem.note.\(move.act.rawValue)")) }
    if move.needsEvidence, step.evidence.isEmpty { problems.append(FieldProblem("photo", "matter.problem.evidence")) }
    if !problems.isEmpty { throw Refusal.invalid(problems) }
  }

  /// Puts a matter into a state, with all that the state says about whose turn it is and whether the clock runs.
  func enter(_ id: String?, _ matter: inout Matter, at now: Moment) {
    guard let id, let state = profile.workflow.state(id) else { return }
    matter.state = state.id
    matter.waitingFor = state.waitingFor
    matter.isOpen = state.isOpen
    if state.clockRuns {
      matter.deadline.resume(at: now, on: profile.calendar)
    } else {
      matter.deadline.pause(at: now, on: profile.calendar)
    }
  }

  func keep(_ photos: [StoredPhoto], kind: MatterPhoto.Kind, of matter: MatterID, event: MatterEventID, at now: Moment, in session: any Session)
    throws
  {
    for photo in photos {
      let row = MatterPhoto(
        id: ids.next(), matter: matter, event: event, kind: kind, digest: photo.digest, width: photo.width, height: photo.height, at: now)
      try events.insert(row, in: session)
    }
  }

  /// What changed, by name, for the journal: ids and words, never a resident's own text.
  static func changes(from before: Matter, to after: Matter) -> (before: [String: String], after: [String: String]) {
    func facts(_ matter: Matter) -> [(String, String?)] {
      [
        ("state", matter.state), ("desk_level", matter.deskLevel), ("category", matter.category),
        ("handler_post", matter.handlerPost?.description), ("handler_organisation", matter.handlerOrganisation?.description),
        ("due_at", matter.deadline.due.rfc3339), ("budget_minutes", "\(matter.deadline.budgetMinutes)"),
        ("asked_minutes", matter.askedMinutes.map { "\($0)" }), ("resolved_at", matter.resolvedAt?.rfc3339),
        ("closed_at", matter.closedAt?.rfc3339), ("confirmed", matter.confirmed.map { "\($0)" }), ("rating", matter.rating.map { "\($0)" }),
        ("joined_to", matter.joinedTo?.description), ("version", "\(matter.version)"),
      ]
    }
    var old: [String: String] = [:]
    var new: [String: String] = [:]
    for (was, now) in zip(facts(before), facts(after)) where was.1 != now.1 {
      old[was.0] = was.1
      new[now.0] = now.1
    }
    return (old, new)
  }
}

/// A photo that lies in the photo store already.
public struct StoredPhoto: Sendable, Hashable {
  public let digest: String
  public let width: Int
  public let height: Int

  public init(digest: String, width: Int, height: Int) {
    self.digest = digest
    self.width = width
    self.height = height
  }
}
