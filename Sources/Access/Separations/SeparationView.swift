import Ground
import Organisations
import SQL

/// The separated duties as they stand today.
struct SeparationView: Sendable {
  struct Duty: Sendable {
    let id: String
    let permissions: [Permission]
    /// The types of posts that carry it, and how many of each are held.
    let types: [(type: String, held: Int)]
  }

  struct Separation: Sendable {
    let id: String
    let duties: [Duty]
  }

  /// Somebody who has a duty and a permission that does not go with it.
  struct Line: Sendable {
    let person: String
    let duty: String
    let permission: Permission
  }

  let separations: [Separation]
  let violations: [Line]
}

struct SeparationDesk: Sendable {
  let organisations: OrganisationsRoom
  let duties: DutyGuard
  let profile: CityProfile

  init(_ room: AccessRoom) {
    organisations = room.organisations
    duties = room.duties
    profile = room.profile
  }

  func view(at now: Moment, in session: any Session) throws -> SeparationView {
    let day: CivilDay = profile.calendar.localDay(now)
    let book: RoleBook = try organisations.books.book(on: day, in: session)
    let counts: [String: Int] = try RoleHolderRecords().counts(on: day, in: session)
    let separations: [SeparationView.Separation] = book.separations.map { separation in
      SeparationView.Separation(id: separation.id, duties: separation.duties.map { duty(of: $0, book, counts) })
    }
    let found: [DutyGuard.Violation] = try duties.violations(by: book, on: day, in: session)
    let names: [PersonID: String] = try PersonRecords(seal: organisations.seal).names(Set(found.map(\.person)), in: session)
    let lines: [SeparationView.Line] = found.flatMap { violation in
      violation.breaches.map {
        SeparationView.Line(person: names[violation.person] ?? "", duty: $0.duty, permission: $0.permission)
      }
    }
    return SeparationView(separations: separations, violations: lines)
  }

  private func duty(of duty: CityProfile.Duty, _ book: RoleBook, _ counts: [String: Int]) -> SeparationView.Duty {
    let types: [String] = book.assignments.keys.filter { !book.permissions(ofTypes: [$0]).isDisjoint(with: duty.permissions) }.sorted()
    return SeparationView.Duty(
      id: duty.id, permissions: duty.permissions.sorted { $0.rawValue < $1.rawValue }, types: types.map { ($0, counts[$0] ?? 0) })
  }
}
