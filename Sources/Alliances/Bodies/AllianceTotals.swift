import Ground
import SQL

/// The figures above the lists. Each is counted by the very condition of the list that it opens.
struct AllianceTotals: Sendable {
  let alliances: Int
  let units: Int
  let standing: Int
  let rotating: Int
  let members: Int
  /// Agreements that end soon and are not renewed.
  let due: Int
  /// By level: how many areas have one, of how many. Empty where the caller reads no areas.
  let coverage: [(level: String, covered: Int, all: Int)]

  static func read(
    _ rules: CityProfile.AllianceRules, _ filter: AllianceFilter, of scope: AllianceScope, to caller: Caller, _ renewal: Renewal,
    in session: any Session
  ) throws -> AllianceTotals {
    let areas: Policy = caller.policy(for: .areaRead)
    let due = AgreementFilter(view: .due, within: filter.within)
    let seats = SeatRecords()
    let cover = CoverageRecords(rules: rules, within: filter.within)
    return AllianceTotals(
      alliances: try AllianceRecords().count(filter, of: scope, in: session),
      units: try MemberRecords().unitCount(type: nil, alliances: filter, of: scope, in: session),
      standing: try seats.count(kind: .standing, of: scope, alliances: filter, in: session),
      rotating: try seats.count(kind: .rotating, of: scope, alliances: filter, in: session),
      members: try seats.count(kind: .member, of: scope, alliances: filter, in: session),
      due: try AgreementRecords().count(
        due, of: AgreementScope(caller), on: scope.day, horizon: renewal.horizon(from: scope.day), in: session),
      coverage: areas.isNothing
        ? []
        : try cover.levels.map { level in
          let count = try cover.count(of: areas, level: level, on: scope.day, in: session)
          return (level, count.covered, count.all)
        })
  }
}
