public import Ground
import Places
public import SQL

/// The dated side of bodies: spans, bindings, and walks up and down the chain on a day.
public struct BodyRecords: Sendable {
  public init() {}

  /// The columns of an organisation as it was on the day of its span `s`.
  static let datedColumns: Query =
    """
    o.id, s.kind, o.profile_key, s.name, s.short_name, s.parent_id, o.field, o.unit_level, o.credit_code, o.successor_id, o.area_id, o.place,
    o.place_last, o.valid_from, o.valid_until, o.version
    """

  /// `organisation o` joined with its span on a day.
  static func dated(on day: CivilDay) -> Query {
    "organisation o JOIN organisation_span s ON s.organisation_id = o.id AND \(Validity.condition("s", on: day))"
  }

  // MARK: Spans

  public func story(of id: OrganisationID, in session: any Session) throws -> BodyStory {
    let query: Query = """
      SELECT valid_from, valid_until, kind, name, short_name, parent_id FROM organisation_span WHERE organisation_id = \(id)
      ORDER BY valid_from
      """
    return BodyStory(
      try session.rows(query) { row in
        var reader = row.reader()
        return BodySpan(
          validFrom: try reader.next(), validUntil: try reader.next(), kind: try reader.next(), name: try reader.next(),
          shortName: try reader.next(), parent: try reader.next())
      })
  }

  /// Writes a body's spans anew; the caller keeps its row in step with ``save(_:at:in:)``.
  func save(_ story: BodyStory, of id: OrganisationID, in session: any Session) throws {
    try session.run("DELETE FROM organisation_span WHERE organisation_id = \(id)")
    for span in story.spans {
      try session.run(
        """
        INSERT INTO organisation_span (organisation_id, valid_from, valid_until, kind, name, short_name, parent_id)
        VALUES (\(id), \(span.validFrom), \(span.validUntil), \(span.kind), \(span.name), \(span.shortName),
          \(span.parent))
        """)
    }
  }

  /// Writes the row of a body, its version raised.
  /// - Throws: ``Refusal`` `.stale` when another was quicker.
  func save(_ organisation: Organisation, in session: any Session) throws -> Organisation {
    var saved: Organisation = organisation
    saved.version += 1
    let changed: Int = try session.run(
      """
      UPDATE organisation SET kind = \(saved.kind), name = \(saved.name), short_name = \(saved.shortName), parent_id = \(saved.parent),
        field = \(saved.field), unit_level = \(saved.unitLevel), credit_code = \(saved.creditCode), successor_id = \(saved.successor),
        valid_until = \(saved.validUntil), version = \(saved.version)
      WHERE id = \(saved.id) AND version = \(organisation.version)
      """)
    guard changed == 1 else { throw Refusal(.stale) }
    return saved
  }

  /// Brings the rows into step with the spans of a day, when planned changes have come due.
  /// - Returns: how many bodies changed.
  @discardableResult public func roll(to day: CivilDay, in session: any Session) throws -> Int {
    try session.run(
      """
      UPDATE organisation SET kind = s.kind, name = s.name, short_name = s.short_name, parent_id = s.parent_id,
        version = organisation.version + 1
      FROM organisation_span s WHERE \(BodyRecords.due(on: day))
      """)
  }

  /// Whether a planned change has come due.
  public func isDue(on day: CivilDay, in session: any Session) throws -> Bool {
    let query: Query = "SELECT 1 FROM organisation JOIN organisation_span s ON \(BodyRecords.due(on: day)) LIMIT 1"
    return try session.first(query) != nil
  }

  private static func due(on day: CivilDay) -> Query {
    """
    s.organisation_id = organisation.id AND \(Validity.condition("s", on: day)) AND (organisation.kind <> s.kind
      OR organisation.name IS DISTINCT FROM s.name OR organisation.short_name IS DISTINCT FROM s.short_name
      OR organisation.parent_id IS DISTINCT FROM s.parent_id)
    """
  }

  // MARK: Up and down

  /// A body as it was on a day; nil when it did not exist then.
  public func organisation(_ id: OrganisationID, on day: CivilDay, in session: any Session) throws -> Organisation? {
    try session.first(
      "SELECT \(BodyRecords.datedColumns) FROM \(BodyRecords.dated(on: day)) WHERE o.id = \(id)", OrganisationRecords.organisation)
  }

