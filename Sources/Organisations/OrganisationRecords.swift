public import Ground
public import SQL

public struct OrganisationRecords: Sendable {
  static let columns: Query =
    "o.id, o.kind, o.profile_key, o.name, o.area_id, o.place, o.place_last, o.valid_from, o.valid_until, o.version"

  public init() {}

  static func organisation(_ row: Row) throws -> Organisation {
    var reader = row.reader()
    return Organisation(
      id: try reader.next(), kind: try reader.next(), key: try reader.next(), name: try reader.next(), area: try reader.next(),
      range: try reader.range(), validFrom: try reader.day(), validUntil: try reader.dayOrNone(), version: try reader.next())
  }

  public func insert(_ organisation: Organisation, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO organisation (id, kind, profile_key, name, area_id, place, place_last, valid_from, valid_until, version)
      VALUES (\(organisation.id), \(organisation.kind), \(organisation.key), \(organisation.name), \(organisation.area),
        \(organisation.range.first), \(organisation.range.last), \(organisation.validFrom.daysSince1970),
        \(organisation.validUntil?.daysSince1970), \(organisation.version))
      """)
  }

  public func organisation(_ id: OrganisationID, in session: any Session) throws -> Organisation? {
    try session.first("SELECT \(OrganisationRecords.columns) FROM organisation o WHERE o.id = \(id)", OrganisationRecords.organisation)
  }

  /// The names of organisations, for lists and queues: one query.
  public func names(_ ids: Set<OrganisationID>, words: Words, in session: any Session) throws -> [OrganisationID: String] {
    guard !ids.isEmpty else { return [:] }
    let query: Query = "SELECT \(OrganisationRecords.columns) FROM organisation o WHERE o.id IN (\(list: ids.sorted()))"
    var out: [OrganisationID: String] = [:]
    for organisation in try session.rows(query, OrganisationRecords.organisation) {
      out[organisation.id] = organisation.name(words)
    }
    return out
  }
}
