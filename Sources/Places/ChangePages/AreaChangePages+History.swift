import Ground
import Markup

extension AreaChangePages {
  func history(_ area: Area, _ chain: [Area], _ changes: [AreaChange], next: String?) -> Page {
    let title = words("area_change.history")
    let about: String = words("area_change.of", ["area": area.name, "what": title])
    let pager = Pager(label: words("areas.pager"), words("areas.shown", count: changes.count), next: next.map { Link(words("areas.next"), to: $0) })
    let list: HTML = changes.isEmpty ? "<p class=\"empty\">\(words("area_change.history.none"))</p>" : "\(timeline(changes, area))\(pager)"
    let main: HTML = "\(crumbs(area, here: title))\(Heading(about))\(Sheet("history", title, isTitleHidden: true) { list })"
    return page(about, area, main)
  }

  func timeline(_ changes: [AreaChange], _ area: Area) -> Timeline {
    Timeline(
      changes.map { change in
        let link = Link(said(change.plan, area.name), to: "/area-changes/\(change.id)")
        let when = words.date(change.plan.day)
        return Timeline.Entry(
          "\(link) <span class=\"quiet small\">\(state(change))</span>", time: when, at: change.plan.day.description,
          change.enactedAt == nil ? .ahead : .done, quote: change.reason)
      }, look: .dated)
  }

  private func state(_ change: AreaChange) -> String {
    if change.reversedBy != nil { return words("area_change.state.off") }
    return words(change.enactedAt == nil ? "area_change.state.ahead" : "area_change.state.done")
  }

  func one(_ view: AreaChangeView, problems: [FieldProblem], values: [String: [String]], tokens: () -> FormTokens) -> Page {
    let change = view.change
    let title = said(change.plan, view.subject.name)
    var facts: [(name: String, value: HTML)] = [
      (words("area_change.day"), "\(words.date(change.plan.day))"), (words("area_change.facts"), "\(state(change))"),
    ]
    if let reason = change.reason { facts.append((words("area_change.reason"), "\(reason)")) }
    if let old = change.reverses { facts.append((words("area_change.reverses"), "\(Link(words("area_change.open"), to: "/area-changes/\(old)"))")) }
    if let by = change.reversedBy {
      facts.append((words("area_change.reversed_by"), "\(Link(words("area_change.open"), to: "/area-changes/\(by)"))"))
    }
    if !change.plan.buildings.isEmpty {
      facts.append((words("areas.buildings"), "\(words("area_touch.buildings", count: change.plan.buildings.count))"))
    }
    let wrong = ErrorSummary(words("area_change.wrong"), problems.map { Link(words($0.word, $0.arguments), to: "#day") })
    let main: HTML = """
      \(crumbs(view.subject, here: words("area_change.history")))\(Heading(title))\(wrong)\
      <div class="stack">\(Sheet("facts", words("area_change.facts"), isTitleHidden: true) { "\(Facts(facts))" })\
      \(steps(change.plan, view.names))\(drawn(change.plan, view.names))\(reversal(view, problems, values, tokens))</div>
      """
    return page(title, view.subject, main)
  }

  private func reversal(_ view: AreaChangeView, _ problems: [FieldProblem], _ values: [String: [String]], _ tokens: () -> FormTokens) -> HTML {
    let change = view.change
    guard change.reversedBy == nil, caller.policy(for: .areaManage).allows(place: view.subject.place) else { return .empty }
    let isAhead = change.enactedAt == nil
    let title = words(isAhead ? "area_change.call_off" : "area_change.reverse")
    let day: HTML =
      isAhead
      ? .empty
      : "\(Field("day", label: words("area_change.reverse.day"), error: problems.first.map { words($0.word, $0.arguments) }, isRequired: true, .line(values["day"]?.first ?? max(today, change.plan.day).description, .day)))"
    let reason = Field("reason", label: words("area_change.reason"), note: words("form.optional"), .line(values["reason"]?.first ?? "", most: 500))
    let form = Disclosure(title, isOpen: !problems.isEmpty) {
      "<p class=\"quiet\">\(words(isAhead ? "area_change.call_off.lead" : "area_change.reverse.lead"))</p>"
        + Form.post(to: "/area-changes/\(change.id)/reversal-previews", tokens()) {
          "\(day)\(reason)\(Acts([Button(words("area_change.preview.do"))]))"
        }
    }
    return "\(form)"
  }
}
