import Ground
import Organisations
import SQL

/// Reads accounts for lists.
struct AccountLineRecords: Sendable {
  let calendar: WorkingCalendar

  /// Ids and whether there is a second factor, by name.
  func page(
    _ filter: AccountFilter, where condition: Query, after name: String?, limit: Int, in session: any Session
  ) throws -> [(id: AccountID, hasFactor: Bool)] {
    var conditions: [Query] = [condition]
    if let text = filter.text.map(Account.folded) { conditions.append("substr(a.name, 1, CAST(\(text.unicodeScalars.count) AS INTEGER)) = \(text)") }
    if let state = filter.state { conditions.append(AccountLineRecords.condition(state)) }
    if let name { conditions.append("a.name > \(name)") }
    return try session.rows(
      """
      SELECT a.id, f.confirmed FROM account a LEFT JOIN second_factor f ON f.account_id = a.id
      WHERE \(Query.joined(conditions, by: " AND ")) ORDER BY a.name LIMIT \(limit)
      """
    ) { (try $0.at(0), try $0.at(1, as: Int64?.self) != nil) }
  }

  private static func condition(_ state: AccountLine.State) -> Query {
    switch state {
    case .open, .locked: "a.disabled = 0 AND a.temporary = 0"
    case .disabled: "a.disabled = 1"
    case .temporary: "a.disabled = 0 AND a.temporary = 1"
    }
  }

  /// The posts that people hold or act for on the day of `now`.
  func posts(of people: Set<PersonID>, at now: Moment, in session: any Session) throws -> [PersonID: [PostID]] {
    let day: CivilDay = calendar.localDay(now)
    var out: [PersonID: [PostID]] = [:]
    let query: Query = """
      SELECT DISTINCT h.person_id, h.post_id FROM \(OccupancyRecords.all) h JOIN post p ON p.id = h.post_id
      WHERE h.person_id IN (\(list: people.sorted())) AND \(Validity.condition("h", on: day)) AND \(Validity.condition("p", on: day))
      ORDER BY h.post_id
      """
    try session.each(query) { row in out[try row.at(0), default: []].append(try row.at(1)) }
    return out
  }

  /// A post of a type at an area that somebody can take from today on: a vacant one, the first of several; where several share one, that.
  func open(_ type: CityProfile.PostType, at area: AreaID, now: Moment, in session: any Session) throws -> PostID? {
    let day: CivilDay = calendar.localDay(now)
    let vacant: Query = """
      NOT EXISTS (SELECT 1 FROM post_holding h
        WHERE h.post_id = p.id AND (h.valid_until IS NULL OR h.valid_until > \(day)))
      """
    let isFree: Query = type.holders == .many ? "1 = 1" : vacant
    return try session.first(
      """
      SELECT p.id FROM post p WHERE p.type = \(type.id) AND p.area_id = \(area) AND \(Validity.condition("p", on: day)) AND \(isFree)
      ORDER BY p.id LIMIT 1
      """
    ) { try $0.at(0) }
  }
}
