public import Ground

/// Spreads the visits between secretaries and units over working days.
///
/// Each pair gets one day. Days differ by at most one visit where all start empty; within that no secretary is sent out more
/// often on one day than on another, and the secretaries who visit one unit come at different times.
public struct VisitPlan: Sendable {
  /// A community's secretary, by post, and a unit.
  public struct Pair: Sendable, Hashable {
    public let secretary: PostID
    public let unit: OrganisationID

    public init(secretary: PostID, unit: OrganisationID) {
      self.secretary = secretary
      self.unit = unit
    }
  }

  public struct Visit: Sendable, Hashable {
    public let pair: Pair
    public let day: CivilDay

    public init(_ pair: Pair, on day: CivilDay) {
      self.pair = pair
      self.day = day
    }
  }

  private struct Load: Hashable {
    let day: Int
    let id: Int64
  }

  public let days: [CivilDay]
  private var totals: [Int]
  private var secretaries: [Load: Int] = [:]
  private var units: [Load: Int] = [:]

  /// - Parameters:
  ///   - days: working days still free, in order.
  ///   - placed: visits that stay where they are.
  public init(over days: [CivilDay], beside placed: [Visit] = []) {
    self.days = days
    totals = Array(repeating: 0, count: days.count)
    let index: [CivilDay: Int] = Dictionary(zip(days, days.indices), uniquingKeysWith: { first, _ in first })
    for visit in placed {
      if let day = index[visit.day] { count(visit.pair, on: day) }
    }
  }

  /// One visit for each pair; none at all where no day is left.
  public mutating func place(_ pairs: [Pair]) -> [Visit] {
    guard !days.isEmpty else { return [] }
    var out: [Visit] = []
    out.reserveCapacity(pairs.count)
    for (pair, share) in VisitPlan.ordered(pairs) {
      let day: Int = bestDay(for: pair, near: share)
      count(pair, on: day)
      out.append(Visit(pair, on: days[day]))
    }
    return out.sorted { ($0.day, $0.pair.secretary, $0.pair.unit) < ($1.day, $1.pair.secretary, $1.pair.unit) }
  }

  /// Whether the secretary goes to the unit (else the unit's comes to the community): the other way round every quarter.
  public static func goesOut(_ pair: Pair, in quarter: Quarter) -> Bool {
    (pair.secretary.raw / 4 &+ pair.unit.raw &+ Int64(quarter.ordinal)).isMultiple(of: 2)
  }

  private mutating func count(_ pair: Pair, on day: Int) {
    totals[day] += 1
    secretaries[Load(day: day, id: pair.secretary.raw), default: 0] += 1
    units[Load(day: day, id: pair.unit.raw), default: 0] += 1
  }

  /// Secretaries take turns, each through the units from a different beginning; with the share of the period that has then passed.
  private static func ordered(_ pairs: [Pair]) -> [(pair: Pair, share: Double)] {
    let unique: [Pair] = Array(Set(pairs))
    let bySecretary: [PostID: [Pair]] = Dictionary(grouping: unique, by: \.secretary)
    let order: [PostID] = bySecretary.keys.sorted()
    var out: [(pair: Pair, share: Double)] = []
    for (rank, secretary) in order.enumerated() {
      let own: [Pair] = (bySecretary[secretary] ?? []).sorted { $0.unit < $1.unit }
      let shift: Int = own.count * rank / order.count
      for index in own.indices {
        let share: Double = (Double(index) + Double(rank) / Double(order.count)) / Double(own.count)
        out.append((own[(index + shift) % own.count], share))
      }
    }
    return out.sorted { ($0.share, $0.pair.secretary) < ($1.share, $1.pair.secretary) }
  }

  private func bestDay(for pair: Pair, near share: Double) -> Int {
    let wanted: Double = share * Double(days.count)
    var best: Int = 0
    var bestLoad: (Int, Int, Double) = (Int.max, 0, 0)
    for day in days.indices {
      if totals[day] > bestLoad.0 { continue }
      let secretary: Int = secretaries[Load(day: day, id: pair.secretary.raw)] ?? 0
      let unit: Int = units[Load(day: day, id: pair.unit.raw)] ?? 0
      // Two secretaries at one unit's door on one day are worse than one secretary with two visits.
      let load: (Int, Int, Double) = (totals[day], secretary + 2 * unit, abs(Double(day) - wanted))
      if load < bestLoad {
        best = day
        bestLoad = load
      }
    }
    return best
  }
}
