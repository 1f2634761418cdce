import Ground
import Markup

extension StaffPages {
  /// What happened, newest first.
  func story(_ view: MatterView) -> Sheet {
    Sheet("story", words("matter.story")) {
      let entries: [Timeline.Entry] = view.events.enumerated().map { index, event in
        entry(event, view.matter, isNewest: index == 0 && view.matter.isOpen)
      }
      return Timeline(entries, look: .dated).html
    }
  }

  private func entry(_ told: MatterView.Event, _ matter: Matter, isNewest: Bool) -> Timeline.Entry {
    let event: MatterEvent = told.event
    return Timeline.Entry(
      happened(told, matter), time: time(event.at), at: event.at.rfc3339, isNewest ? .now : .done, quote: event.note, moved: moved(event),
      photos: told.photos.isEmpty ? nil : photos(told.photos, of: matter))
  }

  private func happened(_ told: MatterView.Event, _ matter: Matter) -> HTML {
    if told.event.kind == .handedOver { return handedOver(told) }
    let kind: String = told.event.kind.word
    let key: String = told.event.kind == .reported ? "matter.event.reported.\(matter.source.rawValue)" : "matter.event.\(kind)"
    return sentence(key, ["who": who(told), "target": "<b>\(told.target ?? words("matter.handler.unknown"))</b>"])
  }

  /// Who sits at the post changes, or the post goes: to another one, or back to the desk.
  private func handedOver(_ told: MatterView.Event) -> HTML {
    let isMoved: Bool = told.event.after == nil
    let key: String = isMoved ? (told.target == nil ? "matter.handover.back" : movedKey(told.event)) : "matter.handover.person"
    let nobody: String = words("matter.handover.nobody")
    return sentence(
      key,
      [
        "target": "<b>\(told.target ?? "")</b>", "before": "<b>\(told.before ?? nobody)</b>", "after": "<b>\(told.after ?? nobody)</b>",
        "day": "\(told.event.day?.description ?? "")",
        "who": told.post == nil && told.person == nil ? "\(words("matter.handover.clock"))" : who(told),
      ])
  }

  private func movedKey(_ event: MatterEvent) -> String { event.targetOrganisation == nil ? "matter.handover.post" : "matter.handover.body" }

  private func who(_ told: MatterView.Event) -> HTML {
    if let post = told.post { return "<b>\(post)</b>\(told.person.map { "\(words("matter.post_person"))\($0)" } ?? "")" }
    if let person = told.person { return "<b>\(person)</b>" }
    return "\(words("matter.who.requester"))"
  }

  private func moved(_ event: MatterEvent) -> String? {
    guard let before = event.dueBefore, let after = event.dueAfter else { return nil }
    return words("matter.moved", ["before": time(before), "after": time(after)])
  }

  /// Each person's report, when there are several or somebody has rated.
  func reports(_ view: MatterView) -> HTML {
    guard view.reports.count > 1 || view.reports.contains(where: { $0.rating != nil }) else { return .empty }
    let sheet: Sheet = Sheet("reports", words("matter.reports.title"), note: words("matter.reports", count: view.reports.count)) {
      "<ul class=\"stack\">\(each: view.reports, { report($0, of: view.matter) })</ul>"
    }
    return "\(sheet)"
  }

  private func report(_ report: Report, of matter: Matter) -> HTML {
    let own: HTML = report.body == matter.body ? .empty : "<blockquote>\(report.body)</blockquote>"
    return "<li><b>\(number(report.number))</b> <span class=\"quiet\">\(time(report.at))</span>\(own)\(rated(report))</li>"
  }

  private func rated(_ report: Report) -> HTML {
    guard let rating = report.rating else { return "<p class=\"quiet small\">\(words("matter.rating.none"))</p>" }
    let solved: String = report.solved.map { words($0 ? "matter.confirmed.yes" : "matter.confirmed.no") } ?? ""
    let comment: HTML = report.comment.map { "<blockquote>\($0)</blockquote>" } ?? .empty
    return "<p>\(words("matter.rating", ["rating": "\(rating)", "solved": solved]))</p>\(comment)"
  }
}
