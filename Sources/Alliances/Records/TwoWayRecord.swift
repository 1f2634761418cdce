public import Ground
public import SQL

/// What two sides of a pair owe each other: 双向协商, 双向承诺, 双向服务, 双向评价. Each direction has a state of its own.
public struct TwoWayRecord: Sendable, Hashable {
  /// How far one direction is.
  public enum State: String, Sendable, CaseIterable, Bindable {
    /// Nothing said yet.
    case awaited
    /// One side has said or done it,
    case given
    /// and the other has confirmed it.
    case confirmed
  }

  public enum Side: String, Sendable, CaseIterable {
    /// From the first party of the pair to the second, and back.
    case left, right
  }

  public struct Direction: Sendable, Hashable {
    public var text: String?
    public var state: State
    /// On which day it came to be so.
    public var day: CivilDay?

    public init(text: String? = nil, state: State = .awaited, day: CivilDay? = nil) {
      self.text = text
      self.state = state
      self.day = day
    }

    /// - Throws: ``Refusal`` `.conflict` when it is not awaited any more.
    mutating func give(_ text: String, on day: CivilDay) throws {
      guard state == .awaited else { throw Refusal(.conflict, "alliances.record.given_already") }
      self = Direction(text: text, state: .given, day: day)
    }

    /// - Throws: ``Refusal`` `.conflict` when there is nothing to confirm.
    mutating func confirm(on day: CivilDay) throws {
      guard state == .given else { throw Refusal(.conflict, "alliances.record.nothing_to_confirm") }
      state = .confirmed
      self.day = day
    }
  }

  public let id: TwoWayRecordID
  /// The pair under which it was entered.
  public let pair: PairID
  /// The id of one of the profile's kinds; its word is `two_way.<kind>`.
  public let kind: String
  public let about: String
  public let day: CivilDay
  public var left: Direction
  public var right: Direction
  public var version: Int64

  public init(
    id: TwoWayRecordID, pair: PairID, kind: String, about: String, day: CivilDay, left: Direction = Direction(),
    right: Direction = Direction(), version: Int64 = 1
  ) {
    self.id = id
    self.pair = pair
    self.kind = kind
    self.about = about
    self.day = day
    self.left = left
    self.right = right
    self.version = version
  }

  public subscript(_ side: Side) -> Direction {
    get { side == .left ? left : right }
    set { if side == .left { left = newValue } else { right = newValue } }
  }

  public var isComplete: Bool { left.state == .confirmed && right.state == .confirmed }
}
