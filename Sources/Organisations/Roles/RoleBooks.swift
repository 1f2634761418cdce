public import Ground
public import SQL
import Synchronization

/// The roles in effect on a day, made once for every edition of the edits and kept: deciding about a request costs no query more.
public final class RoleBooks: Sendable {
  /// Which edits there are: how many times the roles were edited, and the id of the last edit. An edit that was rolled back leaves its
  /// number to another, but never its id.
  public struct Edition: Sendable, Hashable {
    public let number: Int64
    public let revision: Int64

    public init(number: Int64, revision: Int64) {
      self.number = number
      self.revision = revision
    }
  }

  private struct Key: Hashable {
    let edition: Edition
    let day: CivilDay
  }

  /// What the profile itself says.
  public let profiled: RoleBook
  private let kept: Mutex<[Key: RoleBook]> = Mutex([:])

  public init(profile: CityProfile) { profiled = RoleBook(profile) }

  public func book(_ edition: Edition, on day: CivilDay, in session: any Session) throws -> RoleBook {
    if edition.revision == 0 { return profiled }
    let key = Key(edition: edition, day: day)
    if let known = kept.withLock({ $0[key] }) { return known }
    let made: RoleBook = try make(edition, on: day, in: session)
    kept.withLock { kept in
      // A day and an edition follow another; a handful is enough, and nothing grows.
      if kept.count >= 8 { kept.removeAll() }
      kept[key] = made
    }
    return made
  }

  /// The roles in effect on a day by the edits known now.
  public func book(on day: CivilDay, in session: any Session) throws -> RoleBook {
    try book(RoleBookRecords.edition(in: session), on: day, in: session)
  }

  /// The days, from this one on, from which the roles may be others than before: itself, and those of edits to come.
  func days(from day: CivilDay, in session: any Session) throws -> [CivilDay] {
    let edition: Edition = try RoleBookRecords.edition(in: session)
    return [day] + (edition.revision == 0 ? [] : try RoleBookRecords.days(after: day, in: session))
  }

  private func make(_ edition: Edition, on day: CivilDay, in session: any Session) throws -> RoleBook {
    var book: RoleBook = profiled
    for change in try RoleBookRecords.changes(upTo: edition.number, on: day, in: session) { book.apply(change.edit) }
    return book
  }
}
