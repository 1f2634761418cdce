import Foundation
public import Ground
public import SQL

/// Which people a caller may see: whoever holds, held or will hold a post within reach, or acts for one, or was entered there; and oneself.
extension PersonRecords {
  /// On `person n`.
  static func reach(_ policy: Policy, self person: PersonID?) -> Query {
    let posts: Query = policy.filter(place: "p.place", organisation: "p.organisation_id", post: "p.id")
    let own: Query = person.map { " OR n.id = \($0)" } ?? ""
    return """
      (n.id IN (SELECT h.person_id FROM post p JOIN post_holding h ON h.post_id = p.id WHERE \(posts))
      OR n.id IN (SELECT s.person_id FROM post p JOIN post_stand_in s ON s.post_id = p.id WHERE \(posts))
      OR \(policy.filter(place: "n.place"))\(own))
      """
  }

  /// The same for a few rows: asked of each, instead of gathering everybody within reach first.
  static func reachOfEach(_ policy: Policy, self person: PersonID?) -> Query {
    let posts: Query = policy.filter(place: "p.place", organisation: "p.organisation_id", post: "p.id")
    let own: Query = person.map { " OR n.id = \($0)" } ?? ""
    return """
      (EXISTS (SELECT 1 FROM post_holding h JOIN post p ON p.id = h.post_id WHERE h.person_id = n.id AND \(posts))
      OR EXISTS (SELECT 1 FROM post_stand_in s JOIN post p ON p.id = s.post_id WHERE s.person_id = n.id AND \(posts))
      OR \(policy.filter(place: "n.place"))\(own))
      """
  }

  /// The person, if this caller may read them.
  /// - Throws: ``Refusal/absent`` when there is none or they are out of reach.
  public func visible(_ id: PersonID, to caller: Caller, in session: any Session) throws -> Person {
    let reach: Query = PersonRecords.reachOfEach(caller.policy(for: .peopleRead), self: caller.person)
    let query: Query = "SELECT \(PersonRecords.columns) FROM person n WHERE n.id = \(id) AND \(reach)"
    guard let person = try session.first(query, opened) else { throw Refusal.absent }
    return person
  }

  /// Everybody of exactly this name, by its marks.
  public func find(name: String, in session: any Session) throws -> [Person] {
    let name: String = PersonRecords.folded(name)
    let marks: [Int64] = seal.marks(name)
    let query: Query = "SELECT \(PersonRecords.columns) FROM person n WHERE n.name_mark IN (\(list: marks)) ORDER BY n.id"
    return try session.rows(query, opened).filter { $0.name == name }
  }

  /// How names are compared: full-width letters become ordinary ones, without the space around them.
  static func folded(_ name: String) -> String {
    name.precomposedStringWithCompatibilityMapping.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Gives marks to people who were entered before there were any.
  /// - Returns: how many there were, at most `limit`.
  @discardableResult
  public func markUnmarked(limit: Int = 500, in session: any Session) throws -> Int {
    let found: [(PersonID, [UInt8])] = try session.rows("SELECT id, name_sealed FROM person WHERE name_mark IS NULL LIMIT \(limit)") {
      (try $0.at(0), try $0.at(1))
    }
    for (id, sealed) in found {
      let mark: Int64? = seal.marks(try seal.open(sealed, id)).first
      try session.run("UPDATE person SET name_mark = \(mark) WHERE id = \(id)")
    }
    return found.count
  }
}
