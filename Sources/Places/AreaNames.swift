public import Ground
public import SQL

extension AreaRecords {
  /// The names of areas, for lists of things that belong to them: one query.
  public func names(_ ids: Set<AreaID>, in session: any Session) throws -> [AreaID: String] {
    guard !ids.isEmpty else { return [:] }
    var out: [AreaID: String] = [:]
    try session.each("SELECT id, name FROM area WHERE id IN (\(list: ids.sorted()))") { out[try $0.at(0)] = try $0.at(1) }
    return out
  }
}
