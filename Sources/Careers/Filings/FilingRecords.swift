import Ground
import Organisations
import Places
import SQL

struct FilingRecords: Sendable {
  private static let columns: Query = """
    f.id, f.post_id, f.person_id, f.area_id, f.place, f.state, f.submitted_on, f.submitted_by, f.decided_on, f.decided_by, f.reason, f.number, \
    f.version
    """

  private static func filing(_ row: Row) throws -> Filing {
    var next = row.reader()
    let (id, post, person): (FilingID, PostID, PersonID) = (try next.next(), try next.next(), try next.next())
    let (area, place): (AreaID, Place) = (try next.next(), try next.next())
    let word: String = try next.next()
    guard let state = Filing.State(rawValue: word) else { throw RowError.unknown(word: word, of: "Filing.State") }
    return Filing(
      id: id, post: post, person: person, area: area, place: place, state: state, submittedOn: try next.next(),
      submittedBy: try next.next(), decidedOn: try next.next(), decidedBy: try next.next(),
      reason: try next.next(), number: try next.next(), version: try next.next())
  }

  func insert(_ filing: Filing, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO career_filing (id, post_id, person_id, area_id, place, state, submitted_on, submitted_by, decided_on, decided_by, reason, number,
        version)
      VALUES (\(filing.id), \(filing.post), \(filing.person), \(filing.area), \(filing.place), \(filing.state.rawValue),
        \(filing.submittedOn), \(filing.submittedBy), \(filing.decidedOn), \(filing.decidedBy), \(filing.reason),
        \(filing.number), \(filing.version))
      """)
  }

  /// - Throws: ``Refusal`` `.stale`.
  func save(_ filing: Filing, in session: any Session) throws -> Filing {
    let changed: Int = try session.run(
      """
      UPDATE career_filing SET state = \(filing.state.rawValue), submitted_on = \(filing.submittedOn),
        submitted_by = \(filing.submittedBy), decided_on = \(filing.decidedOn), decided_by = \(filing.decidedBy),
        reason = \(filing.reason), number = \(filing.number), version = version + 1
      WHERE id = \(filing.id) AND version = \(filing.version)
      """)
    guard changed == 1 else { throw Refusal(.stale) }
    var saved = filing
    saved.version += 1
    return saved
  }

  /// - Throws: ``Refusal/absent``.
  func visible(_ id: FilingID, to caller: Caller, in session: any Session) throws -> Filing {
    let found: Filing? = try session.first("SELECT \(Self.columns) FROM career_filing f WHERE f.id = \(id)", Self.filing)
    guard let found, caller.policy(for: .careerRead).allows(place: found.place) else { throw Refusal.absent }
    return found
  }

  func filing(of post: PostID, person: PersonID, in session: any Session) throws -> Filing? {
    try session.first("SELECT \(Self.columns) FROM career_filing f WHERE f.post_id = \(post) AND f.person_id = \(person)", Self.filing)
  }

  func all(of person: PersonID, policy: Policy, in session: any Session) throws -> [Filing] {
    try session.rows(
      "SELECT \(Self.columns) FROM career_filing f WHERE f.person_id = \(person) AND \(policy.filter(place: "f.place")) ORDER BY f.id DESC",
      Self.filing)
  }

  func list(
    _ state: Filing.State?, within: Within?, of policy: Policy, after cursor: RowCursor?, limit: Int, in session: any Session
  ) throws -> [Filing] {
    var conditions: Query = Self.condition(state, within, policy)
    if let cursor { conditions = "\(conditions) AND \(cursor.condition("f"))" }
    return try session.rows("SELECT \(Self.columns) FROM career_filing f WHERE \(conditions) ORDER BY f.place, f.id LIMIT \(limit)", Self.filing)
  }

  func count(_ state: Filing.State?, within: Within?, of policy: Policy, in session: any Session) throws -> Int {
    try session.value("SELECT COUNT(*) FROM career_filing f WHERE \(Self.condition(state, within, policy))")
  }

  private static func condition(_ state: Filing.State?, _ within: Within?, _ policy: Policy) -> Query {
    var all: [Query] = [policy.filter(place: "f.place")]
    if let within { all.append(within.condition("f", .filings)) }
    if let state { all.append("f.state = \(state.rawValue)") }
    return Query.joined(all, by: " AND ")
  }

  // MARK: Steps

  func insert(_ step: Filing.Step, of filing: FilingID, id: Identifier<Filing.Step>, post: PostID?, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO career_filing_step (id, filing_id, at, act, person_id, post_id, reason, note)
      VALUES (\(id), \(filing), \(step.at), \(step.act), \(step.person), \(post), \(step.reason), \(step.note))
      """)
  }

  /// The newest first.
  func steps(of filing: FilingID, in session: any Session) throws -> [Filing.Step] {
    try session.rows("SELECT at, act, person_id, reason, note FROM career_filing_step WHERE filing_id = \(filing) ORDER BY id DESC") { row in
      Filing.Step(at: try row.at(0), act: try row.at(1), person: try row.at(2), reason: try row.at(3), note: try row.at(4))
    }
  }

  // MARK: Who has not been filed

  /// Posts that must be filed whose holder has not been, in the order of their places.
  func due(
    _ rules: CityProfile.CareerFiling, within: Within?, of policy: Policy, on day: CivilDay, after cursor: RowCursor?, limit: Int,
    in session: any Session
  ) throws -> [(post: PostID, place: Place, person: PersonID)] {
    var conditions: Query = Self.isDue(rules, within, policy, day)
    if let cursor { conditions = "\(conditions) AND \(cursor.condition("p"))" }
    return try session.rows(
      """
      SELECT p.id, p.place, h.person_id FROM post p JOIN post_holding h ON h.post_id = p.id WHERE \(conditions)
      ORDER BY p.place, p.id, h.person_id LIMIT \(limit)
      """
    ) { (try $0.at(0), try $0.at(1), try $0.at(2)) }
  }

  func countDue(
    _ rules: CityProfile.CareerFiling, within: Within?, of policy: Policy, on day: CivilDay, in session: any Session
  ) throws -> Int {
    try session.value("SELECT COUNT(*) FROM post p JOIN post_holding h ON h.post_id = p.id WHERE \(Self.isDue(rules, within, policy, day))")
  }

  private static func isDue(_ rules: CityProfile.CareerFiling, _ within: Within?, _ policy: Policy, _ day: CivilDay) -> Query {
    let narrowed: Query = within.map { " AND \($0.condition("p", .posts))" } ?? ""
    return """
      p.type IN (\(list: rules.posts)) AND \(policy.filter(place: "p.place"))\(narrowed) AND \(Validity.condition("p", on: day))
        AND \(Validity.condition("h", on: day))
        AND NOT EXISTS (SELECT 1 FROM career_filing f WHERE f.post_id = p.id AND f.person_id = h.person_id)
      """
  }
}
