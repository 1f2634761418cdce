import Foundation
import Ground

/// The calendar, intake and the demo.
extension CityReader {
  func calendar(_ fields: Fields, zone: String, at zonePosition: Position) -> WorkingCalendar? {
    defer { fields.close() }
    let hours: [Range<Int>] = readHours(fields)
    let sameDay: Int = fields.text("same_day_until").flatMap { minute($0, at: fields.position("same_day_until")) } ?? 0
    let years: [Placed<String>] = fields.texts("announced_years")
    for year in years where !holidays.years.contains(year.value) {
      complaints.add(year.position, "the year \(year.value) is called announced, but \(holidays.file) has no day of it")
    }
    guard let offset = offset(of: zone, at: zonePosition) else { return nil }
    return WorkingCalendar(
      hours: hours, offset: offset, exceptions: holidays.exceptions, announcedYears: Set(years.compactMap { Int($0.value) }),
      sameDayUntil: sameDay)
  }

  /// The working calendar is a fixed distance from UTC: a zone with daylight saving would need another one.
  private func offset(of name: String, at position: Position) -> Int? {
    guard let zone = TimeZone(identifier: name), name.contains("/") else {
      if !name.isEmpty { complaints.add(position, "'\(name)' is not a time zone such as Asia/Shanghai") }
      return nil
    }
    let newYear: Date = Date(timeIntervalSince1970: 1_767_225_600)  // 2026-01-01
    if zone.nextDaylightSavingTimeTransition(after: newYear) != nil {
      complaints.add(position, "the time zone '\(name)' has daylight saving, which working hours do not support")
    }
    return zone.secondsFromGMT(for: newYear)
  }

  private func readHours(_ fields: Fields) -> [Range<Int>] {
    var out: [Range<Int>] = []
    for text in fields.texts("hours") {
      let ends: [Int] = text.value.split(separator: "-").compactMap { minute(String($0), at: text.position) }
      guard ends.count == 2 else {
        complaints.add(text.position, "hours are written such as 08:00-12:00, not '\(text.value)'")
        continue
      }
      if ends[0] >= ends[1] || ends[0] < (out.last?.upperBound ?? 0) {
        complaints.add(text.position, "the hours '\(text.value)' are out of order")
      } else {
        out.append(ends[0]..<ends[1])
      }
    }
    if out.isEmpty { complaints.add(fields.position("hours"), "there must be hours of work") }
    return out
  }

  /// Minutes after midnight of `08:30`.
  private func minute(_ text: String, at position: Position) -> Int? {
    let pieces: [Substring] = text.split(separator: ":")
    if pieces.count == 2, pieces.allSatisfy({ $0.count == 2 }), let hour = Int(pieces[0]), let minute = Int(pieces[1]),
      (0...24).contains(hour), (0..<60).contains(minute), hour * 60 + minute <= 1440
    {
      return hour * 60 + minute
    }
    complaints.add(position, "'\(text)' is not a time such as 08:30")
    return nil
  }

  func intake(_ fields: Fields) -> Placed<CityProfile.IntakeRules>? {
    defer { fields.close() }
    let pattern: String? = fields.text("phone_pattern")
    if let pattern, (try? Regex(pattern)) == nil {
      complaints.add(fields.position("phone_pattern"), "'\(pattern)' is not a regular expression")
    }
    guard let days = fields.number("retention_days"), let digits = fields.number("phone_digits"), let pattern,
      let hotline = fields.text("hotline"), let desk = fields.text("first_desk")
    else { return nil }
    let rules: CityProfile.IntakeRules = .init(
      retentionDays: days, phonePattern: pattern, phoneDigits: digits, hotline: hotline, firstDesk: desk)
    return Placed(rules, fields.position("first_desk"))
  }

  func demo(_ fields: Fields) -> Placed<CityProfile.DemoPlan>? {
    defer { fields.close() }
    let communities: [String] = fields.texts("communities").map(\.value)
    let lanes: [String] = fields.texts("lanes").map(\.value)
    let estates: [String] = fields.texts("estates").map(\.value)
    let longitude: Double? = fields.decimal("longitude")
    let latitude: Double? = fields.decimal("latitude")
    guard let subdistrict = fields.text("subdistrict"), let longitude, let latitude else { return nil }
    if !(73...136).contains(longitude) || !(3...54).contains(latitude) {
      complaints.add(fields.position("longitude"), "the demo's position is not in China")
    }
    let plan: CityProfile.DemoPlan = .init(
      subdistrict: subdistrict, longitude: longitude, latitude: latitude, communityNames: communities, laneNames: lanes, estateNames: estates)
    return Placed(plan, fields.position("subdistrict"))
  }
}
