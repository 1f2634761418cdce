/// The reasons for a date, as sentences in the order in which one would tell them.
struct DeadlineSentences {
  typealias Reason = DeadlineReasons.Reason
  typealias DayMark = DeadlineReasons.DayMark

  let deadline: Deadline
  let history: DeadlineReasons.History
  let calendar: WorkingCalendar

  func all(_ marks: [DayMark], firstDay: CivilDay, unannounced: [Int]) -> [Reason] {
    var out: [Reason] = [budget(firstDay)]
    out += holidays(marks)
    out += weekends(marks)
    out += marks.filter { $0.kind == .makeup || $0.kind == .due && isMadeUp($0.day) }.map { mark in
      Reason(word: "deadline.why.makeup", arguments: ["day": .day(mark.day), "holiday": .text(mark.holiday ?? "")])
    }
    out += history.pauses.filter { takesTime($0) }.map(pause)
    out += history.extensions.map { more in
      Reason(
        word: "deadline.why.extended",
        arguments: ["at": time(more.at), "length": .length(more.minutes, deadline.clock), "reason": .text(more.reason)])
    }
    out += unannounced.map { Reason(word: "deadline.why.unannounced", arguments: ["year": .number($0)]) }
    return out
  }

  private func budget(_ firstDay: CivilDay) -> Reason {
    let from: Reason.Argument = deadline.clock == .days ? .day(firstDay) : time(history.startedAt)
    return Reason(word: "deadline.why.\(deadline.clock.rawValue)", arguments: ["budget": .budget(history.budget), "from": from])
  }

  private func isMadeUp(_ day: CivilDay) -> Bool { deadline.clock != .natural && calendar.exceptions[day]?.kind == .work }

  /// One sentence for each row of days off with one name.
  private func holidays(_ marks: [DayMark]) -> [Reason] {
    var rows: [(name: String, first: CivilDay, last: CivilDay)] = []
    for mark in marks where mark.kind == .off {
      guard let name = mark.holiday else { continue }
      if let row = rows.last, row.name == name, row.last.adding(days: 1) == mark.day {
        rows[rows.count - 1].last = mark.day
      } else {
        rows.append((name, mark.day, mark.day))
      }
    }
    return rows.map { row in
      row.first == row.last
        ? Reason(word: "deadline.why.holiday", arguments: ["holiday": .text(row.name), "day": .day(row.first)])
        : Reason(
          word: "deadline.why.holidays", arguments: ["holiday": .text(row.name), "first": .day(row.first), "last": .day(row.last)])
    }
  }

  private func weekends(_ marks: [DayMark]) -> [Reason] {
    let days: [DayMark] = marks.filter { $0.kind == .off && $0.holiday == nil }
    guard let first = days.first else { return [] }
    if days.count == 1 { return [Reason(word: "deadline.why.weekend_day", arguments: ["day": .day(first.day)])] }
    return [Reason(word: "deadline.why.weekends", arguments: ["count": .number(days.count)])]
  }

  /// A pause over lunch or over a weekend moves nothing and needs no sentence; neither does one within a day of a budget of days.
  private func takesTime(_ pause: DeadlineReasons.Pause) -> Bool {
    guard let until = pause.until else { return true }
    if deadline.clock == .days { return calendar.localDay(pause.from) != calendar.localDay(until) }
    return calendar.minutes(deadline.clock, from: pause.from, to: until) > 0
  }

  private func pause(_ pause: DeadlineReasons.Pause) -> Reason {
    guard let until = pause.until else {
      return Reason(word: "deadline.why.paused", arguments: ["from": time(pause.from), "reason": .text(pause.reason)])
    }
    return Reason(
      word: "deadline.why.pause", arguments: ["from": time(pause.from), "until": time(until), "reason": .text(pause.reason)])
  }

  private func time(_ moment: Moment) -> Reason.Argument {
    .time(calendar.localDay(moment), minute: calendar.minuteOfDay(moment))
  }
}