  /// From the top of the chain down to the body directly above.
  public func above(_ id: OrganisationID, on day: CivilDay, in session: any Session) throws -> [Organisation] {
    let query: Query = """
      WITH RECURSIVE up (id, height) AS (
        SELECT s.parent_id, 1 FROM organisation_span s WHERE s.organisation_id = \(id) AND \(Validity.condition("s", on: day))
        UNION ALL
        SELECT s.parent_id, up.height + 1 FROM up JOIN organisation_span s ON s.organisation_id = up.id AND \(Validity.condition("s", on: day))
        WHERE up.height < 32
      )
      SELECT \(BodyRecords.datedColumns) FROM \(BodyRecords.dated(on: day)) JOIN up ON up.id = o.id ORDER BY up.height DESC
      """
    return try session.rows(query, OrganisationRecords.organisation)
  }

  /// The bodies directly below, in the order of their places.
  public func below(_ id: OrganisationID, on day: CivilDay, limit: Int, in session: any Session) throws -> [Organisation] {
    try session.rows(
      """
      SELECT \(BodyRecords.datedColumns) FROM \(BodyRecords.dated(on: day)) WHERE s.parent_id = \(id)
      ORDER BY o.place, o.id LIMIT \(limit)
      """, OrganisationRecords.organisation)
  }

  public func countBelow(_ id: OrganisationID, on day: CivilDay, in session: any Session) throws -> Int {
    try session.value(
      "SELECT COUNT(*) FROM organisation_span s WHERE s.parent_id = \(id) AND \(Validity.condition("s", on: day))")
  }

  /// Everybody who is, was or will be directly below, with the days.
  func childSpans(of id: OrganisationID, in session: any Session) throws -> [(id: OrganisationID, span: BodySpan)] {
    try session.rows(
      """
      SELECT organisation_id, valid_from, valid_until, kind, name, short_name, parent_id FROM organisation_span WHERE parent_id = \(id)
      ORDER BY organisation_id, valid_from
      """
    ) { row in
      var reader = row.reader()
      let child: OrganisationID = try reader.next()
      let span = BodySpan(
        validFrom: try reader.next(), validUntil: try reader.next(), kind: try reader.next(), name: try reader.next(),
        shortName: try reader.next(), parent: try reader.next())
      return (child, span)
    }
  }

  /// The bodies of some kinds that may stand above one in an area: those whose own area contains it.
  func candidates(
    kinds: [String], containing place: Place, ancestry: Ancestry, on day: CivilDay, in session: any Session
  ) throws -> [Organisation] {
    try session.rows(
      """
      SELECT \(BodyRecords.datedColumns) FROM \(BodyRecords.dated(on: day))
      WHERE s.kind IN (\(list: kinds)) AND \(ancestry.condition("o", containing: place)) ORDER BY o.place DESC, o.id LIMIT 200
      """, OrganisationRecords.organisation)
  }

  // MARK: Bindings

