public import Ground
public import SQL

/// Three months of a year, `2026-Q1`.
public struct Quarter: Sendable, Hashable, Comparable, LosslessStringConvertible, Bindable {
  public let year: Int
  /// 1 to 4.
  public let number: Int

  public init(year: Int, number: Int) {
    self.year = year
    self.number = number
  }

  public init(_ day: CivilDay) {
    let (year, month, _) = day.parts
    self.init(year: year, number: (month + 2) / 3)
  }

  public init?(_ description: String) {
    let parts: [Substring] = description.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].count == 4, let year = Int(parts[0]), parts[1].count == 2, parts[1].first == "Q",
      let number = Int(parts[1].dropFirst()), (1...4).contains(number)
    else { return nil }
    self.init(year: year, number: number)
  }

  public var description: String { "\(year)-Q\(number)" }
  /// Quarters counted on, so that the next one's is one more.
  public var ordinal: Int { year * 4 + number - 1 }
  public var first: CivilDay { CivilDay(year: year, month: number * 3 - 2, day: 1) }
  /// The first day of the next.
  public var until: CivilDay { first.adding(months: 3) }
  public var next: Quarter { Quarter(until) }

  public func workingDays(_ calendar: WorkingCalendar, from day: CivilDay? = nil) -> [CivilDay] {
    var out: [CivilDay] = []
    var day: CivilDay = max(day ?? first, first)
    while day < until {
      if calendar.isWorkingDay(day) { out.append(day) }
      day = day.adding(days: 1)
    }
    return out
  }

  public static func < (left: Self, right: Self) -> Bool { left.ordinal < right.ordinal }

  public var bound: Value { .text(description) }
  public static func unbound(_ value: Value) throws -> Self {
    let text = try String.unbound(value)
    guard let known = Self(text) else { throw RowError.unknown(word: text, of: "Quarter") }
    return known
  }
}
