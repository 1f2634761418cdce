import Ground
import SQL

/// The figures above the lists. Each is counted by the very condition of the list that it opens.
struct AllianceTotals: Sendable {
  let alliances: Int
  let units: Int
  let standing: Int
  let rotating: Int
  let members: Int
  /// By level: how many areas have one, of how many. Empty where the caller reads no areas.
  let coverage: [(level: String, covered: Int, all: Int)]

  static func read(_ rules: CityProfile.AllianceRules, _ filter: AllianceFilter, of scope: AllianceScope, areas: Policy, in session: any Session)
    throws -> AllianceTotals
  {
    let seats = SeatRecords()
    let cover = CoverageRecords(rules: rules)
    return AllianceTotals(
      alliances: try AllianceRecords().count(filter, of: scope, in: session),
      units: try MemberRecords().unitCount(type: nil, alliances: filter, of: scope, in: session),
      standing: try seats.count(kind: .standing, of: scope, alliances: filter, in: session),
      rotating: try seats.count(kind: .rotating, of: scope, alliances: filter, in: session),
      members: try seats.count(kind: .member, of: scope, alliances: filter, in: session),
      coverage: areas.isNothing
        ? []
        : try cover.levels.map { level in
          let count = try cover.count(of: areas, level: level, on: scope.day, in: session)
          return (level, count.covered, count.all)
        })
  }
}
