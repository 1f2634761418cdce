public import Ground
public import SQL

/// Numbers a community's grids anew on request: first as a dry run, then by the change desk.
public struct NumberingDesk: Sendable {
  private let profile: CityProfile
  private let changes: AreaChangeDesk
  private let drawings: DrawingDesk

  init(_ profile: CityProfile, changes: AreaChangeDesk) {
    self.profile = profile
    self.changes = changes
    drawings = DrawingDesk(profile, changes: changes)
  }

  /// What the codes would become.
  /// - Throws: ``Refusal/absent``.
  public func dryRun(_ id: AreaID, by caller: Caller, in session: any Session) throws -> (drawing: Drawing, numbering: GridNumbering) {
    let drawing = try drawings.drawing(of: id, by: caller, for: .areaManage, in: session)
    let width = (profile.levels.last?.digits ?? 0) - drawing.community.code.utf8.count
    let taken = try taken(drawing, in: session)
    return (drawing, try GridNumbering(drawing, rules: profile.grids, width: width, taken: taken))
  }

  /// Codes under the community that another area has had: old papers still speak of it.
  private func taken(_ drawing: Drawing, in session: any Session) throws -> Set<String> {
    let range = drawing.community.range
    let codes: [String] = try session.rows(
      """
      SELECT DISTINCT code FROM area_span
      WHERE place BETWEEN \(range.first) AND \(range.last) AND area_id NOT IN (\(list: drawing.grids.map(\.id) + [drawing.community.id]))
      """
    ) { try $0.at(0) }
    return Set(codes)
  }

  /// - Parameter version: of the drawing, which its codes are part of.
  public func renumber(
    _ id: AreaID, on day: CivilDay, reason: String?, expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> GridNumbering {
    let (drawing, numbering) = try dryRun(id, by: caller, in: session)
    guard drawing.version == version else { throw Refusal(.stale) }
    guard !numbering.changes.isEmpty else { throw Refusal.invalid([FieldProblem("day", "numbering.problem.unchanged")]) }
    _ = try changes.decide(.recode(numbering.changes), on: day, reason: reason, expecting: nil, by: caller, in: session)
    return numbering
  }

  var today: CivilDay { drawings.today }
}
