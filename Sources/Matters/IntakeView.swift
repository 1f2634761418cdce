import Ground
import Places
import SQL

/// What the page behind a code shows.
struct IntakeView: Sendable {
  /// What neighbours have reported already, without a word of theirs.
  struct Known: Sendable {
    let id: MatterID
    let category: String
    let state: String
    let reportedAt: Moment
    let reports: Int
  }

  let step: Doorstep
  /// Open matters of the same building or area, newest first.
  let known: [Known]
}

extension Doorstep {
  /// The community's name and what stands above it, for the head of a page.
  func whereTo(_ profile: CityProfile) -> (name: String, small: String) {
    let upper: [Area] = chain.filter { $0.level != profile.levels.last?.id }
    return (upper.last?.name ?? chain.last?.name ?? "", upper.dropLast().suffix(2).map(\.name).joined())
  }
}

struct IntakeRecords: Sendable {
  static let shown: Int = 5

  func view(_ code: String, in session: any Session) throws -> IntakeView {
    let step: Doorstep = try DoorCodeRecords().resolve(code, in: session)
    return IntakeView(step: step, known: try known(at: step, in: session))
  }

  private func known(at step: Doorstep, in session: any Session) throws -> [IntakeView.Known] {
    try session.rows(
      """
      SELECT m.id, m.category, m.state, m.reported_at, m.reports FROM matter m
      WHERE \(IntakeRecords.here(step)) AND m.is_open = 1 AND m.waiting_for <> \(Workflow.WaitingFor.requester.rawValue)
      ORDER BY m.reported_at DESC, m.id DESC LIMIT \(IntakeRecords.shown)
      """
    ) { row in
      var next: RowReader = row.reader()
      return IntakeView.Known(
        id: try next.next(), category: try next.next(), state: try next.next(), reportedAt: try next.next(), reports: try next.next())
    }
  }

  /// Whether a matter is of the same building, or of the same area where there is none.
  func isHere(_ matter: MatterID, _ step: Doorstep, in session: any Session) throws -> Bool {
    try session.first("SELECT 1 FROM matter m WHERE m.id = \(matter) AND \(IntakeRecords.here(step))") != nil
  }

  private static func here(_ step: Doorstep) -> Query {
    if let building = step.building { return "m.building_id = \(building.id)" }
    return "m.place = \(step.place) AND m.area_id = \(step.area)"
  }
}
