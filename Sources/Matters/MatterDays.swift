import Ground

/// The local days by which queues and tiles are cut.
extension WorkingCalendar {
  /// Midnight at which the next local day begins.
  func startOfDay(after now: Moment) -> Moment { start(of: localDay(now).adding(days: 1)) }

  /// Midnight of this week's Monday.
  func startOfWeek(_ now: Moment) -> Moment {
    let today = localDay(now)
    return start(of: today.adding(days: 1 - today.weekday))
  }

  /// Midnight 29 days ago: ratings are told for the last 30 days.
  func startOfRatingMonth(_ now: Moment) -> Moment { start(of: localDay(now).adding(days: -29)) }
}
