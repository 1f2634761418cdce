public import Ground
public import SQL

/// The visits of a quarter within an area: 书记互访.
public struct VisitRound: Sendable, Hashable {
  public enum Covers: String, Sendable, CaseIterable, Bindable {
    /// Every secretary with every unit.
    case every
    /// Every secretary with the units tied to the own community.
    case own
  }

  public let id: VisitRoundID
  public let area: AreaID
  public let range: PlaceRange
  public let quarter: Quarter
  public let covers: Covers
  public var version: Int64

  public init(id: VisitRoundID, area: AreaID, range: PlaceRange, quarter: Quarter, covers: Covers, version: Int64 = 1) {
    self.id = id
    self.area = area
    self.range = range
    self.quarter = quarter
    self.covers = covers
    self.version = version
  }
}

/// One visit between a community's secretary and a unit.
public struct SecretaryVisit: Sendable, Hashable {
  public enum State: String, Sendable, CaseIterable {
    case planned, done
    /// Planned before today and not done.
    case overdue
  }

  public let id: SecretaryVisitID
  public let round: VisitRoundID
  public let pair: VisitPlan.Pair
  /// The secretary's community.
  public let place: Place
  /// The secretary goes to the unit; else the unit's comes to the community.
  public let goesOut: Bool
  public let planned: CivilDay
  public var done: CivilDay?
  /// What the two sides told each other.
  public var exchanged: String?
  public var version: Int64

  public init(
    id: SecretaryVisitID, round: VisitRoundID, pair: VisitPlan.Pair, place: Place, goesOut: Bool, planned: CivilDay, done: CivilDay? = nil,
    exchanged: String? = nil, version: Int64 = 1
  ) {
    self.id = id
    self.round = round
    self.pair = pair
    self.place = place
    self.goesOut = goesOut
    self.planned = planned
    self.done = done
    self.exchanged = exchanged
    self.version = version
  }

  public func state(on today: CivilDay) -> State {
    if done != nil { return .done }
    return planned < today ? .overdue : .planned
  }
}

/// What was agreed at a visit, who does it and by when.
public struct FollowUp: Sendable, Hashable {
  public let id: FollowUpID
  public let visit: SecretaryVisitID
  public let what: String
  public let owner: String
  public let due: CivilDay
  public var done: CivilDay?
  public var version: Int64

  public init(id: FollowUpID, visit: SecretaryVisitID, what: String, owner: String, due: CivilDay, done: CivilDay? = nil, version: Int64 = 1) {
    self.id = id
    self.visit = visit
    self.what = what
    self.owner = owner
    self.due = due
    self.done = done
    self.version = version
  }
}
