import Ground
import Places

/// Cells that hold several things, and points.
extension ImportRow {
  /// The things of a cell: between them any of `、，,;；|`. nil when the cell is empty.
  func list(_ key: String, separators: String = "\u{3001}\u{FF0C},;\u{FF1B}|") -> [String]? {
    text(key).map { text in text.split { separators.contains($0) }.map { ImportRow.tidy(String($0)) }.filter { !$0.isEmpty } }
  }

  /// A point of two cells; nil when both are empty.
  func point(_ longitude: String = "longitude", _ latitude: String = "latitude") throws(ImportProblem) -> Coordinates? {
    let (east, north) = (text(longitude), text(latitude))
    if east == nil, north == nil { return nil }
    guard let east = east.flatMap({ Double($0) }), let north = north.flatMap({ Double($0) }),
      let point = Coordinates(longitude: east, latitude: north)
    else { throw ImportProblem(row: number, longitude, "imports.places.problem.point") }
    return point
  }
}

extension WordLookup {
  /// The ids that a cell means; nil when it is empty.
  func ids(_ row: ImportRow, _ column: String) throws(ImportProblem) -> Set<String>? {
    guard let list = row.list(column) else { return nil }
    var out: Set<String> = []
    for text in list {
      guard let id = id(of: text) else { throw ImportProblem(row: row.number, column, "imports.problem.choice", ["value": text]) }
      out.insert(id)
    }
    return out
  }
}
