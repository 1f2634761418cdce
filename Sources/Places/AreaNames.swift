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

extension AreaRecords {
  /// The names of areas as they stand alone in a list: those of the lowest level, which are numbered, with the name of the area above
  /// (吉钢社区第4网格). One query.
  public func titles(_ ids: Set<AreaID>, lowest: String, words: Words, in session: any Session) throws -> [AreaID: String] {
    guard !ids.isEmpty else { return [:] }
    var out: [AreaID: String] = [:]
    try session.each(
      """
      SELECT area.id, area.name, area.level, upper_area.name FROM area LEFT JOIN area upper_area ON upper_area.id = area.parent_id
      WHERE area.id IN (\(list: ids.sorted()))
      """
    ) { row in
      let name: String = try row.at(1)
      let upper: String? = try row.at(3)
      let isLowest: Bool = try row.at(2, as: String.self) == lowest
      out[try row.at(0)] = isLowest ? words("place.area_address", ["upper": upper ?? "", "area": name]) : name
    }
    return out
  }
}
