import Ground
import SQL
import Testing
import Testkit

@testable import Matters

/// Every write checks its target: for random matters in random states, random callers and every act, what the desk did is what the
/// rule in plain words says, and a refused act leaves no trace.
@Suite("Every write checks its target")
struct MatterWriteTests {
  @Test("random callers, matters and acts", arguments: EngineKind.allCases)
  func random(_ engine: EngineKind) async throws {
    let seed = UInt64.random(in: 0 ... .max)
    print("write seed \(seed)")
    try await withDatabase(engine, MatterTown.migrations) { database in
      var trial = Trial(town: try MatterTown(database), seed: seed)
      var outcomes: [Refusal.Kind?: Int] = [:]
      for number in 0..<3_000 {
        let outcome = try await trial.run()
        #expect(outcome.did == outcome.should, "trial \(number) of seed \(seed): \(outcome.what)")
        #expect(outcome.left == outcome.found || outcome.did == nil, "a refused act left a trace, trial \(number) of seed \(seed)")
        #expect(outcome.did != nil || outcome.left == outcome.found + Trace(events: 1, entries: 1, versions: 1), "trial \(number) of seed \(seed)")
        outcomes[outcome.did, default: 0] += 1
      }
      // Every kind of outcome must have come up, or the trials prove little.
      for kind: Refusal.Kind? in [nil, .absent, .notAllowed, .conflict, .stale] { #expect(outcomes[kind] ?? 0 > 10, "\(String(describing: kind))") }
    }
  }
}

/// What is written whenever something is done: rows of the timeline and of the journal, and the matters' versions added up.
private struct Trace: Equatable {
  var events: Int
  var entries: Int
  var versions: Int

  static func + (left: Self, right: Self) -> Self {
    Trace(events: left.events + right.events, entries: left.entries + right.entries, versions: left.versions + right.versions)
  }
}

private struct Trial {
  struct Outcome {
    let what: String
    let did: Refusal.Kind?
    let should: Refusal.Kind?
    let found: Trace
    let left: Trace
  }

  let town: MatterTown
  var generator: SeededGenerator

  init(town: MatterTown, seed: UInt64) {
    self.town = town
    generator = SeededGenerator(seed: seed)
  }

  mutating func run() async throws -> Outcome {
    let matter = try await matter()
    let caller = try caller(near: matter)
    let act = MatterAct.routed.filter { $0 != .join }.randomElement(using: &generator) ?? .accept
    let version = Int.random(in: 0..<8, using: &generator) == 0 ? matter.version + 1 : matter.version
    let found = try await trace()
    let did = await refusal { try await town.act(act, matter, by: caller, to: .post(PostID(21)), version: version) }
    let holdings = caller.holdings.map { "\($0.title) at \($0.range.first.number)" }
    return Outcome(
      what: "\(act) on \(matter.state) at \(matter.location.place.number) for \(matter.deskLevel) by \(holdings)", did: did,
      should: expected(act, matter, caller, version), found: found, left: try await trace())
  }

  /// A matter somewhere in the district, in any state, at any desk, in anybody's hands.
  private mutating func matter() async throws -> Matter {
    let code = codes(digits: 15).randomElement(using: &generator) ?? ""
    let (reported, _) = try await town.report(town.draft(grid: code))
    var matter = reported
    let state = town.profile.workflow.states.randomElement(using: &generator)
    guard let state else { return matter }
    matter.state = state.id
    matter.waitingFor = state.waitingFor
    matter.isOpen = state.isOpen
    matter.deskLevel = ["community", "subdistrict", "district"].randomElement(using: &generator) ?? matter.deskLevel
    switch Int.random(in: 0..<3, using: &generator) {
    case 0: matter.handlerPost = PostID(Int64.random(in: 1...6, using: &generator))
    case 1: matter.handlerOrganisation = OrganisationID(Int64.random(in: 71...73, using: &generator))
    default: break
    }
    if Bool.random(using: &generator) { matter.askedMinutes = 480 }
    let made = matter
    let town = town
    return try await town.database.write { try town.desk.matters.save(made, in: $0) }
  }

