public import Ground
public import SQL

/// Finds where two grid systems lie over each other, and merges them.
public struct GridLayerDesk: Sendable {
  private let profile: CityProfile
  private let ids: IdentifierMaker
  private let timepiece: Timepiece
  private let journal: Journal
  private let areas: AreaRecords = AreaRecords()
  private let boundaries: BoundaryRecords = BoundaryRecords()
  private let duties: GridSpanRecords = GridSpanRecords(.duty)
  private let layers: GridLayerRecords = GridLayerRecords()

  public init(_ profile: CityProfile, ids: IdentifierMaker, timepiece: Timepiece) {
    self.profile = profile
    self.ids = ids
    self.timepiece = timepiece
    journal = Journal(ids: ids, timepiece: timepiece)
  }

  public var today: CivilDay { profile.calendar.localDay(timepiece.now()) }

  /// A page of the communities within reach that still have two systems.
  public func overlaps(
    within: Within? = nil, after cursor: (place: Place, duty: String)?, limit: Int, by caller: Caller, in session: any Session
  ) throws -> (rows: [GridOverlap], isMore: Bool) {
    let found = try layers.overlaps(
      within: within, of: caller.policy(for: .areaRead), on: today, after: cursor, limit: limit + 1, in: session)
    return (Array(found.prefix(limit)), found.count > limit)
  }

  /// Which old grid lies over which unified ones, and by how much.
  /// - Throws: ``Refusal/absent`` also when the duty has no grids of its own here.
  public func shares(of id: AreaID, duty: String, by caller: Caller, in session: any Session) throws -> (area: Area, rows: [GridLayerShare]) {
    let area = try areas.visible(id, to: caller, in: session)
    let old = try layers.layers(of: id, duty: duty, on: today, in: session)
    guard !old.isEmpty else { throw Refusal.absent }
    let grids = try boundaries.within(area.range, level: profile.levels.last?.id ?? "", of: Policy(ranges: [area.range]), in: session)
    var carrying: Set<AreaID> = []
    for grid in grids where try duties.spans(of: grid.id, in: session).contains(where: { $0.word == duty && $0.holds(on: today) }) {
      carrying.insert(grid.id)
    }
    var out: [GridLayerShare] = []
    for layer in old {
      let plane = PlanPlane(around: layer.polygon.box)
      let whole = layer.polygon.squareMetres(on: plane)
      for grid in grids {
        let shared = layer.polygon.sharedSquareMetres(grid.polygon, on: plane)
        // Borders of old systems never met the new ones': a two-hundredth is no neighbour.
        guard whole > 0, shared / whole >= 0.005 else { continue }
        out.append(
          GridLayerShare(
            layer: layer, grid: grid.id, gridName: grid.name, squareMetres: shared, share: shared / whole,
            carries: carrying.contains(grid.id)))
      }
    }
    return (area, out)
  }

  /// Takes up the old grids that a duty still has in a community, as they are found.
  /// - Throws: ``Refusal`` `.absent`, `.stale`; `.conflict` when the duty has grids here already; `.invalid` when a grid lies elsewhere.
  public func register(
    _ id: AreaID, duty: String, geoJSON: String, datum: Datum?, from day: CivilDay?, expecting version: Int64?, by caller: Caller,
    in session: any Session
  ) throws -> Int {
    let area = try community(id, by: caller, in: session)
    guard area.version == version else { throw Refusal(.stale) }
    guard try layers.layers(of: id, duty: duty, on: today, in: session).isEmpty else { throw Refusal(.conflict, "layers.refusal.known") }
    let whole = try boundaries.find(id, in: session)
    let read = try DrawingReader.foreign(geoJSON, datum: datum)
    for (index, layer) in read.enumerated() {
      if let whole, whole.sharedSquareMetres(layer.polygon, on: PlanPlane(around: whole.box)) == 0 {
        throw DrawingReader.refusal("feature.elsewhere", ["number": "\(index + 1)", "value": layer.code])
      }
      let row = GridLayer(
        id: ids.next(), duty: duty, area: id, place: area.place, code: layer.code, name: layer.name, polygon: layer.polygon)
      try layers.insert(row, from: day, in: session)
    }
    try areas.raiseVersion(of: id, from: area.version, in: session)
    try journal.append(
      JournalDraft(
        "grid.layer_registered", subject: "area", id: id.raw, place: area.place, acting: caller.acting(.areaManage, place: area.place)?.post,
        after: ["duty": duty, "layers": "\(read.count)"]), by: caller, in: session)
    return read.count
  }

  /// An area directly above the grids that the caller manages.
  /// - Throws: ``Refusal/absent``.
  public func community(_ id: AreaID, by caller: Caller, in session: any Session) throws -> Area {
    let area = try areas.reachable(id, by: caller.policy(for: .areaManage), in: session)
    guard profile.levelAbove(profile.levels.last?.id ?? "")?.id == area.level else { throw Refusal.absent }
    return area
  }

  /// From a day on the unified grids carry the duty, and its own old grids are no more.
  /// - Throws: ``Refusal`` `.absent`, `.stale`; `.invalid` when the day lies in the past.
  public func merge(
    _ id: AreaID, duty: String, on day: CivilDay, expecting version: Int64?, by caller: Caller, in session: any Session
  ) throws -> Int {
    let area = try areas.reachable(id, by: caller.policy(for: .areaManage), in: session)
    guard try !layers.layers(of: id, duty: duty, on: today, in: session).isEmpty else { throw Refusal.absent }
    guard area.version == version else { throw Refusal(.stale) }
    guard day >= today else { throw Refusal.invalid([FieldProblem("day", "grids.problem.past")]) }
    var given = 0
    for grid in try areas.children(of: id, in: session) where try lacks(duty, grid.id, in: session) {
      try duties.insert(GridSpan(word: duty, from: day, until: nil), of: grid.id, id: (ids.next() as AreaID).raw, in: session)
      given += 1
    }
    let ended = try layers.end(of: id, duty: duty, on: day, in: session)
    try areas.raiseVersion(of: id, from: area.version, in: session)
    try journal.append(
      JournalDraft(
        "grid.merged", subject: "area", id: id.raw, place: area.place, acting: caller.acting(.areaManage, place: area.place)?.post,
        before: ["layers": "\(ended)"], after: ["duty": duty, "grids": "\(given)", "from": day.description]), by: caller, in: session)
    return ended
  }

  private func lacks(_ duty: String, _ grid: AreaID, in session: any Session) throws -> Bool {
    try !duties.spans(of: grid, in: session).contains { $0.word == duty && $0.until == nil }
  }
}

extension Polygon {
  func squareMetres(on plane: PlanPlane) -> Double {
    PlanSlabs.faces(PlanSide.all(of: self, owner: 0, on: plane), owners: 1) { $0[0] == 0 ? nil : 1 }?.reduce(0) { $0 + $1.area } ?? 0
  }

  /// The land that both cover.
  func sharedSquareMetres(_ other: Polygon, on plane: PlanPlane) -> Double {
    guard box.west <= other.box.east, other.box.west <= box.east, box.south <= other.box.north, other.box.south <= box.north else { return 0 }
    let sides = PlanSide.all(of: self, owner: 0, on: plane) + PlanSide.all(of: other, owner: 1, on: plane)
    return PlanSlabs.faces(sides, owners: 2) { $0[0] != 0 && $0[1] != 0 ? 1 : nil }?.reduce(0) { $0 + $1.area } ?? 0
  }
}
