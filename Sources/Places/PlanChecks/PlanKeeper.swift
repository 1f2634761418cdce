import Ground
import SQL
import Synchronization

/// Keeps the last plan checks in memory: a page, its map and its marks ask for the same one. They are only copies; each question first
/// looks whether an outline, an area, a building or a grid's kind has changed since.
final class PlanKeeper: Sendable {
  struct Checked: Sendable {
    let areas: Int
    let buildings: Int
    let findings: [PlanFinding]
  }

  /// What a check rests on.
  private struct Basis: Hashable {
    let area: AreaID
    let day: CivilDay
    let outlines: Int64
    let structure: Int64
    /// How many buildings, and the sum of their versions: every change raises one.
    let buildings: [Int64]
    let kinds: [Int64]
  }

  /// A city's check has some thousand findings at worst.
  private static let most: Int = 8

  private let kept: Mutex<[Basis: Checked]> = Mutex([:])

  func check(_ area: Area, on today: CivilDay, of profile: CityProfile, in session: any Session) throws -> Checked {
    let basis = try basis(area, today, in: session)
    if let known = kept.withLock({ $0[basis] }) { return known }
    let plan = try PlanRecords(profile).plan(within: area.range, on: today, in: session)
    let made = Checked(areas: plan.parts.count, buildings: plan.houses.count, findings: PlanCheck(profile.grids).findings(plan))
    kept.withLock { kept in
      if kept.count >= Self.most { kept = [:] }
      kept[basis] = made
    }
    return made
  }

  private func basis(_ area: Area, _ today: CivilDay, in session: any Session) throws -> Basis {
    Basis(
      area: area.id, day: today, outlines: try BoundaryRecords().revision(in: session), structure: try AreaSpanRecords().revision(in: session),
      buildings: try session.rows(
        """
        SELECT COUNT(*), COALESCE(SUM(version), 0) FROM building
        WHERE place BETWEEN \(area.range.first) AND \(area.range.last) AND valid_until IS NULL
        """
      ) { [try $0.at(0), try $0.at(1)] }.flatMap { $0 },
      kinds: try session.rows("SELECT COUNT(*), COALESCE(MAX(id), 0), COALESCE(SUM(valid_until), 0) FROM grid_kind") {
        [try $0.at(0), try $0.at(1), try $0.at(2)]
      }.flatMap { $0 })
  }
}
