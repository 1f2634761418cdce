import Ground
import Places

/// Cells that hold several things, and points.
extension ImportRow {
  /// The things of a cell: between them any of `、，,;；|`. nil when the cell is empty.
  func list(_ key: String, separators: String = "\u{3001}\u{FF0C},;\u{FF1B}|") -> [String]? {
    text(key).map { text in text.split { separators.contains($0) }.map { ImportRow.tidy(String($0)) }.filter { !$0.isEmpty } }
  }

  /// A point of two cells; nil when both are empty.
  /// - Parameter known: what is there: it stays as it is when the cells say the same as exactly as spreadsheets keep numbers.
  func point(known: Coordinates? = nil) throws(ImportProblem) -> Coordinates? {
    let (east, north) = (text("longitude"), text("latitude"))
    if east == nil, north == nil { return nil }
    guard let east = east.flatMap({ Double($0) }), let north = north.flatMap({ Double($0) }),
      let point = Coordinates(longitude: east, latitude: north)
    else { throw ImportProblem(row: number, "longitude", "imports.places.problem.point") }
    return known.map { $0.isWritten(as: point) } == true ? known : point
  }
}

extension Coordinates {
  var cells: [String: ImportValue] { ["longitude": .number(longitude), "latitude": .number(latitude)] }

  /// Spreadsheets keep 15 digits: of degrees at least 12 behind the point, far below a millimetre.
  fileprivate func isWritten(as other: Coordinates) -> Bool {
    abs(longitude - other.longitude) < 1e-11 && abs(latitude - other.latitude) < 1e-11
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
