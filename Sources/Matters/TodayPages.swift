import Ground
import Markup
import Organisations
import Places

extension StaffPages {
  /// What is in one's own hands, for a phone outdoors.
  func today(_ view: TodayView) -> Page {
    let count: Int = view.first.count + view.rest.count
    let title: String = view.mayHandle ? words("matter.today.count", count: count) : words("matter.today")
    let main: HTML = """
      \(Heading(title, note: words("matter.today.date", ["day": words.day(today), "weekday": words.weekday(today)])))\
      \(if: view.mayHandle, todayList(view))\(reminders(view))\(if: !view.answered.isEmpty, "\(answered(view.answered))")
      """
    return Page(
      title: words("matter.today"), layout: .field, whereTo: view.home?.name ?? words("matter.today"), whereSmall: view.title ?? "",
      section: "today", main: main, below: view.mayHandle ? thumbBar.html : .empty)
  }

  private func todayList(_ view: TodayView) -> HTML {
    if view.first.isEmpty && view.rest.isEmpty {
      return
        "\(Empty(words("matter.today.empty"), words("matter.today.empty.why"), action: Link(words("matter.empty.open"), to: MatterTiles.openFilter.url())))"
    }
    var out: HTML = .empty
    if !view.first.isEmpty { out += "\(Sheet("first", words("matter.today.first"), look: .bare) { "\(view.first.map(job))" })" }
    if !view.rest.isEmpty { out += "\(Sheet("rest", words("matter.today.rest"), look: .bare) { "\(Brief(view.rest.map(brief)))" })" }
    return out
  }

  /// A sentence with a number each, the first few rows, and the way to all.
  private func reminders(_ view: TodayView) -> HTML {
    guard view.mayHandle || !view.reminders.isEmpty else {
      return "\(Empty(words("matter.today.nothing"), words("matter.today.nothing.why")))"
    }
    return "\(view.reminders.map(reminder))"
  }

  private func reminder(_ reminder: Reminder) -> Sheet {
    Sheet(reminder.id, reminder.title, action: Link(words("matter.today.all_of", count: reminder.count), to: reminder.href), look: .bare) {
      "\(Brief(reminder.rows.map { .init($0.title, to: $0.href, badge: "\(Lateness($0.time, $0.isLate ? .late : .soon))") }))"
    }
  }

  private func job(_ row: QueueRow) -> Job {
    Job(
      row.matter.title, to: path(row.matter.id), small: "\(place(row)) · \(categoryName(row.matter.category))",
      badges: "\(lateness(row.matter, row.standing))\(stateTag(row.matter.state))", acts: jobActs(row.matter))
  }

  /// What the state's table of moves lets a handler do next; each leads to its form.
  private func jobActs(_ matter: Matter) -> [Button] {
    let page: String = path(matter.id)
    let flow: Workflow = profile.workflow
    if flow.move(.accept, from: matter.state) != nil {
      return [
        Button(words("matter.do.accept"), href: "\(page)#\(MatterAct.accept.resource)", icon: .check),
        Button(words("matter.act.give_back"), href: "\(page)#\(MatterAct.giveBack.resource)"),
      ]
    }
    return [
      Button(words("matter.today.answer"), href: "\(page)#\(MatterAct.answer.resource)", icon: .camera),
      Button(words("matter.act.ask_more_time"), href: "\(page)#\(MatterAct.askMoreTime.resource)"),
    ]
  }

  private func brief(_ row: QueueRow) -> Brief.Item {
    .init(row.matter.title, to: path(row.matter.id), badge: "\(lateness(row.matter, row.standing))")
  }

  private func answered(_ rows: [QueueRow]) -> Sheet {
    Sheet("answered", words("matter.today.answered", count: rows.count), look: .bare) {
      "\(Brief(rows.map { .init($0.matter.title, to: path($0.matter.id), badge: "\(stateTag($0.matter.state))") }))"
    }
  }

  private var thumbBar: ThumbBar {
    var items: [ThumbBar.Item] = [
      .init(words("matter.today"), .list, to: "/today", isCurrent: true), .init(words("matter.today.all"), .map, to: "/matters"),
    ]
    if mayRegister { items.append(.init(words("matter.today.note"), .pencil, to: "/matters/new", isPrimary: true)) }
    return ThumbBar(label: words("matter.today.bar"), items)
  }
}
