public import Ground

/// Pairs that are one and the same, found under two campaigns.
public enum PairMerge {
  /// Groups of live pairs with the same parties, each with the oldest first: the one that should go on.
  public static func suggestions(_ pairs: [Pair], on day: CivilDay) -> [[Pair]] {
    var groups: [String: [Pair]] = [:]
    for pair in pairs where pair.isLive(on: day) { groups[pair.key, default: []].append(pair) }
    return groups.values.filter { $0.count > 1 }.map(oldestFirst).sorted { $0[0].id < $1[0].id }
  }

  /// The pair that goes on with what was entered under this one: each points to the one it went into, so that taking a merging back means
  /// taking one pointer back.
  public static func goingOn(_ pair: Pair, of all: [Pair]) -> PairID {
    var pair: Pair = pair
    // Only live pairs are merged, so pointers make no circle; the count keeps a broken database from holding a reader.
    for _ in 0..<64 {
      guard let next = all.first(where: { $0.id == pair.mergedInto }) else { break }
      pair = next
    }
    return pair.id
  }

  /// Why two pairs cannot become one; nil when they can.
  public static func problem(_ source: Pair, into target: Pair, on day: CivilDay) -> String? {
    if source.id == target.id { return "alliances.merge.same" }
    if source.key != target.key { return "alliances.merge.parties" }
    if !source.isLive(on: day) || !target.isLive(on: day) { return "alliances.merge.over" }
    return nil
  }

  private static func oldestFirst(_ pairs: [Pair]) -> [Pair] {
    pairs.sorted { ($0.validFrom, $0.id) < ($1.validFrom, $1.id) }
  }
}
