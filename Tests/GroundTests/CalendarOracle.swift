import Foundation
import Ground
import Testkit

/// Working time counted another way than the house counts it: a table of every single minute from 2022-12-01 to 2027-12-31, made from
/// the published list of holidays.
struct CalendarOracle {
  /// How many working minutes lie before each minute.
  let before: [Int32]
  /// Whether each day is a working day.
  let workdays: [Bool]
  let firstDay: Int = 19_327  // 2022-12-01, a Thursday
  let calendar: WorkingCalendar

  static let shared: CalendarOracle = CalendarOracle()

  private init() {
    var kinds: [String: String] = [:]
    let text: String = (try? String(contentsOfFile: "\(citiesFolder)/_base/holidays.csv", encoding: .utf8)) ?? ""
    for line in text.split(whereSeparator: \.isNewline).dropFirst() {
      let cells: [Substring] = line.split(separator: ",")
      kinds[String(cells[0])] = String(cells[1])
    }
    var exceptions: [CivilDay: WorkingCalendar.Exception] = [:]
    for (day, kind) in kinds {
      guard let civil = CivilDay(day), let known = WorkingCalendar.DayKind(rawValue: kind) else { continue }
      exceptions[civil] = WorkingCalendar.Exception(kind: known, holiday: "")
    }
    calendar = WorkingCalendar(
      hours: [480..<720, 810..<1050], offset: 28_800, exceptions: exceptions, announcedYears: [2023, 2024, 2025, 2026], sameDayUntil: 720)
    var table: [Int32] = []
    var days: [Bool] = []
    table.reserveCapacity(1_857 * 1440)
    var sum: Int32 = 0
    for (index, name) in CalendarOracle.dayNames().enumerated() {
      // 2022-12-01 was a Thursday: index 2 is a Saturday, 3 a Sunday.
      let weekend: Bool = index % 7 == 2 || index % 7 == 3
      let works: Bool = kinds[name].map { $0 == "work" } ?? !weekend
      days.append(works)
      for minute in 0..<1440 {
        table.append(sum)
        if works, (minute >= 480 && minute < 720) || (minute >= 810 && minute < 1050) { sum += 1 }
      }
    }
    before = table
    workdays = days
  }

  /// `2022-12-01` and on, counted by hand.
  private static func dayNames() -> [String] {
    var out: [String] = []
    for year in 2022...2027 {
      let leap: Bool = year % 4 == 0
      let lengths: [Int] = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      for (month, length) in lengths.enumerated() where year > 2022 || month == 11 {
        for day in 1...length { out.append("\(year)-\(month < 9 ? "0" : "")\(month + 1)-\(day < 10 ? "0" : "")\(day)") }
      }
    }
    return out
  }

  func minute(_ moment: Moment) -> Int { Int(moment.milliseconds / 60_000) + 480 - firstDay * 1440 }

  func moment(_ minute: Int) -> Moment { Moment(milliseconds: Int64(minute + firstDay * 1440 - 480) * 60_000) }

  /// The first minute with this many working minutes before it.
  func end(of minutes: Int, from start: Int) -> Int {
    let wanted: Int32 = before[start] + Int32(minutes)
    var low: Int = 0
    var high: Int = before.count - 1
    while low < high {
      let middle: Int = (low + high) / 2
      if before[middle] >= wanted { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The end of the last of some working days, the first being today before noon and else the next.
  func end(ofDays days: Int, from start: Int) -> Int {
    var day: Int = start / 1440
    if start % 1440 >= 720 { day += 1 }
    var left: Int = days
    while true {
      if workdays[day] {
        left -= 1
        if left == 0 { return day * 1440 + 1050 }
      }
      day += 1
    }
  }
}

/// A small generator with a printed seed (SplitMix64).
struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed: UInt64 = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
