import Ground
import Places
import SQL

/// The counters of days once more, added up to the subdistrict: a city's month is a few thousand rows instead of a hundred thousand.
struct MatterDaySums: Sendable {
  /// A subdistrict's code has nine of the place's fifteen digits.
  static let width: Int64 = 1_000_000

  static func place(of place: Place) -> Place { Place(place.number / width * width) }

  /// The table whose rows add up to what stands within a range: the sums where the range is made of whole subdistricts.
  static func table(for range: PlaceRange) -> Query {
    let isWhole = range.first.number % width == 0 && (range.last.number + 1) % width == 0
    return isWhole ? "matter_day_sum" : "matter_day_count"
  }

  func add(answered: Int, rated: Int, satisfied: Int, at place: Place, on day: Int, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO matter_day_sum (place, day, answered, rated, satisfied)
      VALUES (\(Self.place(of: place)), \(day), \(answered), \(rated), \(satisfied))
      ON CONFLICT (place, day) DO UPDATE SET answered = matter_day_sum.answered + excluded.answered,
        rated = matter_day_sum.rated + excluded.rated, satisfied = matter_day_sum.satisfied + excluded.satisfied
      """)
  }

  /// Adds up anew what lies around the ranges; said after counters have got other places.
  func rebuild(around ranges: [PlaceRange], in session: any Session) throws {
    for range in ranges {
      let first = Self.place(of: range.first)
      let last = Place(Self.place(of: range.last).number + Self.width - 1)
      try session.run("DELETE FROM matter_day_sum WHERE place BETWEEN \(first) AND \(last)")
      try session.run(
        """
        INSERT INTO matter_day_sum (place, day, answered, rated, satisfied)
        SELECT place / \(Self.width) * \(Self.width), day, CAST(sum(answered) AS BIGINT), CAST(sum(rated) AS BIGINT), CAST(sum(satisfied) AS BIGINT)
        FROM matter_day_count WHERE place BETWEEN \(first) AND \(last) GROUP BY 1, 2
        """)
    }
  }
}
