/// A date of a sheet, with a time of day where it has one. Sheets know no time zone.
public struct SheetDate: Sendable, Hashable, CustomStringConvertible {
  public let year: Int
  public let month: Int
  public let day: Int
  /// Seconds since midnight.
  public let second: Int

  public init(year: Int, month: Int, day: Int, second: Int = 0) {
    self.year = year
    self.month = month
    self.day = day
    self.second = second
  }

  /// - Parameters:
  ///   - serial: days as a spreadsheet counts them; the fraction is the time of day.
  ///   - isFrom1904: counted from 1904-01-01, as old programs of the Macintosh did, instead of from 1900.
  /// - Returns: nil for a time without a date and for what is no date: below 1, or after the year 9999.
  init?(serial: Double, isFrom1904: Bool) {
    guard serial.isFinite, serial >= (isFrom1904 ? 0 : 1), serial < 2_958_466 else { return nil }
    var days = Int(serial)
    var second = Int(((serial - Double(days)) * 86_400).rounded())
    if second == 86_400 {
      second = 0
      days += 1
    }
    // 1904-01-01 and 1899-12-30 in days since 1970. The 1900 system has a 29 February 1900, number 60, that never was.
    let shifted: Int = isFrom1904 ? days - 24_107 : days - (days < 60 ? 25_568 : 25_569)
    self.init(daysSince1970: shifted, second: second)
  }

  /// The arithmetic is Howard Hinnant's civil_from_days.
  init(daysSince1970 days: Int, second: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    self.init(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month, day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1, second: second)
  }

  /// `2026-03-02`, with ` 14:05:00` behind it where there is a time of day.
  public var description: String {
    let date = "\(SheetDate.padded(year, 4))-\(SheetDate.padded(month, 2))-\(SheetDate.padded(day, 2))"
    guard second > 0 else { return date }
    return "\(date) \(SheetDate.padded(second / 3600, 2)):\(SheetDate.padded(second / 60 % 60, 2)):\(SheetDate.padded(second % 60, 2))"
  }

  /// `2026-03-02` or `2026-03-02T14:05:00Z`, as cells of the type `d` have it.
  init?(iso text: String) {
    let halves = text.split(separator: "T", maxSplits: 1)
    let parts = (halves.first ?? "").split(separator: "-").map { Int($0) }
    guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2], (1...12).contains(month), (1...31).contains(day) else {
      return nil
    }
    let clock = (halves.count > 1 ? halves[1] : "").prefix(8).split(separator: ":").compactMap { Int($0) }
    let second = clock.count == 3 ? clock[0] * 3600 + clock[1] * 60 + clock[2] : 0
    guard (0..<86_400).contains(second) else { return nil }
    self.init(year: year, month: month, day: day, second: second)
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}
