import Ground
import SQL

/// The places of the areas above a place, itself included: one for each level, so that "whose area contains this place" is a look-up
/// of a few numbers in an index and no scan.
struct Ancestry: Sendable {
  private let digits: [Int]

  init(levels: [CityProfile.Level]) { digits = levels.map(\.digits) }

  func places(of place: Place) -> [Place] {
    digits.map { count in
      var width: Int64 = 1
      for _ in count..<15 { width *= 10 }
      return Place(place.number / width * width)
    }
  }

  /// - Parameter table: the alias of a table with `place` and `place_last`.
  func condition(_ table: Query, containing place: Place) -> Query {
    "\(table).place IN (\(list: places(of: place))) AND \(table).place_last >= \(place)"
  }
}
