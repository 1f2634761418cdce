public import Ground

/// Pairs that are one and the same, found under two campaigns.
public enum PairMerge {
  /// Groups of live pairs with the same parties, each with the oldest first: the one that should go on.
  public static func suggestions(_ pairs: [Pair], on day: CivilDay) -> [[Pair]] {
    var groups: [String: [Pair]] = [:]
    for pair in pairs where pair.isLive(on: day) { groups[pair.key, default: []].append(pair) }
    return groups.values.filter { $0.count > 1 }.map(oldestFirst).sorted { $0[0].id < $1[0].id }
  }

  /// What a merging changes. Records stay where they were entered; the pair that goes on shows those of all that went into it.
  /// - Returns: the pairs whose ``Pair/mergedInto`` becomes the target, those that had gone into the source before among them.
  public static func moved(_ source: Pair, into target: Pair, of all: [Pair]) -> [Pair] {
    all.filter { $0.id == source.id || $0.mergedInto == source.id }.map { pair in
      var out: Pair = pair
      out.mergedInto = target.id
      return out
    }
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
