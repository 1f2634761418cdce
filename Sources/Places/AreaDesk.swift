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
}

/// A page of areas.
public struct AreaList: Sendable {
  public let areas: [Area]
  /// The areas directly above them, because 第1网格 alone says little.
  public let above: [AreaID: Area]
  /// Where the next page begins.
  public let next: PlaceCursor?
}

/// The codes of an area on a sheet.
public struct CodeSheet: Sendable {
  public let area: Area
  public let chain: [Area]
  public let steps: [Doorstep]
  /// Where the next sheet begins.
  public let next: PlaceCursor?
}

/// What one can ask about areas, each within the caller's reach.
public struct AreaDesk: Sendable {
  private let areas: AreaRecords = AreaRecords()
  private let buildings: BuildingRecords = BuildingRecords()
  private let boundaries: BoundaryRecords = BoundaryRecords()
  private let codes: DoorCodeRecords = DoorCodeRecords()

  public init() {}

  /// A page of the areas that a caller may read.
  public func list(
    _ filter: AreaFilter, after cursor: PlaceCursor?, limit: Int, by caller: Caller, in session: any Session
  ) throws -> AreaList {
    var found = try areas.list(filter, of: caller.policy(for: .areaRead), after: cursor, limit: limit + 1, in: session)
    let isMore = found.count > limit
    if isMore { found.removeLast() }
    let above = try areas.find(found.compactMap(\.parent), in: session)
    return AreaList(areas: found, above: above, next: isMore ? found.last.map { PlaceCursor($0) } : nil)
  }

  /// - Throws: ``Refusal/absent``.
  public func view(_ id: AreaID, by caller: Caller, in session: any Session) throws -> AreaView {
    let area = try areas.visible(id, to: caller, in: session)
    var counts = try areas.counts(within: area.range, in: session)
    counts[area.level] = nil
    return AreaView(
      area: area, chain: try areas.chain(to: id, in: session), children: try areas.children(of: id, in: session), counts: counts,
      buildings: try buildings.count(within: area.range, in: session), isMapped: try boundaries.find(id, in: session) != nil)
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
    of id: AreaID, kind: DoorCode.Kind?, after cursor: PlaceCursor?, limit: Int, by caller: Caller, in session: any Session
  ) throws -> CodeSheet {
    let area = try areas.reachable(id, by: caller.policy(for: .codePrint), in: session)
    let chain = try areas.chain(to: id, in: session)
    var found = try codes.within(area.range, kind: kind, after: cursor, limit: limit + 1, in: session)
    let isMore = found.count > limit
    if isMore { found.removeLast() }
    let tree = AreaTree(chain + (try areas.within(area.range, in: session)).filter { $0.id != id })
    let houses = try buildings.find(found.compactMap(\.building), in: session)
    let steps = found.map { code in Doorstep(code: code, chain: tree.chain(of: code.area), building: code.building.flatMap { houses[$0] }) }
    return CodeSheet(area: area, chain: chain, steps: steps, next: isMore ? found.last.map { PlaceCursor($0) } : nil)
  }

  /// The chain of areas down to the grid of a point; empty where there is no grid.
  public func chain(at point: Coordinates, by locator: GridLocator, in session: any Session) throws -> [Area] {
    guard let grid = try locator.grid(at: point, in: session) else { return [] }
    return try areas.chain(to: grid, in: session)
  }
}
