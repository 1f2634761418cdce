public import Ground

/// What a change of areas does to everything that stands in them, on the day on which it takes effect.
///
/// Two things happen, and every room does both in this order:
/// 1. **Renumbering.** An area that got another code, with all below it, has other place numbers. Whoever keeps a `place` adds what
///    ``shifts`` say. All shifts happen at once: areas may exchange their numbers.
/// 2. **Moving.** What stood in a retired area, at a building that went to another grid, or at a point that now lies in another, gets
///    the area that ``home(of:building:point:)`` names.
///
/// What is over stays where it was: closed matters, ended posts.
public struct AreaEffect: Sendable {
  /// Place numbers from one range to another of the same width.
  public struct Shift: Sendable, Hashable {
    public let from: PlaceRange
    public let to: PlaceRange

    public init(from: PlaceRange, to: PlaceRange) {
      self.from = from
      self.to = to
    }

    public var distance: Int64 { to.first.number - from.first.number }
  }

  /// An area as something's new home, with its range after the change.
  public struct Home: Sendable, Hashable {
    public let area: AreaID
    public let range: PlaceRange

    public init(area: AreaID, range: PlaceRange) {
      self.area = area
      self.range = range
    }

    public var place: Place { range.first }

    /// Whether the other has as many places below it.
    func isLevel(with other: Home?) -> Bool {
      other.map { range.last.number - range.first.number == $0.range.last.number - $0.range.first.number } ?? false
    }
  }

  /// An area from which something may go: its range before the change (for a dry run) and after it (once the numbers are shifted).
  public struct Source: Sendable, Hashable {
    public let area: AreaID
    public let before: PlaceRange
    public let after: PlaceRange

    public init(area: AreaID, before: PlaceRange, after: PlaceRange) {
      self.area = area
      self.before = before
      self.after = after
    }
  }

  public struct BuildingMove: Sendable, Hashable {
    public let building: BuildingID
    public let from: AreaID
    public let to: Home
    /// Where it stands, so that a point nearby can follow it.
    public let coordinates: Coordinates?

    public init(building: BuildingID, from: AreaID, to: Home, coordinates: Coordinates? = nil) {
      self.building = building
      self.from = from
      self.to = to
      self.coordinates = coordinates
    }
  }

  public let change: AreaChangeID
  /// The change that this one takes back: rows in `area_move` of that change go back to where they were.
  public let reverses: AreaChangeID?
  /// The first day on which it is so.
  public let day: CivilDay
  public let shifts: [Shift]
  public let sources: [Source]
  public let buildings: [BuildingMove]
  /// Of each retired area, where what stood in it goes.
  public let successors: [AreaID: Home]
  /// Of each area that was cut: the outlines of its parts, where they are drawn. Its own part is among them.
  public let outlines: [AreaID: [(home: Home, polygon: Polygon)]]
  /// Of each area that was cut without outlines: where its buildings stand that stay, so that a point goes with the nearest.
  public let staying: [AreaID: [Coordinates]]
  /// Of areas that came into being or came back: their homes, for reversals.
  public let homes: [AreaID: Home]
  /// Of all that moves, which rows a dry run tells of.
  public private(set) var shown: Range<Int> = AreaEffect.firstRows

  public static let firstRows: Range<Int> = 0..<200

  func showing(_ rows: Range<Int>) -> AreaEffect {
    var out = self
    out.shown = rows
    return out
  }

  /// What of a list of moving things is told.
  public func page<Thing>(of all: [Thing]) -> ArraySlice<Thing> { all.dropFirst(shown.lowerBound).prefix(shown.count) }

  public init(
    change: AreaChangeID, reverses: AreaChangeID? = nil, day: CivilDay, shifts: [Shift] = [], sources: [Source] = [],
    buildings: [BuildingMove] = [], successors: [AreaID: Home] = [:], outlines: [AreaID: [(home: Home, polygon: Polygon)]] = [:],
    staying: [AreaID: [Coordinates]] = [:], homes: [AreaID: Home] = [:]
  ) {
    self.change = change
    self.reverses = reverses
    self.day = day
    self.shifts = shifts
    self.sources = sources
    self.buildings = buildings
    self.successors = successors
    self.outlines = outlines
    self.staying = staying
    self.homes = homes
    moves = Dictionary(buildings.map { ($0.building, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private let moves: [BuildingID: BuildingMove]

  /// Where something goes that stood in an area: with its building, else by its point, else to the area's successor.
  /// - Returns: nil when it stays in its area.
  public func home(of area: AreaID, building: BuildingID? = nil, point: Coordinates? = nil) -> Home? {
    if let building, let move = moves[building], move.from == area { return move.to }
    if building == nil, let point, let home = home(of: area, at: point) { return home.area == area ? nil : home }
    return successors[area]
  }

  private func home(of area: AreaID, at point: Coordinates) -> Home? {
    if let drawn = outlines[area]?.first(where: { $0.polygon.contains(point) }) { return drawn.home }
    let leaving: [BuildingMove] = buildings.filter { $0.from == area }
    let nearest = leaving.compactMap { move in move.coordinates.map { (move.to, $0.distance(to: point)) } }.min { $0.1 < $1.1 }
    guard let nearest else { return nil }
    let staying: Double? = staying[area]?.map { $0.distance(to: point) }.min()
    return staying.map { $0 <= nearest.1 } ?? false ? nil : nearest.0
  }
}
