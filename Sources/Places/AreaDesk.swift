public import Ground
public import SQL

/// An area with what stands around it, as its page shows it.
public struct AreaView: Sendable {
  public let area: Area
  /// From the top down to the area itself.
  public let chain: [Area]
  public let children: [Area]
  /// How many areas of each level lie below.
  public let counts: [String: Int]
  public let buildings: Int
  public let isMapped: Bool
  /// What changed last, and what is to change, the latest day first.
  public var changes: [AreaChange] = []
  /// Where what stood in it went, when it has ended.
  public var successor: Area?
  /// The day on whose areas it is shown; nil: today's.
  public var structure: CivilDay?
}

/// A page of areas.
public struct AreaList: Sendable {
  public let areas: [Area]
  /// The areas directly above them, because 第1网格 alone says little.
  public let above: [AreaID: Area]
  /// Where the next page begins.
  public let next: RowCursor?
  /// Those of them to which the text that was looked for leads as a former code.
  public var heirs: Set<AreaID> = []
}

/// The codes of an area on a sheet.
public struct CodeSheet: Sendable {
  public let area: Area
  public let chain: [Area]
  public let steps: [Doorstep]
  /// Where the next sheet begins.
  public let next: RowCursor?
}

/// What one can ask about areas, each within the caller's reach.
public struct AreaDesk: Sendable {
  private let areas: AreaRecords = AreaRecords()
  private let buildings: BuildingRecords = BuildingRecords()
  private let boundaries: BoundaryRecords = BoundaryRecords()
  private let codes: DoorCodeRecords = DoorCodeRecords()

  public init() {}

  /// A page of the areas that a caller may read.
  /// - Parameter today: the day whose former codes are known too.
  public func list(
    _ filter: AreaFilter, after cursor: RowCursor?, limit: Int, on today: CivilDay, by caller: Caller, in session: any Session
  ) throws -> AreaList {
    var filter = filter
    if filter.structure == nil, let text = filter.text {
      filter.heirs = try areas.formerCodes(text, on: today, in: session).areas(text)
    }
    var found = try listed(filter, of: caller.policy(for: .areaRead), after: cursor, limit: limit + 1, in: session)
    let isMore = found.count > limit
    if isMore { found.removeLast() }
    let above =
      try filter.structure.map { try areas.find(found.compactMap(\.parent), on: $0, in: session) }
      ?? areas.find(found.compactMap(\.parent), in: session)
    return AreaList(areas: found, above: above, next: isMore ? found.last.map { RowCursor($0) } : nil, heirs: filter.heirs)
  }

  private func listed(
    _ filter: AreaFilter, of policy: Policy, after cursor: RowCursor?, limit: Int, in session: any Session
  ) throws -> [Area] {
    guard let day = filter.structure else { return try areas.list(filter, of: policy, after: cursor, limit: limit, in: session) }
    return try areas.list(filter, on: day, of: policy, after: cursor, limit: limit, in: session)
  }

  /// The area as it was on a day, with what lay around it.
  /// - Throws: ``Refusal/absent``; `.conflict` when it did not exist on that day.
  public func view(
    _ id: AreaID, asWasOn day: CivilDay, by caller: Caller, from structures: StructureKeeper, in session: any Session
  ) throws -> AreaView {
    _ = try areas.visible(id, to: caller, in: session)
    let tree = try structures.structure(on: day, in: session).tree
    guard let area = tree[id] else { throw Refusal(.conflict, "structure.absent") }
    let below = tree.descendants(of: area)
    var counts: [String: Int] = [:]
    for part in below { counts[part.level, default: 0] += 1 }
    let grids = Set(([area] + below).map(\.id))
    let standing = try buildings.grids(on: day, in: session).values.count { grids.contains($0) }
    return AreaView(
      area: area, chain: tree.chain(of: id), children: tree.children(of: id), counts: counts, buildings: standing, isMapped: false,
      structure: day)
  }

  /// - Throws: ``Refusal/absent``.
  public func view(_ id: AreaID, by caller: Caller, in session: any Session) throws -> AreaView {
    let area = try areas.visible(id, to: caller, in: session)
    var counts = try areas.counts(within: area.range, in: session)
    counts[area.level] = nil
    return AreaView(
      area: area, chain: try areas.chain(to: id, in: session), children: try areas.children(of: id, in: session), counts: counts,
      buildings: try buildings.count(within: area.range, in: session), isMapped: try boundaries.find(id, in: session) != nil,
      changes: try AreaChangeRecords().changes(of: id, limit: 6, in: session),
      successor: area.validUntil == nil ? nil : try areas.successor(of: id, in: session))
  }

  /// The outlines of what lies at a level within an area.
  /// - Throws: ``Refusal/absent``.
  public func outlines(
    of id: AreaID, level: String, by caller: Caller, in session: any Session
  ) throws -> [BoundaryRecords.Bounded] {
    let policy = caller.policy(for: .areaRead)
    let area = try areas.reachable(id, by: policy, in: session)
    return try boundaries.within(area.range, level: level, of: policy, in: session)
  }

  /// The codes within an area that this caller may print.
  /// - Throws: ``Refusal/absent``.
  public func sheet(
    of id: AreaID, kind: DoorCode.Kind?, after cursor: RowCursor?, limit: Int, by caller: Caller, in session: any Session
  ) throws -> CodeSheet {
    let area = try areas.reachable(id, by: caller.policy(for: .codePrint), in: session)
    let chain = try areas.chain(to: id, in: session)
    var found = try codes.within(area.range, kind: kind, after: cursor, limit: limit + 1, in: session)
    let isMore = found.count > limit
    if isMore { found.removeLast() }
    let tree = AreaTree(chain + (try areas.within(area.range, in: session)).filter { $0.id != id })
    let houses = try buildings.find(found.compactMap(\.building), in: session)
    let steps = found.map { code in Doorstep(code: code, chain: tree.chain(of: code.area), building: code.building.flatMap { houses[$0] }) }
    return CodeSheet(area: area, chain: chain, steps: steps, next: isMore ? found.last.map { RowCursor($0) } : nil)
  }

  /// The chain of areas down to the grid of a point; empty where there is no grid.
  public func chain(at point: Coordinates, by locator: GridLocator, in session: any Session) throws -> [Area] {
    guard let grid = try locator.grid(at: point, in: session) else { return [] }
    return try areas.chain(to: grid, in: session)
  }
}
