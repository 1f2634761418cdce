import Foundation
public import Ground
public import SQL

/// People as the desk enters them. A name and a telephone are all that is asked for: who they are is said by what they hold.
public struct PersonDesk: Sendable {
  let profile: CityProfile
  let ids: IdentifierMaker
  let journal: Journal
  public let people: PersonRecords

  public init(profile: CityProfile, ids: IdentifierMaker, timepiece: Timepiece, seal: PersonSeal) {
    self.profile = profile
    self.ids = ids
    journal = Journal(ids: ids, timepiece: timepiece)
    people = PersonRecords(seal: seal)
  }

  /// The person of this name and telephone: the one who is there already, or a new one entered at `place`.
  /// - Parameter acting: the post under which the caller does it.
  /// - Throws: ``Refusal`` `.invalid` on `name` or `phone`.
  @discardableResult
  public func enrol(
    name: String?, phone: String?, place: Place, acting: PostID?, by caller: Caller, in session: any Session
  ) throws -> Person {
    let name: String = try PersonDesk.checked(name: name)
    let phone: String? = try checked(phone: phone)
    if let phone, let known = try people.find(name: name, in: session).first(where: { $0.phone == phone }) { return known }
    let person = Person(id: ids.next(), name: name, phone: phone, place: place)
    try people.insert(person, in: session)
    try journal.append(JournalDraft("person.entered", subject: "person", id: person.id.raw, place: place, acting: acting), by: caller, in: session)
    return person
  }

  static func checked(name: String?) throws -> String {
    let name: String = PersonRecords.folded(name ?? "")
    guard !name.isEmpty else { throw Refusal.invalid([FieldProblem("name", "people.problem.name")]) }
    guard name.count <= 40 else { throw Refusal.invalid([FieldProblem("name", "people.problem.name_long")]) }
    return name
  }

  func checked(phone: String?) throws -> String? {
    let digits = String((phone ?? "").filter { !" -\u{3000}()".contains($0) })
    if digits.isEmpty { return nil }
    guard let pattern = try? Regex(profile.intake.phonePattern), digits.wholeMatch(of: pattern) != nil else {
      throw Refusal.invalid([FieldProblem("phone", "people.problem.phone", ["digits": "\(profile.intake.phoneDigits)"])])
    }
    return digits
  }
}
