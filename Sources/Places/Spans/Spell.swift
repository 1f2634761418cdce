public import Ground

/// Something is so from one day to another.
public struct Spell<State: Hashable & Sendable>: Sendable, Hashable {
  public var state: State
  /// The first day; nil: since ever.
  public var from: CivilDay?
  /// The first day on which it no longer is so; nil: until further notice.
  public var until: CivilDay?
  /// The change that began it.
  public var change: AreaChangeID?

  public init(_ state: State, from: CivilDay? = nil, until: CivilDay? = nil, change: AreaChangeID? = nil) {
    self.state = state
    self.from = from
    self.until = until
    self.change = change
  }

  public func holds(on day: CivilDay) -> Bool { (from.map { $0 <= day } ?? true) && (until.map { day < $0 } ?? true) }
}

/// One spell after another, in the order of their days, without overlap.
public struct Spells<State: Hashable & Sendable>: Sendable, Hashable {
  public private(set) var list: [Spell<State>]

  public init(_ list: [Spell<State>] = []) { self.list = list }

  public func on(_ day: CivilDay) -> State? { list.last { $0.holds(on: day) }?.state }

  /// From a day on it is so; nil: from then on it is not there at all. What was decided for that very day is forgotten, and a state
  /// that goes on as it was before goes on in the same spell.
  /// - Parameter day: not before the last spell began or ended.
  public mutating func set(_ state: State?, on day: CivilDay, by change: AreaChangeID?) {
    if let last = list.last, last.until == nil {
      if last.from == day { list.removeLast() } else { list[list.count - 1].until = day }
    }
    guard let state else { return }
    if let last = list.last, last.until == day, last.state == state {
      list[list.count - 1].until = nil
    } else {
      list.append(Spell(state, from: day, change: change))
    }
  }

  /// The last day on which anything was decided; nil when nothing ever was.
  public var since: CivilDay? { list.last.flatMap { $0.until ?? $0.from } }
}
