import Ground
import Places
import SQL

/// An area as it was on a day, and what counts in it: what stands where that area's things stand today, but for what has itself moved
/// since; and what stood in it on that day and stands elsewhere now.
struct AreaAsWas: Sendable {
  /// Two questions rather than one with an OR, because no engine finds an index for that.
  enum Part: Sendable { case standing, moved }

  let day: CivilDay
  /// Today's places of what counts there; none when the area did not exist on that day.
  let ranges: [PlaceRange]
  var part: Part?

  var parts: [AreaAsWas] {
    [Part.standing, .moved].map { part in
      var out: AreaAsWas = self
      out.part = part
      return out
    }
  }

  /// - Parameter place: the column of `m`, as the queue wants it named.
  func condition(place: Query) -> Query {
    switch part {
    case .moved: return moved
    case .standing, nil:
      return """
        \(within(place)) AND NOT EXISTS (SELECT 1 FROM matter_stay y WHERE y.matter_id = m.id AND \(stays))
        """
    }
  }

  var moved: Query { "m.id IN (SELECT y.matter_id FROM matter_stay y WHERE \(within("y.place")) AND \(stays))" }

  func within(_ column: Query) -> Query {
    guard !ranges.isEmpty else { return "1 = 0" }
    return "(\(Query.joined(ranges.map { "\(column) BETWEEN \($0.first) AND \($0.last)" }, by: " OR ")))"
  }

  var stays: Query {
    "y.valid_until > \(day) AND (y.valid_from IS NULL OR y.valid_from <= \(day))"
  }
}

extension MatterQueue {
  /// The counters hold what stands in the area's places; what has moved since is counted by its rows.
  func figure(_ question: Question, _ asWas: AreaAsWas, in session: any Session) throws -> Int {
    let filter = question.filter
    let plain = MatterFilter(isOpen: filter.isOpen, area: filter.area, order: filter.order, structure: filter.structure)
    guard plain == filter, asWas.ranges.allSatisfy({ range in question.policy.ranges.contains { $0.contains(range) } }) else {
      return try count(question, in: session)
    }
    let standing = try asWas.ranges.reduce(0) { $0 + (try counted(filter.isOpen, in: $1, session)) }
    let state: Query = filter.isOpen.map { $0 ? " AND m.is_open = 1" : " AND m.is_open = 0" } ?? ""
    let gone = try session.value(
      "SELECT count(*) FROM matter m WHERE \(asWas.arrived)\(state)", as: Int.self)
    let moved = try question.parts.filter { $0.asWas?.part == .moved }.reduce(0) { $0 + (try rows($1, in: session)) }
    return standing - gone + moved
  }
}

extension AreaAsWas {
  /// What stands in the area's places now and stood elsewhere on that day, or there already: it has a stay of that day.
  var arrived: Query {
    "m.id IN (SELECT y.matter_id FROM matter_stay y WHERE \(stays)) AND \(within("+m.place"))"
  }
}

extension MatterViews {
  func asWas(_ area: AreaID, on day: CivilDay, in session: any Session) throws -> AreaAsWas {
    AreaAsWas(day: day, ranges: try room.structures.structure(on: day, in: session).places(of: area) ?? [])
  }
}
