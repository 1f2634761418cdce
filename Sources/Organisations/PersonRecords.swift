public import Ground
public import SQL

public struct PersonRecords: Sendable {
  let seal: PersonSeal

  public init(seal: PersonSeal) { self.seal = seal }

  public func insert(_ person: Person, in session: any Session) throws {
    let name: [UInt8] = try seal.seal(person.name, person.id)
    let phone: [UInt8]? = try seal.seal(person.phone, of: person.id)
    try session.run(
      """
      INSERT INTO person (id, name_sealed, phone_sealed, name_mark, place, version)
      VALUES (\(person.id), \(name), \(phone), \(seal.marks(person.name).first), \(person.place), \(person.version))
      """)
  }

  /// Whether what is kept of people opens with the keys at hand. Where nobody is kept yet, any keys will do.
  public func isOpenable(in session: any Session) throws -> Bool {
    let oldest: (id: PersonID, name: [UInt8])? = try session.first("SELECT id, name_sealed FROM person ORDER BY id LIMIT 1") {
      (try $0.at(0), try $0.at(1))
    }
    guard let oldest else { return true }
    return (try? seal.open(oldest.name, oldest.id)) != nil
  }

  /// The names of people, for lists: one query.
  public func names(_ ids: Set<PersonID>, in session: any Session) throws -> [PersonID: String] {
    guard !ids.isEmpty else { return [:] }
    var out: [PersonID: String] = [:]
    try session.each("SELECT id, name_sealed FROM person WHERE id IN (\(list: ids.sorted()))") { row in
      let id: PersonID = try row.at(0)
      out[id] = try seal.open(row.at(1), id)
    }
    return out
  }

  public func person(_ id: PersonID, in session: any Session) throws -> Person? {
    try session.first("SELECT \(PersonRecords.columns) FROM person n WHERE n.id = \(id)", opened)
  }

  static let columns: Query = "n.id, n.name_sealed, n.phone_sealed, n.place, n.version"

  func opened(_ row: Row) throws -> Person {
    let id: PersonID = try row.at(0)
    return Person(
      id: id, name: try seal.open(row.at(1), id), phone: try seal.open(row.at(2, as: [UInt8]?.self), of: id), place: try row.at(3),
      version: try row.at(4))
  }

  static func exists(_ id: PersonID, in session: any Session) throws -> Bool {
    try session.first("SELECT 1 FROM person WHERE id = \(id)") != nil
  }
}
