public import Ground
public import SQL

extension BuildingRecords {
  /// The names of buildings, for lists of things that belong to them: one query.
  public func names(_ ids: Set<BuildingID>, in session: any Session) throws -> [BuildingID: String] {
    guard !ids.isEmpty else { return [:] }
    var out: [BuildingID: String] = [:]
    try session.each("SELECT id, name FROM building WHERE id IN (\(list: ids.sorted()))") { out[try $0.at(0)] = try $0.at(1) }
    return out
  }
}
