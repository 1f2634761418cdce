extension Deadline {
  /// Why it falls on its date.
  public func why(_ history: DeadlineReasons.History, at now: Moment, on calendar: WorkingCalendar) -> DeadlineReasons {
    let days: DeadlineDays = DeadlineDays(deadline: self, history: history, now: now, calendar: calendar)
    let marks: [DeadlineReasons.DayMark] = days.marks()
    let years: Set<Int> = Set(marks.map { $0.day.parts.year }).subtracting(calendar.announcedYears)
    let unannounced: [Int] = clock == .natural ? [] : years.sorted()
    let sentences: DeadlineSentences = DeadlineSentences(deadline: self, history: history, calendar: calendar)
    return DeadlineReasons(
      days: days.shown(marks), reasons: sentences.all(marks, firstDay: days.firstDay, unannounced: unannounced), unannounced: unannounced)
  }
}

/// The days from the report to the date, or to today while the clock stands.
struct DeadlineDays {
  let deadline: Deadline
  let history: DeadlineReasons.History
  let now: Moment
  let calendar: WorkingCalendar

  private var today: CivilDay { calendar.localDay(now) }
  private var startDay: CivilDay { calendar.localDay(history.startedAt) }

  /// The first day that counts.
  var firstDay: CivilDay {
    switch deadline.clock {
    case .days: calendar.localDay(calendar.firstDay(from: history.startedAt))
    case .hours: calendar.localDay(calendar.adding(workingMinutes: 1, to: history.startedAt))
    case .natural: startDay
    }
  }

  private var lastDay: CivilDay { max(startDay, deadline.isPaused ? today : calendar.localDay(deadline.due)) }

  func marks() -> [DeadlineReasons.DayMark] {
    var out: [DeadlineReasons.DayMark] = []
    var number: Int = 0
    for offset in 0...(lastDay.daysSince1970 - startDay.daysSince1970) {
      let day: CivilDay = startDay.adding(days: offset)
      let kind: DeadlineReasons.DayMark.Kind = kind(of: day)
      let counts: Bool = kind == .counted || kind == .makeup || kind == .due
      if counts { number += 1 }
      out.append(
        .init(
          day: day, kind: kind, number: counts ? number : nil, holiday: calendar.exceptions[day]?.holiday, isToday: day == today,
          isAhead: counts && day > today))
    }
    return out
  }

  /// A page shows at most twelve weeks, the last ones, from a Monday on.
  func shown(_ marks: [DeadlineReasons.DayMark]) -> [DeadlineReasons.DayMark] {
    guard marks.count > 84, let last = marks.last else { return marks }
    let monday: CivilDay = last.day.adding(days: 1 - last.day.weekday - 77)
    return marks.filter { $0.day >= monday }
  }

  private func kind(of day: CivilDay) -> DeadlineReasons.DayMark.Kind {
    if !deadline.isPaused, day == lastDay { return .due }
    if day == startDay, day < firstDay { return .before }
    if deadline.clock != .natural, !calendar.isWorkingDay(day) { return .off }
    if isHeld(day) { return .held }
    return deadline.clock != .natural && calendar.exceptions[day]?.kind == .work ? .makeup : .counted
  }

  /// A budget of days loses the days from the pause's first to the one before its end; any other counts a day as held when the
  /// clock stood for more than half of it.
  private func isHeld(_ day: CivilDay) -> Bool {
    if deadline.clock == .days {
      return history.pauses.contains { pause in
        calendar.localDay(pause.from) <= day && day < (pause.until.map { calendar.localDay($0) } ?? today.adding(days: 1))
      }
    }
    let midnight: Moment = calendar.start(of: day)
    let next: Moment = calendar.start(of: day.adding(days: 1))
    var stood: Int = 0
    for pause in history.pauses {
      let from: Moment = max(pause.from, midnight)
      let until: Moment = min(pause.until ?? max(now, pause.from), next)
      if from < until { stood += calendar.minutes(deadline.clock, from: from, to: until) }
    }
    return stood * 2 > calendar.minutes(deadline.clock, from: midnight, to: next)
  }
}
