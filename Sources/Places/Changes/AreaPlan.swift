public import Ground

/// A change of areas, worked out and not yet carried out: what each area, building and outline is and what it becomes. The dry run
/// shows it, the change desk applies it, the database keeps it, and turned round it is the reversal.
public struct AreaPlan: Sendable, Hashable, Codable {
  public enum Kind: String, Sendable, CaseIterable, Codable {
    case create, rename, recode, move, split, merge, retire, redraw, assign, reverse
  }

  public struct Step: Sendable, Hashable, Codable {
    public let area: AreaID
    /// nil: it is new, or comes back.
    public let before: AreaState?
    /// nil: it ends.
    public let after: AreaState?
    /// Of an area that ends: where what stands in it goes.
    public var successor: AreaID?
    /// Of a new area: what it was cut from.
    public var origin: AreaID?

    public init(area: AreaID, before: AreaState?, after: AreaState?, successor: AreaID? = nil, origin: AreaID? = nil) {
      self.area = area
      self.before = before
      self.after = after
      self.successor = successor
      self.origin = origin
    }

    public var isNew: Bool { before == nil }
    public var isEnding: Bool { after == nil }
  }

  public struct BuildingStep: Sendable, Hashable, Codable {
    public let building: BuildingID
    public let from: AreaID
    public let to: AreaID

    public init(building: BuildingID, from: AreaID, to: AreaID) {
      self.building = building
      self.from = from
      self.to = to
    }
  }

  /// GeoJSON geometries.
  public struct OutlineStep: Sendable, Hashable, Codable {
    public let area: AreaID
    public let before: String?
    public let after: String?

    public init(area: AreaID, before: String?, after: String?) {
      self.area = area
      self.before = before
      self.after = after
    }
  }

  public let kind: Kind
  /// The area that the change is about.
  public let subject: AreaID
  /// The first day on which it is so.
  public let day: CivilDay
  /// Each area before those below it.
  public let steps: [Step]
  public let buildings: [BuildingStep]
  public let outlines: [OutlineStep]
  /// Areas whose land changes while their outline stays; older changes do not tell.
  public let misfits: [AreaID]?

  public init(
    kind: Kind, subject: AreaID, day: CivilDay, steps: [Step], buildings: [BuildingStep] = [], outlines: [OutlineStep] = [], misfits: [AreaID] = []
  ) {
    self.kind = kind
    self.subject = subject
    self.day = day
    self.steps = steps
    self.buildings = buildings
    self.outlines = outlines
    self.misfits = misfits
  }

  /// Every area whose history it becomes part of.
  public var areas: Set<AreaID> {
    Set([subject] + steps.map(\.area) + buildings.flatMap { [$0.from, $0.to] } + outlines.map(\.area))
  }

  /// Areas that have no outline, or one that is no longer right: what is to be drawn next.
  public var undrawn: [AreaID] {
    let drawn = Set(outlines.filter { $0.after != nil }.map(\.area))
    let cut = Set(buildings.flatMap { [$0.from, $0.to] })
    let bare = steps.filter { ($0.isNew || cut.contains($0.area)) && !$0.isEnding }.map(\.area)
    let misfits = (misfits ?? []).filter { !bare.contains($0) }
    return (bare + misfits).filter { !drawn.contains($0) }
  }

  /// The numbers that change, without those that change along with an area above.
  public var shifts: [AreaEffect.Shift] {
    let all: [AreaEffect.Shift] = steps.compactMap { step in
      guard let before = step.before, let after = step.after, before.code != after.code else { return nil }
      return AreaEffect.Shift(from: before.range, to: after.range)
    }
    var out: [AreaEffect.Shift] = []
    // Sorted, an area comes right before what lies below it.
    for shift in all.sorted(by: { ($0.from.first, $1.from.last) < ($1.from.first, $0.from.last) }) {
      if let last = out.last, last.from.contains(shift.from), last.distance == shift.distance { continue }
      out.append(shift)
    }
    return out
  }
}
