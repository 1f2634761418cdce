import Ground
import SQL

/// Where a page of a history ended: the latest day first.
struct AreaChangeCursor: Sendable, Hashable, LosslessStringConvertible {
  let day: Int
  let id: Int64

  init(_ change: AreaChange) {
    day = change.plan.day.daysSince1970
    id = change.id.raw
  }

  init?(_ description: String) {
    let parts = description.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let day = Int(parts[0]), let id = Int64(parts[1]), id > 0 else { return nil }
    self.day = day
    self.id = id
  }

  var description: String { "\(day).\(id)" }

  var condition: Query { "(c.day < \(day) OR (c.day = \(day) AND c.id < \(id)))" }
}
