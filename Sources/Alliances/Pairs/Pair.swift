public import Ground

/// Two parties tied to each other: 条块结对, 支部结对, 党群结对.
public struct Pair: Sendable, Hashable {
  public let id: PairID
  /// The id of the profile's type; its word is `pair_type.<type>`, what it fixes is `pair_type.<type>.fixes`.
  public let type: String
  /// Under which programme it was found: 疫情防控, 扶贫帮困.
  public var campaign: String
  /// The community's side as a rule, whose place the pair is filed under; and the unit's.
  public let left: PairParty
  public let right: PairParty
  public let place: Place
  public let otherPlace: Place
  /// The place, duty or matter that the type fixes, in words.
  public var fixed: String?
  public let validFrom: CivilDay
  public var validUntil: CivilDay?
  /// The pair that goes on instead, after a merging; its records are shown there.
  public var mergedInto: PairID?
  public var version: Int64

  public init(
    id: PairID, type: String, campaign: String, left: PairParty, right: PairParty, place: Place, otherPlace: Place, fixed: String? = nil,
    validFrom: CivilDay, validUntil: CivilDay? = nil, mergedInto: PairID? = nil, version: Int64 = 1
  ) {
    self.id = id
    self.type = type
    self.campaign = campaign
    self.left = left
    self.right = right
    self.place = place
    self.otherPlace = otherPlace
    self.fixed = fixed
    self.validFrom = validFrom
    self.validUntil = validUntil
    self.mergedInto = mergedInto
    self.version = version
  }

  /// The same for the same two parties, whichever stands first.
  public var key: String { Pair.key(left, right) }

  public static func key(_ one: PairParty, _ other: PairParty) -> String {
    one < other ? "\(one)|\(other)" : "\(other)|\(one)"
  }

  /// Whether it is in force on a day and has not gone into another.
  public func isLive(on day: CivilDay) -> Bool {
    mergedInto == nil && validFrom <= day && (validUntil.map { day < $0 } ?? true)
  }
}
