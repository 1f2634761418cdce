public import Ground

/// Whose turn it is to chair, and from when until when.
///
/// The next turn goes to whoever has waited longest: since the end of the last turn, or since taking a seat. So for any two
/// seats, and any stretch of time in which both are there, the numbers of their turns differ by at most one, however many
/// come and go meanwhile; and while nobody does, a whole cycle gives each exactly one. Whoever may not have a turn is passed over
/// and goes on waiting: the next turn that is open to them is theirs.
public struct Rotation: Sendable, Hashable {
  public struct Seat: Sendable, Hashable {
    public let id: AllianceSeatID
    /// The first day on which it can have a turn, and the first on which no turn of it begins any more.
    public let from: CivilDay
    public let until: CivilDay?

    public init(id: AllianceSeatID, from: CivilDay, until: CivilDay? = nil) {
      self.id = id
      self.from = from
      self.until = until
    }

    func isThere(on day: CivilDay) -> Bool { from <= day && until.map { day < $0 } ?? true }
  }

  public struct Turn: Sendable, Hashable {
    public let seat: AllianceSeatID
    /// The first day, and the first that is the next one's.
    public let from: CivilDay
    public let until: CivilDay

    public init(seat: AllianceSeatID, from: CivilDay, until: CivilDay) {
      self.seat = seat
      self.from = from
      self.until = until
    }

    public func holds(on day: CivilDay) -> Bool { from <= day && day < until }
  }

  /// From here turns are counted: each ends a whole number of turn lengths later.
  public let start: CivilDay
  /// The length of a turn: 3 is a quarter, 6 half a year.
  public let months: Int
  public let seats: [Seat]

  public init(start: CivilDay, months: Int, seats: [Seat]) {
    self.start = start
    self.months = max(1, months)
    self.seats = seats.sorted { ($0.from, $0.id) < ($1.from, $1.id) }
  }

  /// The turns that stay, and those that follow from them.
  /// - Parameters:
  ///   - kept: served, being served or fixed; the schedule goes on where the last of them ends.
  ///   - end: the schedule reaches at least to this day, if somebody is there to serve.
  ///   - isBarred: whether a seat may not have the turn that is due to it; asked of those who have waited longest, until one may.
  public func turns(
    keeping kept: [Turn] = [], through end: CivilDay, unless isBarred: (Turn) throws -> Bool
  ) rethrows -> [Turn] {
    var out: [Turn] = kept.sorted { $0.from < $1.from }
    var waiting: [AllianceSeatID: CivilDay] = [:]
    for seat in seats { waiting[seat.id] = seat.from }
    for turn in out { waiting[turn.seat] = max(waiting[turn.seat] ?? turn.until, turn.until) }
    var begin: CivilDay = max(out.last?.until ?? start, start)
    var step: Int = 0
    while begin < end {
      while boundary(step) <= begin { step += 1 }
      let until: CivilDay = boundary(step)
      let due: [Turn] = longestWaiting(on: begin, waiting).map { Turn(seat: $0, from: begin, until: until) }
      if let turn = try due.first(where: { try !isBarred($0) }) {
        out.append(turn)
        waiting[turn.seat] = until
      }
      begin = until
    }
    return out
  }

  /// What a change on a day leaves as it was: the turns that have begun by today, and those that begin before the change.
  public static func kept(_ turns: [Turn], on today: CivilDay, changing day: CivilDay) -> [Turn] {
    turns.filter { $0.from <= today || $0.from < day }
  }

  /// Always counted from the start: months have different lengths, and errors must not add up.
  private func boundary(_ step: Int) -> CivilDay { start.adding(months: step * months) }

  /// Whoever is there, in the order in which they have waited; the elder seat first.
  private func longestWaiting(on day: CivilDay, _ waiting: [AllianceSeatID: CivilDay]) -> [AllianceSeatID] {
    seats.enumerated().filter { $0.element.isThere(on: day) }.map { (since: waiting[$0.element.id] ?? $0.element.from, rank: $0.offset) }
      .sorted { ($0.since, $0.rank) < ($1.since, $1.rank) }.map { seats[$0.rank].id }
  }
}
