import Ground
import Markup

extension StaffPages {
  /// Why this date: day for day, and in sentences.
  func whyThisDate(_ view: MatterView) -> Sheet {
    let deadline: Deadline = view.matter.deadline
    let title: String =
      deadline.isPaused
      ? words("matter.why.standing") : words("matter.why", ["day": words.day(calendar.localDay(deadline.due), in: today.parts.year)])
    let reasons: DeadlineReasons = view.reasons
    return Sheet("why", title) {
      """
      \(used(view.matter))\(days(reasons))<ul class="reasons small quiet">\(each: reasons.reasons, { "<li>\($0.text(words, on: calendar))</li>" })</ul>
      """
    }
  }

  private func used(_ matter: Matter) -> HTML {
    let deadline: Deadline = matter.deadline
    func length(_ minutes: Int) -> HTML { "<b>\(words.length(minutes, deadline.clock, on: calendar))</b>" }
    let left: Int = deadline.remaining(at: now, on: calendar)
    let key: String = !matter.isOpen ? "matter.why.closed" : (left < 0 ? "matter.why.over" : "matter.why.left")
    let parts: [String: HTML] = [
      "budget": length(deadline.budgetMinutes), "used": length(deadline.consumed(at: now, on: calendar)), "left": length(left),
    ]
    return "<p>\(sentence(key, parts))</p>"
  }

  private func days(_ reasons: DeadlineReasons) -> DayCalendar {
    DayCalendar(
      label: words("matter.why.days"), weekdays: words.weekdays, startsOn: (reasons.days.first?.day.weekday ?? 1) - 1,
      reasons.days.map { mark in .init(mark.day.parts.day, mark.text(words), look(mark), isToday: mark.isToday) })
  }

  private func look(_ mark: DeadlineReasons.DayMark) -> DayCalendar.Mark {
    switch mark.kind {
    case .before: .outside
    case .counted, .makeup: mark.isAhead ? .ahead : .counted
    case .off: .off
    case .held: .paused
    case .due: .due
    }
  }
}
