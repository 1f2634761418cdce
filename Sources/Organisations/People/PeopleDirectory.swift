public import Ground
public import SQL

/// Finds people by name among those a caller may see. Names are sealed: a whole name is found by its mark, a part of one by opening the names
/// within reach (ADR 0022).
public struct PeopleDirectory: Sendable {
  let people: PersonRecords
  /// At most so many names are opened for one page.
  static let mostOpened: Int = 20_000

  public init(seal: PersonSeal) { people = PersonRecords(seal: seal) }

  public struct Found: Sendable {
    public var people: [Person]
    /// Where the next page begins; nil at the end.
    public var next: PersonID?
  }

  /// Whoever bears the name, or, when nobody does, whoever's name contains the text. Without a text, everybody.
  public func search(
    _ text: String?, to caller: Caller, after: PersonID? = nil, limit: Int, in session: any Session
  ) throws -> Found {
    let policy: Policy = caller.policy(for: .peopleRead)
    let name: String = PersonRecords.folded(text ?? "")
    if !name.isEmpty, after == nil {
      let marks: [Int64] = people.seal.marks(name)
      let each: Query = PersonRecords.reachOfEach(policy, self: caller.person)
      let query: Query = "SELECT \(PersonRecords.columns) FROM person n WHERE n.name_mark IN (\(list: marks)) AND \(each) ORDER BY n.id"
      let exact: [Person] = try session.rows(query, people.opened).filter { $0.name == name }
      if !exact.isEmpty { return Found(people: Array(exact.prefix(limit)), next: nil) }
    }
    return try scan(name, PersonRecords.reach(policy, self: caller.person), after: after, limit: limit, in: session)
  }

  private func scan(_ name: String, _ reach: Query, after: PersonID?, limit: Int, in session: any Session) throws -> Found {
    let most: Int = name.isEmpty ? limit + 1 : PeopleDirectory.mostOpened
    var found = Found(people: [], next: nil)
    var seen: Int = 0
    var last: PersonID?
    let query: Query = """
      SELECT \(PersonRecords.columns) FROM person n WHERE n.id > \(after ?? PersonID(0)) AND \(reach) ORDER BY n.id LIMIT \(most)
      """
    try session.each(query) { row in
      seen += 1
      if found.next != nil { return }
      if found.people.count == limit {
        found.next = last
        return
      }
      last = try row.at(0)
      let id: PersonID = try row.at(0)
      if !name.isEmpty, !(try people.seal.open(row.at(1), id)).contains(name) { return }
      found.people.append(try people.opened(row))
    }
    if found.next == nil, seen == most { found.next = last }
    return found
  }
}
