import Ground
import SQL

/// Loads what the next change starts from.
struct AreaOutlookRecords: Sendable {
  let levels: [CityProfile.Level]

  /// - Parameters:
  ///   - areas: those whose buildings and outlines are wanted, with all below them.
  ///   - buildings: more buildings, wherever they stand.
  func outlook(around areas: Set<AreaID>, buildings: Set<BuildingID> = [], in session: any Session) throws -> AreaOutlook {
    let spans = try spans(in: session)
    var entries: [AreaID: AreaOutlook.Entry] = [:]
    for (area, list) in spans {
      let spells = AreaSpanRecords.spells(list)
      let open = spells.list.last.flatMap { $0.until == nil ? $0.state : nil }
      entries[area] = AreaOutlook.Entry(state: open, since: spells.since)
    }
    let bare = AreaOutlook(entries: entries, buildings: [:])
    let lowest: String? = levels.last?.id
    let grids: [AreaID] = areas.flatMap { bare.subtree(of: $0) }.filter { bare.state($0)?.level == lowest }
    var claims = claims(spans, bare)
    for (area, code) in try undone(in: session) where spans[area] == nil { claims[code, default: []].append(.init(area: area, until: nil)) }
    return AreaOutlook(
      entries: entries, buildings: try houses(in: grids, and: buildings, in: session), claims: claims,
      outlines: try outlines(drawn(areas, bare), in: session), heldUntil: try heldUntil(spans, in: session))
  }

  private func spans(in session: any Session) throws -> [AreaID: [AreaSpan]] {
    var out: [AreaID: [AreaSpan]] = [:]
    try session.each("SELECT \(AreaSpanRecords.columns) FROM area_span s") { row in
      let span: AreaSpan = try AreaSpanRecords.span(row)
      out[span.area, default: []].append(span)
    }
    return out
  }

  private func heldUntil(_ spans: [AreaID: [AreaSpan]], in session: any Session) throws -> [AreaID: CivilDay] {
    var out: [AreaID: CivilDay] = [:]
    for case let (parent?, until?) in spans.values.joined().map({ ($0.parent, $0.validUntil) }) { out[parent] = max(out[parent] ?? until, until) }
    try session.each("SELECT area_id, MAX(valid_until) FROM building_span WHERE valid_until IS NOT NULL GROUP BY area_id") { row in
      let until: CivilDay = try row.at(1)
      let grid: AreaID = try row.at(0)
      out[grid] = max(out[grid] ?? until, until)
    }
    return out
  }

  /// Areas that were called off on their own first day: no span tells of them, but what was reported there may still have their number.
  private func undone(in session: any Session) throws -> [(AreaID, String)] {
    try session.rows("SELECT id, code FROM area WHERE valid_until IS NOT NULL AND valid_until = valid_from AND version > 0") {
      (try $0.at(0), try $0.at(1))
    }
  }

  private func claims(_ spans: [AreaID: [AreaSpan]], _ outlook: AreaOutlook) -> [String: [AreaOutlook.Claim]] {
    var out: [String: [AreaOutlook.Claim]] = [:]
    var last: [AreaID: AreaSpan] = [:]
    for (area, list) in spans {
      for span in list {
        if span.validUntil == nil || span.validUntil == outlook.entries[area]?.since && outlook.state(area) == nil { last[area] = span }
        out[span.code, default: []].append(AreaOutlook.Claim(area: area, until: span.validUntil))
      }
    }
    for (area, span) in last where span.validUntil != nil {
      out[kept(span, last), default: []].append(AreaOutlook.Claim(area: area, until: nil))
    }
    return out
  }

  /// A retired area's number goes on following the area it stood in.
  private func kept(_ span: AreaSpan, _ last: [AreaID: AreaSpan], depth: Int = 0) -> String {
    guard depth < 16, let parent = span.parent.flatMap({ last[$0] }) else { return span.code }
    let above = parent.validUntil == nil ? parent.code : kept(parent, last, depth: depth + 1)
    let width = (levels.first { $0.id == span.level }?.digits ?? 0) - above.utf8.count
    return width > 0 ? above + span.code.suffix(width) : span.code
  }

  private func houses(in grids: [AreaID], and more: Set<BuildingID>, in session: any Session) throws -> [BuildingID: AreaOutlook.House] {
    var out: [BuildingID: AreaOutlook.House] = [:]
    try session.each(
      """
      SELECT s.building_id, s.area_id, s.valid_from, b.name, b.longitude, b.latitude FROM building_span s JOIN building b ON b.id = s.building_id
      WHERE s.valid_until IS NULL AND (s.area_id IN (\(list: grids)) OR s.building_id IN (\(list: more.sorted())))
      """
    ) { row in
      out[try row.at(0)] = AreaOutlook.House(
        grid: try row.at(1), since: try row.at(2), name: try row.at(3),
        coordinates: Coordinates(longitude: try row.at(4), latitude: try row.at(5)))
    }
    return out
  }

  /// The areas below those asked for and beside them, and all that are not grids: what a change may take land from.
  private func drawn(_ areas: Set<AreaID>, _ outlook: AreaOutlook) -> [AreaID] {
    let lowest = levels.last?.id
    let beside = areas.flatMap { outlook.subtree(of: outlook.state($0)?.level == lowest ? outlook.state($0)?.parent ?? $0 : $0) }
    let above = outlook.entries.filter { $0.value.state.map { $0.level != lowest } ?? false }.keys
    return Array(Set(beside).union(above).union(areas))
  }

  /// As they will be once all that has been decided has come true.
  private func outlines(_ areas: [AreaID], in session: any Session) throws -> [AreaID: Polygon] {
    var out: [AreaID: Polygon] = try BoundaryRecords().find(areas, in: session)
    let wanted = Set(areas)
    for change in try AreaChangeRecords().ahead(in: session) {
      for step in change.plan.outlines where wanted.contains(step.area) { out[step.area] = try step.after.map(GeoJSON.polygon) }
    }
    return out
  }
}

extension AreaSpanRecords {
  /// The spans of one area as spells.
  static func spells(_ spans: [AreaSpan]) -> Spells<AreaState> {
    let ordered = spans.sorted { ($0.validFrom ?? .distantPast) < ($1.validFrom ?? .distantPast) }
    return Spells(
      ordered.map { span in
        Spell(
          AreaState(code: span.code, level: span.level, name: span.name, parent: span.parent), from: span.validFrom, until: span.validUntil,
          change: span.change)
      })
  }
}
