public import Ground
public import SQL

extension PersonDesk {
  /// Puts somebody's name and telephone right, wherever they sit; the posts stay. The journal says what was corrected, never the values.
  /// - Parameter phone: nil: there is none.
  /// - Throws: ``Refusal`` `.absent` out of reach, `.stale`, `.invalid` on `name` or `phone`.
  @discardableResult
  public func correct(
    _ id: PersonID, name: String?, phone: String?, expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> Person {
    let (before, acting): (Person, Holding) = try people.correctable(id, by: caller, in: session)
    guard version == before.version else { throw Refusal(.stale) }
    var after: Person = before
    after.name = try PersonDesk.checked(name: name)
    after.phone = try checked(phone: phone)
    let alike: [Person] = try people.find(name: after.name, in: session).filter { $0.id != id && $0.phone == after.phone }
    if after.phone != nil, !alike.isEmpty { throw Refusal.invalid([FieldProblem("phone", "people.problem.same")]) }
    let saved: Person = try people.save(after, in: session)
    var facts: [String: String] = [:]
    if before.name != after.name { facts["name"] = "corrected" }
    if before.phone != after.phone { facts["phone"] = after.phone == nil ? "removed" : "corrected" }
    let draft = JournalDraft(
      "person.corrected", subject: "person", id: id.raw, place: before.place ?? acting.range.first, acting: acting.post, after: facts)
    try journal.append(draft, by: caller, in: session)
    return saved
  }
}

extension PersonRecords {
  /// The person, and the post under which the caller manages people there: where the person holds, held or stands in for a post, or was entered.
  /// - Throws: ``Refusal/absent``.
  func correctable(_ id: PersonID, by caller: Caller, in session: any Session) throws -> (Person, Holding) {
    let reach: Query = PersonRecords.reachOfEach(caller.policy(for: .peopleManage), self: nil)
    let found: Person? = try session.first("SELECT \(PersonRecords.columns) FROM person n WHERE n.id = \(id) AND \(reach)", opened)
    guard let found else { throw Refusal.absent }
    let near: Holding? = found.place.flatMap { caller.acting(.peopleManage, place: $0) }
    guard let acting = near ?? caller.holdings.first(where: { $0.permissions.contains(.peopleManage) }) else { throw Refusal.absent }
    return (found, acting)
  }

  func isCorrectable(_ id: PersonID, by caller: Caller, in session: any Session) throws -> Bool {
    let reach: Query = PersonRecords.reachOfEach(caller.policy(for: .peopleManage), self: nil)
    return try session.first("SELECT 1 FROM person n WHERE n.id = \(id) AND \(reach)") != nil
  }

  /// Writes name, mark and telephone, and counts the version up.
  /// - Throws: ``Refusal`` `.stale`.
  func save(_ person: Person, in session: any Session) throws -> Person {
    let name: [UInt8] = try seal.seal(person.name, person.id)
    let phone: [UInt8]? = try seal.seal(person.phone, of: person.id)
    let changed: Int = try session.run(
      """
      UPDATE person SET name_sealed = \(name), name_mark = \(seal.marks(person.name).first), phone_sealed = \(phone), version = version + 1
      WHERE id = \(person.id) AND version = \(person.version)
      """)
    guard changed == 1 else { throw Refusal(.stale) }
    var saved: Person = person
    saved.version += 1
    return saved
  }
}
