public import Ground

/// The areas as they will be once everything decided so far has come true: what the next change starts from.
///
/// Changes of an area are decided in the order of their days, so a plan need know nothing but this, the day of each area's last
/// change, and which codes are taken.
public struct AreaOutlook: Sendable {
  public struct Entry: Sendable, Hashable {
    /// nil when the area has ended.
    public var state: AreaState?
    /// The last day on which something was decided for it; nil: never.
    public var since: CivilDay?

    public init(state: AreaState?, since: CivilDay?) {
      self.state = state
      self.since = since
    }
  }

  public struct House: Sendable, Hashable {
    public var grid: AreaID
    public var since: CivilDay?
    public let name: String
    public let coordinates: Coordinates?

    public init(grid: AreaID, since: CivilDay?, name: String, coordinates: Coordinates?) {
      self.grid = grid
      self.since = since
      self.name = name
      self.coordinates = coordinates
    }
  }

  /// An area that had, has or keeps a code, and the first day on which it is free; nil: never again, because closed matters and old
  /// reports still stand under it.
  public struct Claim: Sendable, Hashable {
    public let area: AreaID
    public let until: CivilDay?

    public init(area: AreaID, until: CivilDay?) {
      self.area = area
      self.until = until
    }
  }

  public private(set) var entries: [AreaID: Entry]
  public private(set) var buildings: [BuildingID: House]
  public private(set) var claims: [String: [Claim]]
  /// The outlines of the areas concerned, as far as they are drawn.
  public private(set) var outlines: [AreaID: Polygon]
  /// The day on which the last thing left that stands elsewhere now: until then an area must be what it is.
  public private(set) var heldUntil: [AreaID: CivilDay]
  private var below: [AreaID: [AreaID]] = [:]
  private var housed: [AreaID: [BuildingID]] = [:]

  public init(
    entries: [AreaID: Entry], buildings: [BuildingID: House], claims: [String: [Claim]] = [:], outlines: [AreaID: Polygon] = [:],
    heldUntil: [AreaID: CivilDay] = [:]
  ) {
    self.entries = entries
    self.buildings = buildings
    self.claims = claims
    self.outlines = outlines
    self.heldUntil = heldUntil
    for (id, entry) in entries {
      guard let parent = entry.state?.parent else { continue }
      below[parent, default: []].append(id)
    }
    for (id, house) in buildings { housed[house.grid, default: []].append(id) }
  }

  public func state(_ id: AreaID) -> AreaState? { entries[id]?.state }

  /// In the order of their codes.
  public func children(of id: AreaID) -> [AreaID] {
    (below[id] ?? []).sorted { (state($0)?.code ?? "", $0) < (state($1)?.code ?? "", $1) }
  }

  public func buildings(of grid: AreaID) -> [BuildingID] { (housed[grid] ?? []).sorted() }

  /// The area and everything below it, each before what lies below it.
  public func subtree(of id: AreaID) -> [AreaID] { [id] + children(of: id).flatMap { subtree(of: $0) } }

  /// Whether nobody but `area` has, keeps or will have a code from a day on.
  public func isFree(_ code: String, on day: CivilDay, for area: AreaID) -> Bool {
    (claims[code] ?? []).allSatisfy { claim in claim.area == area || (claim.until.map { $0 <= day } ?? false) }
  }

  /// What is decided once a plan has been.
  public func applying(_ plan: AreaPlan) -> AreaOutlook {
    var entries = entries
    var claims = claims
    var heldUntil = heldUntil
    func leave(_ area: AreaID?) { if let area { heldUntil[area] = max(heldUntil[area] ?? plan.day, plan.day) } }
    for step in plan.steps {
      if step.before?.parent != step.after?.parent { leave(step.before?.parent) }
      if let old = step.before?.code, step.after != nil, old != step.after?.code {
        claims[old] = (claims[old] ?? []).map { $0.area == step.area && $0.until == nil ? Claim(area: $0.area, until: plan.day) : $0 }
      }
      if let new = step.after?.code { claims[new, default: []].append(Claim(area: step.area, until: nil)) }
      entries[step.area] = Entry(state: step.after, since: plan.day)
    }
    var buildings = buildings
    for step in plan.buildings {
      buildings[step.building]?.grid = step.to
      buildings[step.building]?.since = plan.day
      leave(step.from)
    }
    var outlines = outlines
    for step in plan.outlines { outlines[step.area] = step.after.flatMap { try? GeoJSON.polygon($0) } }
    return AreaOutlook(entries: entries, buildings: buildings, claims: claims, outlines: outlines, heldUntil: heldUntil)
  }
}
