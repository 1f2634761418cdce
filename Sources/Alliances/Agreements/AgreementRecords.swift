import Ground
import SQL

/// Agreements, their parties and negotiations as they are kept.
struct AgreementRecords: Sendable {
  private static let columns: Query = """
    g.id, g.title, g.pair_id, g.place, g.valid_from, g.valid_until, g.terms, g.resources, g.needs, g.projects, g.state, g.renews, g.version
    """

  private static func agreement(_ row: Row) throws -> Agreement {
    var reader: RowReader = row.reader()
    let id: AgreementID = try reader.next()
    let title: String = try reader.next()
    let pair: PairID? = try reader.next()
    let place: Place = try reader.next()
    let from: CivilDay = try reader.next()
    let until: CivilDay = try reader.next()
    let terms: String = try reader.next()
    let lists = Agreement.Lists(resources: try reader.next(), needs: try reader.next(), projects: try reader.next())
    return Agreement(
      id: id, title: title, pair: pair, place: place, validFrom: from, validUntil: until, terms: terms, lists: lists, state: try reader.next(),
      parties: [], renews: try reader.next(), version: try reader.next())
  }

  func insert(_ agreement: Agreement, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO agreement (id, title, pair_id, place, valid_from, valid_until, terms, resources, needs, projects, state, renews, version)
      VALUES (\(agreement.id), \(agreement.title), \(agreement.pair), \(agreement.place), \(agreement.validFrom),
        \(agreement.validUntil), \(agreement.terms), \(agreement.lists.resources), \(agreement.lists.needs),
        \(agreement.lists.projects), \(agreement.state), \(agreement.renews), \(agreement.version))
      """)
    for (rank, party) in agreement.parties.enumerated() {
      try session.run(
        """
        INSERT INTO agreement_party (agreement_id, rank, area_id, organisation_id, signed)
        VALUES (\(agreement.id), \(rank), \(party.party.area), \(party.party.organisation), \(party.signed))
        """)
    }
  }

  /// Writes state and signatures, and counts the version up.
  /// - Throws: ``Refusal`` `.stale`.
  func save(_ agreement: Agreement, in session: any Session) throws -> Agreement {
    let changed: Int = try session.run(
      """
      UPDATE agreement SET title = \(agreement.title), terms = \(agreement.terms), resources = \(agreement.lists.resources),
        needs = \(agreement.lists.needs), projects = \(agreement.lists.projects), state = \(agreement.state), version = version + 1
      WHERE id = \(agreement.id) AND version = \(agreement.version)
      """)
    guard changed == 1 else { throw Refusal(.stale) }
    for (rank, party) in agreement.parties.enumerated() {
      try session.run(
        "UPDATE agreement_party SET signed = \(party.signed) WHERE agreement_id = \(agreement.id) AND rank = \(rank)")
    }
    var out: Agreement = agreement
    out.version += 1
    return out
  }

  func find(_ id: AgreementID, in session: any Session) throws -> Agreement? {
    try withParties(session.rows("SELECT \(Self.columns) FROM agreement g WHERE g.id = \(id)", Self.agreement), in: session).first
  }

  /// - Throws: ``Refusal/absent`` when there is none or it is out of reach.
  func visible(_ id: AgreementID, to caller: Caller, _ permission: Permission = .allianceRead, in session: any Session) throws -> Agreement {
    guard let found = try find(id, in: session), AgreementScope(caller, permission).allows(found) else { throw Refusal.absent }
    return found
  }

  /// Those of a pair and of all that went into it.
  func all(ofPair pair: PairID, in session: any Session) throws -> [Agreement] {
    try withParties(
      session.rows(
        """
        SELECT \(Self.columns) FROM agreement g WHERE \(PairRecords.merged("g.pair_id", into: pair))
        ORDER BY g.valid_from DESC, g.id LIMIT 100
        """, Self.agreement), in: session)
  }

  func replace(_ old: OrganisationID, by new: OrganisationID, in id: AgreementID, _ session: any Session) throws {
    try session.run("UPDATE agreement_party SET organisation_id = \(new) WHERE agreement_id = \(id) AND organisation_id = \(old)")
    try session.run("UPDATE agreement SET version = version + 1 WHERE id = \(id)")
  }

  func end(_ id: AgreementID, on day: CivilDay, in session: any Session) throws {
    try session.run("UPDATE agreement SET valid_until = \(day), version = version + 1 WHERE id = \(id)")
  }

  func successor(of id: AgreementID, in session: any Session) throws -> AgreementID? {
    try session.first("SELECT g.id FROM agreement g WHERE g.renews = \(id)") { try $0.at(0) }
  }

  /// A page in the order of their ends.
  func list(
    _ filter: AgreementFilter, of scope: AgreementScope, on today: CivilDay, horizon: CivilDay, after cursor: RowCursor?, limit: Int,
    in session: any Session
  ) throws -> Rows<Agreement> {
    var conditions: [Query] = [scope.condition] + filter.conditions(on: today, horizon: horizon)
    if let cursor { conditions.append(cursor.condition("g.valid_until", "g.id")) }
    let found: [Agreement] = try session.rows(
      "SELECT \(Self.columns) FROM agreement g WHERE \(Query.joined(conditions, by: " AND ")) ORDER BY g.valid_until, g.id LIMIT \(limit + 1)",
      Self.agreement)
    return Rows(try withParties(found, in: session), limit: limit) { RowCursor(Int64($0.validUntil.daysSince1970), $0.id.raw) }
  }

  func count(_ filter: AgreementFilter, of scope: AgreementScope, on today: CivilDay, horizon: CivilDay, in session: any Session) throws -> Int {
    let conditions: [Query] = [scope.condition] + filter.conditions(on: today, horizon: horizon)
    return try session.value("SELECT COUNT(*) FROM agreement g WHERE \(Query.joined(conditions, by: " AND "))")
  }

  private func withParties(_ agreements: [Agreement], in session: any Session) throws -> [Agreement] {
    guard !agreements.isEmpty else { return [] }
    var parties: [AgreementID: [Agreement.Party]] = [:]
    try session.each(
      """
      SELECT agreement_id, area_id, organisation_id, signed FROM agreement_party WHERE agreement_id IN (\(list: agreements.map(\.id)))
      ORDER BY agreement_id, rank
      """
    ) { row in
      var reader: RowReader = row.reader()
      let id: AgreementID = try reader.next()
      guard let party = PairParty(area: try reader.next(), organisation: try reader.next()) else { return }
      parties[id, default: []].append(Agreement.Party(party, signed: try reader.next()))
    }
    return agreements.map { agreement in
      var out: Agreement = agreement
      out.parties = parties[agreement.id] ?? []
      return out
    }
  }

  // MARK: Negotiations

  func insert(_ negotiation: Negotiation, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO negotiation (id, agreement_id, day, said, outcome)
      VALUES (\(negotiation.id), \(negotiation.agreement), \(negotiation.day), \(negotiation.said), \(negotiation.outcome))
      """)
  }

  func negotiations(of id: AgreementID, in session: any Session) throws -> [Negotiation] {
    try session.rows(
      "SELECT id, agreement_id, day, said, outcome FROM negotiation WHERE agreement_id = \(id) ORDER BY day, id LIMIT 200"
    ) { row in
      var reader: RowReader = row.reader()
      return Negotiation(
        id: try reader.next(), agreement: try reader.next(), day: try reader.next(), said: try reader.next(), outcome: try reader.next())
    }
  }
}

/// What was negotiated before an agreement was signed, on a day.
struct Negotiation: Sendable, Hashable {
  let id: NegotiationID
  let agreement: AgreementID
  let day: CivilDay
  let said: String
  let outcome: String
}
