import Ground

extension CivilDay {
  /// The same day of the month so many months later; the month's last day where it has no such day: 31 January and one month
  /// is 28 or 29 February.
  func adding(months: Int) -> CivilDay {
    let (year, month, day) = parts
    let count: Int = year * 12 + month - 1 + months
    let first = CivilDay(year: count / 12, month: count % 12 + 1, day: 1)
    let next = CivilDay(year: (count + 1) / 12, month: (count + 1) % 12 + 1, day: 1)
    return first.adding(days: min(day, next.daysSince1970 - first.daysSince1970) - 1)
  }
}
