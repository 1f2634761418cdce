public import Ground
public import SQL
import Synchronization

/// Keeps the structures of the days that are asked for in memory. They are only copies: each question first looks at the revision
/// of the spans, and forgets them when somebody has changed one.
public final class StructureKeeper: Sendable {
  private struct Known {
    var revision: Int64
    var structures: [CivilDay: AreaStructure]
  }

  /// A report asks for a few days; more are worked out anew.
  private static let most: Int = 16

  private let known: Mutex<Known> = Mutex(Known(revision: -1, structures: [:]))

  public init() {}

  public func structure(on day: CivilDay, in session: any Session) throws -> AreaStructure {
    let revision = try AreaSpanRecords().revision(in: session)
    let kept = known.withLock { $0.revision == revision ? $0.structures[day] : nil }
    if let kept { return kept }
    let made = try load(day, in: session)
    known.withLock { known in
      if known.revision != revision || known.structures.count >= Self.most { known = Known(revision: revision, structures: [:]) }
      known.structures[day] = made
    }
    return made
  }

  private func load(_ day: CivilDay, in session: any Session) throws -> AreaStructure {
    var spans: [AreaID: [AreaSpan]] = [:]
    try session.each("SELECT \(AreaSpanRecords.columns) FROM area_span s ORDER BY s.area_id, coalesce(s.valid_from, -1000000)") { row in
      let span: AreaSpan = try AreaSpanRecords.span(row)
      spans[span.area, default: []].append(span)
    }
    // Nothing stands yet in an area whose first day lies ahead, and its number may still be another's.
    let query: Query =
      "SELECT id, place, origin_id, CASE WHEN valid_until IS NULL THEN 1 ELSE 0 END FROM area WHERE version > 0 ORDER BY id"
    let rows = try session.rows(query) {
      AreaStructure.Row(id: try $0.at(0), place: try $0.at(1), origin: try $0.at(2), isStanding: try $0.at(3))
    }
    return AreaStructure(day: day, rows: rows, spans: spans)
  }
}
