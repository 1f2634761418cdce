/// Working days are numbered from an arbitrary one, so that every question is a difference of two numbers: no walk over days.
extension WorkingCalendar {
  /// The plain weeks after an exception, up to the next one.
  struct Spell: Sendable, Hashable {
    /// The first day after the exception, as days since 1970.
    let start: Int
    /// The number of the first working day on or after `start`.
    let number: Int
    /// What the exception before it was.
    let follows: DayKind

    static func make(_ exceptions: [CivilDay: Exception]) -> [Spell] {
      var out: [Spell] = []
      var shift: Int = 0
      for (day, exception) in exceptions.sorted(by: { $0.key < $1.key }) {
        let plain: Int = day.weekday <= 5 ? 1 : 0
        shift += (exception.kind == .work ? 1 : 0) - plain
        let start: Int = day.daysSince1970 + 1
        out.append(Spell(start: start, number: weekdays(before: start) + shift, follows: exception.kind))
      }
      return out
    }
  }

  /// How many working days lie before a day, counted from the same arbitrary one.
  func workingDays(before day: CivilDay) -> Int {
    let days: Int = day.daysSince1970
    let begun: Int = spells.countOfFirst { $0.start <= days }
    guard begun > 0 else { return weekdays(before: days) }
    let spell: Spell = spells[begun - 1]
    return spell.number + weekdays(before: days) - weekdays(before: spell.start)
  }

  /// The working day that has this many before it.
  func workingDay(_ number: Int) -> CivilDay {
    let begun: Int = spells.countOfFirst { $0.number <= number }
    // The exception that ends a spell may itself be the day: a Saturday made up for a holiday.
    if begun < spells.count, spells[begun].follows == .work, spells[begun].number == number + 1 {
      return CivilDay(daysSince1970: spells[begun].start - 1)
    }
    guard begun > 0 else { return weekday(number) }
    let spell: Spell = spells[begun - 1]
    return weekday(number - spell.number + weekdays(before: spell.start))
  }

  /// Minutes of work before a local minute, counted from an arbitrary one.
  func position(_ localMinute: Int) -> Int {
    let day: CivilDay = CivilDay(daysSince1970: floorDivide(localMinute, 1440))
    let whole: Int = workingDays(before: day) * minutesPerDay
    guard isWorkingDay(day) else { return whole }
    let minute: Int = localMinute - day.daysSince1970 * 1440
    return whole + hours.reduce(0) { $0 + min(max(minute - $1.lowerBound, 0), $1.count) }
  }

  /// The first local minute that has this many minutes of work before it: the end of a working period, never the next one's
  /// beginning.
  func localMinute(position: Int) -> Int {
    let number: Int = floorDivide(position - 1, minutesPerDay)
    var rest: Int = position - number * minutesPerDay
    let midnight: Int = workingDay(number).daysSince1970 * 1440
    for period in hours {
      if rest <= period.count { return midnight + period.lowerBound + rest }
      rest -= period.count
    }
    return midnight + (hours.last?.upperBound ?? 0)
  }

  /// Minutes of work from one moment to another; negative when `to` is the earlier.
  public func workingMinutes(from: Moment, to: Moment) -> Int { position(localMinute(to)) - position(localMinute(from)) }

  /// The moment at which this many minutes of work have passed. It lies within hours of work or at the end of a period.
  public func adding(workingMinutes minutes: Int, to moment: Moment) -> Moment {
    if minutes == 0 || minutesPerDay == 0 { return moment }
    return end(workingMinutes: minutes, from: moment)
  }

  /// The same, but nought minutes too end with a working period: the last one.
  func end(workingMinutes minutes: Int, from moment: Moment) -> Moment {
    self.moment(localMinute: localMinute(position: position(localMinute(moment)) + minutes))
  }

  /// When a budget that starts now runs out.
  public func adding(_ budget: Budget, to moment: Moment) -> Moment { Deadline(budget, from: moment, on: self).due }
}

/// Mondays to Fridays before a day, from 1969-12-29, a Monday.
private func weekdays(before daysSince1970: Int) -> Int {
  let days: Int = daysSince1970 + 3
  let weeks: Int = floorDivide(days, 7)
  return weeks * 5 + min(days - weeks * 7, 5)
}

/// The Monday to Friday that has this many before it.
private func weekday(_ number: Int) -> CivilDay {
  let weeks: Int = floorDivide(number, 5)
  return CivilDay(daysSince1970: weeks * 7 + (number - weeks * 5) - 3)
}

extension Array {
  /// How many elements at the front fit, in an array where all that fit stand first; found by halving.
  fileprivate func countOfFirst(_ fits: (Element) -> Bool) -> Int {
    var low: Int = 0
    var high: Int = count
    while low < high {
      let middle: Int = (low + high) / 2
      if fits(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
