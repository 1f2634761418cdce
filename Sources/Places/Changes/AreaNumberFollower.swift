public import Ground
public import SQL

/// Follows with a table that repeats a place number and no more: it is renumbered, and moves with what it belongs to.
public struct AreaNumberFollower: AreaFollower {
  private let table: Query
  private let place: Query
  private let last: Query?

  public init(table: Query, place: Query = "place", last: Query? = nil) {
    self.table = table
    self.place = place
    self.last = last
  }

  public func touched(by effect: AreaEffect, for caller: Caller, words: Words, in session: any Session) throws -> [AreaTouch] { [] }

  public func follow(_ effect: AreaEffect, by caller: Caller, in session: any Session) throws {
    try effect.shift(table, place: place, last: last, in: session)
  }
}
