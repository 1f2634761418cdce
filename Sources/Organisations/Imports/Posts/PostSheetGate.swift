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

  init(_ desk: PostDesk, by caller: Caller, in session: any Session) throws {
    self.desk = desk
    self.caller = caller
    self.session = session
    let types: [String] = try desk.duties.book(on: desk.today, in: session).dutyTypes
    self.types = Set(types)
    people = Set(try OccupancyRecords.people(withTypes: types, from: desk.today, in: session))
  }

  /// Why the caller may not change a post; nil when nothing speaks against it.
  func objection(changing post: Post) -> ImportText? {
    guard types.contains(post.type) else { return nil }
    return said { _ = try desk.authorise(post, by: caller, in: session) }
  }

  /// Why somebody may not get a post.
  func objection(to gift: DutyGuard.Gift) -> ImportText? {
    let isGrave: Bool = types.contains(gift.type) || people.contains(gift.person) || !gift.beside.isDisjoint(with: types)
    guard isGrave || gift.person == caller.person else { return nil }
    return said { try desk.duties.check(gift, by: caller, on: desk.today, in: session) }
  }

  /// A refusal as the sheet tells it: its arguments are words themselves.
  private func said(_ check: () throws -> Void) -> ImportText? {
    do {
      try check()
      return nil
    } catch let refusal as Refusal {
      let problem = refusal.fields.first ?? FieldProblem("person", refusal.word, refusal.arguments)
      return ImportText(problem.word, problem.arguments.mapValues { "@\($0)" })
    } catch {
      return ImportText("refusal.broken")
    }
  }
}
