import Ground
import SQL

/// Counters for each leaf of the tree, written with the change itself, so that a tile over a whole city adds up a few
/// thousand small rows instead of walking millions.
///
/// Each counter is a function of the rows: a matter counts as open, as answered on the day of its last answer, as rated on
/// the day of its last rating. What a change does to the counters is the difference of the two.
struct MatterCounts: Sendable {
  let calendar: WorkingCalendar
  private let sums: MatterDaySums = MatterDaySums()

  /// Ratings of 4 and 5 count as satisfied.
  static let satisfiedFrom: Int = 4

  /// What one matter adds to the counters of its place.
  struct Share: Hashable {
    /// Every matter there is, open or not.
    var all: Int = 0
    var open: Int = 0
    var answeredDay: Int?
    var ratedDay: Int?
    var satisfied: Int = 0
  }

  func share(of matter: Matter?) -> Share {
    guard let matter else { return Share() }
    return Share(
      all: 1, open: matter.isOpen ? 1 : 0, answeredDay: matter.answeredAt.map(day), ratedDay: matter.ratedAt.map(day),
      satisfied: (matter.rating ?? 0) >= Self.satisfiedFrom ? 1 : 0)
  }

  /// The local day of a moment, in days since 1970-01-01.
  func day(_ moment: Moment) -> Int { calendar.localDay(moment).daysSince1970 }

  func apply(from old: Matter?, to new: Matter, in session: any Session) throws {
    let before = share(of: old)
    let after = share(of: new)
    guard before != after else { return }
    let place = new.location.place
    if (before.all, before.open) != (after.all, after.open) {
      try add(open: after.open - before.open, all: after.all - before.all, at: place, in: session)
    }
    if before.answeredDay != after.answeredDay {
      if let day = before.answeredDay { try add(answered: -1, at: place, on: day, in: session) }
      if let day = after.answeredDay { try add(answered: 1, at: place, on: day, in: session) }
    }
    if before.ratedDay != after.ratedDay || before.satisfied != after.satisfied {
      if let day = before.ratedDay { try add(rated: -1, satisfied: -before.satisfied, at: place, on: day, in: session) }
      if let day = after.ratedDay { try add(rated: 1, satisfied: after.satisfied, at: place, on: day, in: session) }
    }
  }

  func add(open: Int, all: Int, at place: Place, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO matter_open_count (place, matters, all_matters) VALUES (\(place), \(open), \(all))
      ON CONFLICT (place) DO UPDATE SET matters = matter_open_count.matters + excluded.matters,
        all_matters = matter_open_count.all_matters + excluded.all_matters
      """)
  }

  func add(answered: Int = 0, rated: Int = 0, satisfied: Int = 0, at place: Place, on day: Int, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO matter_day_count (place, day, answered, rated, satisfied) VALUES (\(place), \(day), \(answered), \(rated), \(satisfied))
      ON CONFLICT (place, day) DO UPDATE SET answered = matter_day_count.answered + excluded.answered,
        rated = matter_day_count.rated + excluded.rated, satisfied = matter_day_count.satisfied + excluded.satisfied
      """)
    try sums.add(answered: answered, rated: rated, satisfied: satisfied, at: place, on: day, in: session)
  }
}
