import Ground
import Organisations
import SQL
import Testkit
import Vault

@testable import Matters

/// A small town for the verbs of matters: one subdistrict with two communities of two grids each, and its callers. Matters
/// need no rows of areas or people; the desk asks only places, posts and permissions.
struct MatterTown: Sendable {
  let database: any Database
  let profile: CityProfile
  let clock: FakeClock
  let ids: IdentifierMaker
  let keys: KeyRing
  let desk: MatterDesk

  static let migrations: [Migration] = JournalSchema.migrations + MatterSchema.migrations

  init(_ database: any Database, city: String = "jilin", clock: FakeClock = FakeClock()) throws {
    self.database = database
    profile = try Testkit.profile(city)
    self.clock = clock
    ids = IdentifierMaker(node: 1, timepiece: clock.timepiece)
    keys = KeyRing.ephemeral()
    desk = MatterDesk(
      profile: profile, ids: ids, timepiece: clock.timepiece, journal: Journal(ids: ids, timepiece: clock.timepiece), keys: keys)
  }

  // MARK: Callers

  static let district: String = "220202"
  static let subdistrict: String = "220202001"
  static let community: String = "220202001001"
  static let neighbour: String = "220202001002"

  /// A caller whose one post has a role of the profile.
  func caller(_ role: String, at code: String, post: Int64, organisation: Int64? = nil) throws -> Caller {
    guard let known = profile.role(role), let range = PlaceRange(code: code) else { throw Missing() }
    let holding = Holding(
      post: PostID(post), title: role, area: AreaID(post + 1000), range: range,
      organisation: known.withinOrganisation ? organisation.map { OrganisationID($0) } : nil, permissions: known.permissions)
    return Caller(account: AccountID(post), person: PersonID(post), name: role, holdings: [holding], request: "test")
  }

  struct Missing: Error {}

  func communityDesk() throws -> Caller { try caller("desk_community", at: Self.community, post: 11) }
  func neighbourDesk() throws -> Caller { try caller("desk_community", at: Self.neighbour, post: 12) }
  func streetDesk() throws -> Caller { try caller("desk_subdistrict", at: Self.subdistrict, post: 13) }
  func districtDesk() throws -> Caller { try caller("desk_district", at: Self.district, post: 14) }
  func leader() throws -> Caller { try caller("grid_leader", at: "220202001001001", post: 21) }
  func drainage() throws -> Caller { try caller("department_handler", at: Self.district, post: 31, organisation: 71) }
  func fire() throws -> Caller { try caller("department_handler", at: Self.district, post: 32, organisation: 72) }

  // MARK: Matters

  func draft(_ body: String = "楼前路灯不亮，晚上看不清路。", grid: String = "220202001001001", contact: Contact? = nil) -> IntakeDraft {
    let number = Int64(grid) ?? 0
    let location = Matter.Location(
      place: Place(number), area: AreaID(number), building: nil, address: "松江路 12 号楼", longitude: 126.55, latitude: 43.84)
    return IntakeDraft(location: location, category: "drain", body: body, source: .code, contact: contact, photos: [])
  }

  func report(_ draft: IntakeDraft? = nil) async throws -> (matter: Matter, report: Report) {
    let draft = draft ?? self.draft()
    return try await database.write { session in try desk.report(draft, by: .visitor(request: "test"), in: session) }
  }

  static let evidence: StoredPhoto = StoredPhoto(digest: String(repeating: "ab", count: 32), width: 800, height: 600)

  /// One act with what it needs, as the caller.
  func act(_ act: MatterAct, _ matter: Matter, by caller: Caller, to handler: Handler? = nil, version: Int64? = nil) async throws -> Matter {
    let expected = version ?? matter.version
    return try await database.write { session in
      switch act {
      case .dispatch:
        try desk.dispatch(matter.id, to: handler ?? .post(PostID(21)), note: "请处理", expecting: expected, by: caller, in: session) { _, _ in true }
      case .consult: try desk.consult(matter.id, note: "已会商", expecting: expected, by: caller, in: session)
      case .accept: try desk.accept(matter.id, expecting: expected, by: caller, in: session)
      case .askMoreTime: try desk.askMoreTime(matter.id, days: 2, reason: "等配件", expecting: expected, by: caller, in: session)
      case .grantMoreTime: try desk.grantMoreTime(matter.id, note: nil, expecting: expected, by: caller, in: session)
      case .refuseMoreTime: try desk.refuseMoreTime(matter.id, note: "不能再拖", expecting: expected, by: caller, in: session)
      case .giveBack: try desk.giveBack(matter.id, reason: "不归我们管", expecting: expected, by: caller, in: session)
      case .recordWork: try desk.recordWork(matter.id, note: "到场", evidence: [], expecting: expected, by: caller, in: session)
      case .answer: try desk.answer(matter.id, note: "修好了", evidence: [Self.evidence], expecting: expected, by: caller, in: session)
      case .verify: try desk.verify(matter.id, note: nil, expecting: expected, by: caller, in: session)
      case .sendBack: try desk.sendBack(matter.id, reason: "还在漏", expecting: expected, by: caller, in: session)
      case .close: try desk.close(matter.id, note: nil, expecting: expected, by: caller, in: session)
      case .join: try desk.join(matter.id, to: "000000000", note: nil, expecting: expected, by: caller, in: session)
      case .reopen: throw Refusal(.notAllowed)
      }
    }
  }

  /// A matter that has been answered and verified.
  func verified() async throws -> (matter: Matter, report: Report) {
    let (first, report) = try await report()
    var matter = try await act(.dispatch, first, by: try communityDesk())
    matter = try await act(.accept, matter, by: try leader())
    clock.advance(seconds: 3600)
    matter = try await act(.answer, matter, by: try leader())
    clock.advance(seconds: 3600)
    return (try await act(.verify, matter, by: try communityDesk()), report)
  }

  func rate(_ report: Report, _ rating: Int, solved: Bool) async throws -> Matter {
    try await database.write { session in
      try desk.rate(report.id, rating: rating, solved: solved, comment: nil, by: .visitor(request: "test"), in: session).matter
    }
  }
}

/// What a piece of work was refused with; nil when it went through.
func refusal(_ work: () async throws -> some Any) async -> Refusal.Kind? {
  do {
    _ = try await work()
    return nil
  } catch let refusal as Refusal {
    return refusal.kind
  } catch {
    return .broken
  }
}