  /// Up to three posts of any role, every other one above the matter and the rest anywhere.
  private mutating func caller(near matter: Matter) throws -> Caller {
    var holdings: [Holding] = []
    for _ in 0..<Int.random(in: 0...3, using: &generator) {
      guard let role = town.profile.roles.randomElement(using: &generator) else { continue }
      let digits = [6, 9, 12, 15].randomElement(using: &generator) ?? 6
      let above = String("\(matter.location.place.number)".prefix(digits))
      let code = Bool.random(using: &generator) ? above : codes(digits: digits).randomElement(using: &generator) ?? above
      let post = Int64.random(in: 1...6, using: &generator)
      let organisation = Int64.random(in: 71...73, using: &generator)
      holdings += try town.caller(role.id, at: code, post: post, organisation: organisation).holdings
    }
    return Caller(account: AccountID(1), person: PersonID(1), name: "test", holdings: holdings, request: "test")
  }

  private func codes(digits: Int) -> [String] {
    switch digits {
    case 6: ["220202", "220203"]
    case 9: codes(digits: 6).flatMap { ["\($0)001", "\($0)002"] }
    case 12: codes(digits: 9).flatMap { ["\($0)001", "\($0)002"] }
    default: codes(digits: 12).flatMap { ["\($0)001", "\($0)002"] }
    }
  }

  private func trace() async throws -> Trace {
    try await town.database.read { session in
      Trace(
        events: try session.value("SELECT COUNT(*) FROM matter_event"), entries: try session.value("SELECT COUNT(*) FROM journal_entry"),
        versions: try session.value("SELECT CAST(SUM(version) AS BIGINT) FROM matter"))
    }
  }

  /// The rule, without the policy's code: who may not look finds nothing; then the version, the state, the permission at the matter's
  /// desk (or the matter in one's own hands) and what the act itself asks.
  private func expected(_ act: MatterAct, _ matter: Matter, _ caller: Caller, _ version: Int64) -> Refusal.Kind? {
    guard caller.holdings.contains(where: { sees($0, matter) }) else { return .absent }
    if version != matter.version { return .stale }
    guard let move = town.profile.workflow.moves.first(where: { $0.act == act && $0.from.contains(matter.state) }) else { return .conflict }
    guard let permission = move.permission, caller.holdings.contains(where: { may($0, permission, matter) }) else { return .notAllowed }
    let asked = matter.askedMinutes != nil
    if act == .askMoreTime, asked { return .conflict }
    if act == .grantMoreTime || act == .refuseMoreTime, !asked { return .conflict }
    return nil
  }

  private func sees(_ holding: Holding, _ matter: Matter) -> Bool {
    guard holding.permissions.contains(.matterRead) else { return false }
    if matter.handlerPost == holding.post { return true }
    if let own = holding.organisation { return matter.handlerOrganisation == own }
    return contains(holding, matter.location.place)
  }

  private func may(_ holding: Holding, _ permission: Permission, _ matter: Matter) -> Bool {
    guard holding.permissions.contains(permission) else { return false }
    if permission == .matterHandle {
      if let post = matter.handlerPost { return holding.post == post }
      return holding.organisation != nil && holding.organisation == matter.handlerOrganisation
    }
    guard holding.organisation == nil else { return false }
    // The desk answers for the whole of its area: whoever decides must sit at that desk or above it.
    let width: Int64 = ["community": 1_000, "subdistrict": 1_000_000, "district": 1_000_000_000][matter.deskLevel] ?? 1
    let first = matter.location.place.number / width * width
    return holding.range.first.number <= first && first + width - 1 <= holding.range.last.number
  }

  private func contains(_ holding: Holding, _ place: Place) -> Bool {
    holding.range.first.number <= place.number && place.number <= holding.range.last.number
  }
}
