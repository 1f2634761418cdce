public import Ground

/// A kind or a duty of a grid and its days: the first, and the first after.
public struct GridSpan: Sendable, Hashable {
  public let word: String
  public let from: CivilDay?
  public let until: CivilDay?

  public init(word: String, from: CivilDay?, until: CivilDay?) {
    self.word = word
    self.from = from
    self.until = until
  }

  public func holds(on day: CivilDay) -> Bool { (from.map { $0 <= day } ?? true) && (until.map { day < $0 } ?? true) }
}

/// What a grid is and carries, with dates.
public struct GridProfile: Sendable, Hashable {
  public let area: Area
  /// In the order of their days.
  public let kinds: [GridSpan]
  public let duties: [GridSpan]

  /// - Parameter rules: name what a grid is unless it was said otherwise.
  public func kind(on day: CivilDay, _ rules: CityProfile.GridRules) -> String {
    kinds.last { $0.holds(on: day) }?.word ?? rules.kinds.first?.id ?? ""
  }

  public func duties(on day: CivilDay) -> Set<String> { Set(duties.filter { $0.holds(on: day) }.map(\.word)) }
}