  public func insert(_ binding: BodyBinding, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO organisation_area (id, organisation_id, area_id, place, place_last, building_id, estate_id, valid_from, valid_until)
      VALUES (\(binding.id), \(binding.organisation), \(binding.area), \(binding.range.first), \(binding.range.last), \(binding.building),
        \(binding.estate), \(binding.validFrom), \(binding.validUntil))
      """)
  }

  public func bindings(of id: OrganisationID, in session: any Session) throws -> [BodyBinding] {
    try session.rows(
      "SELECT \(Self.bindingColumns) FROM organisation_area b WHERE b.organisation_id = \(id) ORDER BY b.place, b.valid_from, b.id", Self.binding)
  }

  /// All that were, are and will be bound to an estate, the latest first.
  public func bindings(to id: EstateID, in session: any Session) throws -> [BodyBinding] {
    try session.rows(
      "SELECT \(Self.bindingColumns) FROM organisation_area b WHERE b.estate_id = \(id) ORDER BY b.valid_from DESC, b.id", Self.binding)
  }

  private static let bindingColumns: Query = """
    b.id, b.organisation_id, b.area_id, b.place, b.place_last, b.building_id, b.estate_id, b.valid_from, b.valid_until
    """

  private static func binding(_ row: Row) throws -> BodyBinding {
    var reader = row.reader()
    return BodyBinding(
      id: try reader.next(), organisation: try reader.next(), area: try reader.next(), range: try reader.range(), building: try reader.next(),
      estate: try reader.next(), validFrom: try reader.next(), validUntil: try reader.next())
  }

  /// The last day, from the first on and before the second, on which something of a body began: a name, an area, a membership, a duty, a holder of
  /// one of its seats. It cannot have ended before that.
  func lastBegun(of id: OrganisationID, from first: CivilDay, before end: CivilDay, in session: any Session) throws -> CivilDay? {
    let seats: Query = "post_id IN (SELECT id FROM post WHERE organisation_id = \(id))"
    let dated: [(table: Query, whose: Query)] = [
      ("organisation_span", "organisation_id = \(id)"), ("organisation_area", "organisation_id = \(id)"),
      ("organisation_member", "(body_id = \(id) OR member_id = \(id))"), ("duty", "organisation_id = \(id)"), ("post_holding", seats),
      ("post_stand_in", seats),
    ]
    let days: [Query] = dated.map {
      "SELECT valid_from FROM \($0.table) WHERE \($0.whose) AND valid_from >= \(first) AND valid_from < \(end)"
    }
    return try session.first("SELECT MAX(valid_from) FROM (\(Query.joined(days, by: " UNION ALL "))) AS begun") {
      try $0.at(0, as: CivilDay?.self)
    } ?? nil
  }

  /// Ends what holds beyond a day; what would only begin then never does.
  func endBindings(of id: OrganisationID, on day: CivilDay, in session: any Session) throws {
    try session.run("DELETE FROM organisation_area WHERE organisation_id = \(id) AND valid_from >= \(day)")
    try session.run(
      "UPDATE organisation_area SET valid_until = \(day) WHERE organisation_id = \(id) AND (valid_until IS NULL OR valid_until > \(day))")
  }

  func endBinding(_ id: OrganisationBindingID, of organisation: OrganisationID, on day: CivilDay, in session: any Session) throws -> Bool {
    let removed: Int = try session.run(
      "DELETE FROM organisation_area WHERE id = \(id) AND organisation_id = \(organisation) AND valid_from >= \(day)")
    let ended: Int = try session.run(
      """
      UPDATE organisation_area SET valid_until = \(day)
      WHERE id = \(id) AND organisation_id = \(organisation) AND (valid_until IS NULL OR valid_until > \(day))
      """)
    return removed + ended > 0
  }

  // MARK: Seats

  /// A body's posts end with it, and so do those who hold them or stand in.
  func endSeats(of id: OrganisationID, on day: CivilDay, in session: any Session) throws {
    for table: Query in ["post_holding", "post_stand_in"] {
      try session.run(
        "DELETE FROM \(table) WHERE valid_from >= \(day) AND post_id IN (SELECT id FROM post WHERE organisation_id = \(id))")
      try session.run(
        """
        UPDATE \(table) SET valid_until = \(day) WHERE post_id IN (SELECT id FROM post WHERE organisation_id = \(id))
          AND valid_from < \(day) AND (valid_until IS NULL OR valid_until > \(day))
        """)
    }
    try session.run(
      """
      UPDATE post SET valid_until = CASE WHEN valid_from > \(day) THEN valid_from ELSE \(day) END, version = version + 1
      WHERE organisation_id = \(id) AND (valid_until IS NULL OR valid_until > \(day))
      """)
  }

  /// Whether a living body of the same kind bears the same name in the area.
  func isTaken(_ name: String, kind: String, area: AreaID, on day: CivilDay, in session: any Session) throws -> Bool {
    try session.first(
      """
      SELECT 1 FROM \(BodyRecords.dated(on: day)) WHERE o.area_id = \(area) AND s.kind = \(kind) AND s.name = \(name) LIMIT 1
      """) != nil
  }
}

extension BodyRecords {
  /// A page of the bodies within a policy, as they were on a day, in the order of their places.
  public func list(
    _ filter: OrganisationFilter, _ profile: CityProfile, of policy: Policy, on day: CivilDay, after cursor: RowCursor?, limit: Int,
    in session: any Session
  ) throws -> [Organisation] {
    var conditions: [Query] = [policy.filter(place: "o.place", organisation: "o.id")]
    conditions += filter.conditions(profile, on: day)
    if let cursor { conditions.append(cursor.condition("o")) }
    let query: Query = """
      SELECT \(BodyRecords.datedColumns) FROM \(BodyRecords.dated(on: day)) WHERE \(Query.joined(conditions, by: " AND "))
      ORDER BY o.place, o.id LIMIT \(limit)
      """
    return try session.rows(query, OrganisationRecords.organisation)
  }

  /// The names of bodies as they were on a day.
  public func names(_ ids: Set<OrganisationID>, on day: CivilDay, words: Words, in session: any Session) throws -> [OrganisationID: String] {
    guard !ids.isEmpty else { return [:] }
    let query: Query = "SELECT \(BodyRecords.datedColumns) FROM \(BodyRecords.dated(on: day)) WHERE o.id IN (\(list: ids.sorted()))"
    var out: [OrganisationID: String] = [:]
    for body in try session.rows(query, OrganisationRecords.organisation) { out[body.id] = body.name(words) }
    return out
  }
}
