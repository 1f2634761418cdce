public import Ground
public import SQL

/// What a check of an area's plan found, as its page shows it.
public struct PlanReport: Sendable {
  public let area: Area
  /// How many areas and buildings were looked at.
  public let areas: Int
  public let buildings: Int
  /// Of all findings, how many there are of each kind.
  public let counts: [PlanFinding.Kind: Int]
  /// The page of findings that was asked for.
  public let findings: [PlanFinding]
  /// Names of what the findings are about.
  public let names: PlanNames
  /// The number of the first finding of the next page.
  public let next: Int?
}

/// Names of areas and buildings, for findings.
public struct PlanNames: Sendable {
  /// Grids with the name of the community: they are only numbered.
  public let areas: [AreaID: String]
  public let buildings: [BuildingID: String]
}

/// Checks plans, each within the caller's reach.
public struct PlanDesk: Sendable {
  private let profile: CityProfile
  private let areas: AreaRecords = AreaRecords()
  private let buildings: BuildingRecords = BuildingRecords()
  private let timepiece: Timepiece
  private let keeper: PlanKeeper

  init(_ profile: CityProfile, timepiece: Timepiece, keeper: PlanKeeper = PlanKeeper()) {
    self.profile = profile
    self.timepiece = timepiece
    self.keeper = keeper
  }

  /// All that is wrong below an area, in the order in which pages show it.
  /// - Throws: ``Refusal/absent``.
  func findings(
    of id: AreaID, kind: PlanFinding.Kind?, by caller: Caller, in session: any Session
  ) throws -> (area: Area, checked: PlanKeeper.Checked, wanted: [PlanFinding]) {
    let area = try areas.visible(id, to: caller, in: session)
    let checked = try keeper.check(area, on: profile.calendar.localDay(timepiece.now()), of: profile, in: session)
    return (area, checked, kind.map { kind in checked.findings.filter { $0.kind == kind } } ?? checked.findings)
  }

  /// A page of them.
  /// - Throws: ``Refusal/absent``.
  public func report(
    of id: AreaID, kind: PlanFinding.Kind?, from first: Int, limit: Int, words: Words, by caller: Caller, in session: any Session
  ) throws -> PlanReport {
    let found = try findings(of: id, kind: kind, by: caller, in: session)
    let page = Array(found.wanted.dropFirst(first).prefix(limit))
    var counts: [PlanFinding.Kind: Int] = [:]
    for finding in found.checked.findings { counts[finding.kind, default: 0] += 1 }
    return PlanReport(
      area: found.area, areas: found.checked.areas, buildings: found.checked.buildings, counts: counts, findings: page,
      names: try names(of: page, words: words, in: session), next: first + page.count < found.wanted.count ? first + page.count : nil)
  }

  /// The names that findings speak of.
  public func names(of findings: [PlanFinding], words: Words, in session: any Session) throws -> PlanNames {
    let ids = Set(findings.flatMap { $0.areas + [$0.whole].compactMap { $0 } })
    let titles = try areas.titles(ids, lowest: profile.levels.last?.id ?? "", words: words, in: session)
    let houses = try buildings.find(findings.compactMap(\.building), in: session)
    return PlanNames(areas: titles, buildings: houses.mapValues(\.name))
  }
}
