public import Ground
public import SQL

public struct OrganisationRecords: Sendable {
  static let columns: Query =
    """
    o.id, o.kind, o.profile_key, o.name, o.short_name, o.parent_id, o.field, o.unit_level, o.credit_code, o.successor_id, o.area_id, o.place,
    o.place_last, o.valid_from, o.valid_until, o.version
    """

  public init() {}

  static func organisation(_ row: Row) throws -> Organisation {
    var reader = row.reader()
    return try organisation(&reader)
  }

  static func organisation(_ reader: inout RowReader) throws -> Organisation {
    Organisation(
      id: try reader.next(), kind: try reader.next(), key: try reader.next(), name: try reader.next(), shortName: try reader.next(),
      parent: try reader.next(), field: try reader.next(), unitLevel: try reader.next(), creditCode: try reader.next(),
      successor: try reader.next(), area: try reader.next(), range: try reader.range(), validFrom: try reader.next(),
      validUntil: try reader.next(), version: try reader.next())
  }

  /// Writes the body and the first span of its dated facts.
  public func insert(_ organisation: Organisation, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO organisation (id, kind, profile_key, name, short_name, parent_id, field, unit_level, credit_code, successor_id, area_id,
        place, place_last, valid_from, valid_until, version)
      VALUES (\(organisation.id), \(organisation.kind), \(organisation.key), \(organisation.name), \(organisation.shortName),
        \(organisation.parent), \(organisation.field), \(organisation.unitLevel), \(organisation.creditCode), \(organisation.successor),
        \(organisation.area), \(organisation.range.first), \(organisation.range.last), \(organisation.validFrom),
        \(organisation.validUntil), \(organisation.version))
      """)
    try session.run(
      """
      INSERT INTO organisation_span (organisation_id, valid_from, valid_until, kind, name, short_name, parent_id)
      VALUES (\(organisation.id), \(organisation.validFrom), \(organisation.validUntil), \(organisation.kind),
        \(organisation.name), \(organisation.shortName), \(organisation.parent))
      """)
  }

  public func organisation(_ id: OrganisationID, in session: any Session) throws -> Organisation? {
    try session.first("SELECT \(OrganisationRecords.columns) FROM organisation o WHERE o.id = \(id)", OrganisationRecords.organisation)
  }

  /// Several at once, by id: one query.
  public func find(_ ids: Set<OrganisationID>, in session: any Session) throws -> [OrganisationID: Organisation] {
    guard !ids.isEmpty else { return [:] }
    let query: Query = "SELECT \(OrganisationRecords.columns) FROM organisation o WHERE o.id IN (\(list: ids.sorted()))"
    var out: [OrganisationID: Organisation] = [:]
    for organisation in try session.rows(query, OrganisationRecords.organisation) { out[organisation.id] = organisation }
    return out
  }

  /// The names of organisations, for lists and queues: one query.
  public func names(_ ids: Set<OrganisationID>, words: Words, in session: any Session) throws -> [OrganisationID: String] {
    try find(ids, in: session).mapValues { $0.name(words) }
  }

  /// The organisation, if this caller may read it.
  /// - Throws: ``Refusal/absent`` when there is none or it is out of the caller's reach.
  public func visible(_ id: OrganisationID, to caller: Caller, in session: any Session) throws -> Organisation {
    let policy: Policy = caller.policy(for: .organisationRead)
    guard let found = try organisation(id, in: session), policy.allows(place: found.place, organisation: found.id) else {
      throw Refusal.absent
    }
    return found
  }
}
