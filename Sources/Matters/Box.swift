import Ground
import SQL

/// A box of degrees, as a map asks for what it shows.
struct Box: Sendable {
  private let west: Double
  private let south: Double
  private let east: Double
  private let north: Double

  /// - Returns: nil without text.
  /// - Throws: ``Refusal`` `.invalid` when it is not four numbers in order.
  init?(_ text: String?) throws {
    guard let text else { return nil }
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Double($0) }
    guard parts.count == 4, numbers.count == 4, numbers.allSatisfy(\.isFinite), numbers[0] <= numbers[2], numbers[1] <= numbers[3] else {
      throw Refusal.invalid([FieldProblem("bbox", "matter.problem.bbox")])
    }
    (west, south, east, north) = (numbers[0], numbers[1], numbers[2], numbers[3])
  }

  /// The box as a condition on `m`. Without a position a matter is in no box.
  var condition: Query { "m.longitude BETWEEN \(west) AND \(east) AND m.latitude BETWEEN \(south) AND \(north)" }
}
