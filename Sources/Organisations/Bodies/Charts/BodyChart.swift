import Ground
import SQL

/// A body and as many whole levels below it as one page holds. What lies deeper is counted, and opens in a chart of its own.
struct BodyChart: Sendable {
  let root: Organisation
  /// The bodies drawn below each.
  let below: [OrganisationID: [Organisation]]
  /// How many stand directly below those whose level is not drawn any more.
  let closed: [OrganisationID: Int]
  let day: CivilDay
  /// The rest of those directly below the root.
  let next: RowCursor?

  var count: Int { 1 + below.values.reduce(0) { $0 + $1.count } }

  /// Those that open further, in the order in which they are drawn.
  var opening: [(body: Organisation, count: Int)] {
    below.values.joined().sorted { ($0.place, $0.id) < ($1.place, $1.id) }.compactMap { body in closed[body.id].map { (body, $0) } }
  }
}

struct BodyChartRecords: Sendable {
  let policy: Policy
  let day: CivilDay

  /// Bodies of one page: about eight sides of A4.
  static let most: Int = 240

  func chart(of root: Organisation, after cursor: RowCursor?, in session: any Session) throws -> BodyChart {
    var first: [Organisation] = try children(of: [root.id], after: cursor, limit: BodyChartRecords.most + 1, in: session)
    let isMore: Bool = first.count > BodyChartRecords.most
    if isMore { first.removeLast() }
    var below: [OrganisationID: [Organisation]] = [root.id: first]
    var level: [Organisation] = first
    var count: Int = first.count
    var closed: [OrganisationID: Int] = [:]
    while !level.isEmpty {
      let counts: [OrganisationID: Int] = try counts(below: level.map(\.id), in: session)
      let next: Int = counts.values.reduce(0, +)
      guard count + next <= BodyChartRecords.most else {
        closed = counts
        break
      }
      level = next == 0 ? [] : try children(of: level.map(\.id), after: nil, limit: next, in: session)
      for body in level { if let parent = body.parent { below[parent, default: []].append(body) } }
      count += next
    }
    return BodyChart(
      root: root, below: below, closed: closed, day: day, next: isMore ? first.last.map { RowCursor(place: $0.place, id: $0.id.raw) } : nil)
  }

  private func children(of ids: [OrganisationID], after cursor: RowCursor?, limit: Int, in session: any Session) throws -> [Organisation] {
    let rest: Query = cursor.map { " AND \($0.condition("o"))" } ?? ""
    return try session.rows(
      "SELECT \(BodyRecords.datedColumns) FROM \(reached(ids))\(rest) ORDER BY o.place, o.id LIMIT \(limit)", OrganisationRecords.organisation)
  }

  private func counts(below ids: [OrganisationID], in session: any Session) throws -> [OrganisationID: Int] {
    var out: [OrganisationID: Int] = [:]
    try session.each("SELECT s.parent_id, COUNT(*) FROM \(reached(ids)) GROUP BY s.parent_id") { row in
      out[try row.at(0)] = try row.at(1, as: Int.self)
    }
    return out
  }

  private func reached(_ parents: [OrganisationID]) -> Query {
    "\(BodyRecords.dated(on: day)) WHERE s.parent_id IN (\(list: parents)) AND \(policy.filter(place: "o.place", organisation: "o.id"))"
  }
}
