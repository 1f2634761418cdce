import Ground

/// When one should think of renewing: so many working days before the end.
struct Renewal: Sendable {
  let calendar: WorkingCalendar
  /// Working days.
  let notice: Int

  /// Signed agreements that end after today and by this day are due.
  func horizon(from today: CivilDay) -> CivilDay {
    var left: Int = notice
    var day: CivilDay = today
    while left > 0 {
      day = day.adding(days: 1)
      if calendar.isWorkingDay(day) { left -= 1 }
    }
    return day
  }

  /// Working days from today, today included, before the agreement ends.
  func workingDays(from today: CivilDay, until end: CivilDay) -> Int {
    var count: Int = 0
    var day: CivilDay = today
    while day < end {
      if calendar.isWorkingDay(day) { count += 1 }
      day = day.adding(days: 1)
    }
    return count
  }
}
