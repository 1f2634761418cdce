import Ground
import SQL

/// What the post desk says of a sheet's rows that have to do with power over others. Of the rest there are thousands, and nothing is
/// asked for them.
struct PostSheetGate {
  private let desk: PostDesk
  private let caller: Caller
  private let session: any Session
  /// Types of posts that carry a separated duty, and whoever has one or will.
  private let types: Set<String>
  private let people: Set<PersonID>
  /// Who may edit roles, as the rows so far leave it.
  private var editors: RoleEditors

  init(_ desk: PostDesk, by caller: Caller, in session: any Session) throws {
    self.desk = desk
    self.caller = caller
    self.session = session
    let types: [String] = try desk.duties.book(on: desk.today, in: session).dutyTypes
    self.types = Set(types)
    people = Set(try OccupancyRecords.people(withTypes: types, from: desk.today, in: session))
    editors = try desk.duties.editors(from: desk.today, in: session)
  }

  /// Why the caller may not change a post; nil when nothing speaks against it.
  func objection(changing post: Post) -> ImportText? {
    guard types.contains(post.type) else { return nil }
    return PostSheetGate.said { _ = try desk.authorise(post, by: caller, in: session) }
  }

  /// Why somebody may not get a post.
  func objection(to gift: DutyGuard.Gift) -> ImportText? {
    let isGrave: Bool = types.contains(gift.type) || people.contains(gift.person) || !gift.beside.isDisjoint(with: types)
    guard isGrave || gift.person == caller.person else { return nil }
    return PostSheetGate.said { try desk.duties.check(gift, by: caller, on: desk.today, in: session) }
  }

  /// Why a post may not be left like this: nobody would be who may edit roles.
  mutating func objection(leaving state: PostSheetWorld.State) -> ImportText? {
    guard editors.includes(state.post.type) else { return nil }
    return PostSheetGate.said {
      let after: RoleEditors = editors.replacing(state.post.id, by: try offices(state))
      try editors.check(against: after)
      editors = after
    }
  }

  private func offices(_ state: PostSheetWorld.State) throws -> [RoleEditors.Office] {
    let held: [(person: PersonID, term: Seat.Days)] = state.tenures.map { ($0.person, Seat.Days($0.validFrom, $0.validUntil)) }
    let acted: [(person: PersonID, term: Seat.Days)] = state.standIns.filter { $0.kind == .acting }
      .map { ($0.person, Seat.Days($0.validFrom, $0.validUntil)) }
    return try (held + acted).compactMap { person, term in
      guard let account = try AccountRecords().account(of: person, in: session), !account.isDisabled else { return nil }
      let existence = Seat.Days(state.post.validFrom, state.post.validUntil)
      return RoleEditors.Office(post: state.post.id, type: state.post.type, term: term, existence: existence)
    }
  }

  /// A refusal as the sheet tells it: what was got and what was wanted are words themselves.
  private static func said(_ check: () throws -> Void) -> ImportText? {
    do {
      try check()
      return nil
    } catch let refusal as Refusal {
      let problem = refusal.fields.first ?? FieldProblem("person", refusal.word, refusal.arguments)
      return ImportText(problem.word, PostSheetGate.marked(problem.arguments))
    } catch {
      return ImportText("refusal.broken")
    }
  }

  private static func marked(_ arguments: [String: String]) -> [String: String] {
    var out: [String: String] = arguments
    for name in ["got", "wanted"] { out[name] = arguments[name].map { "@\($0)" } }
    return out
  }
}
