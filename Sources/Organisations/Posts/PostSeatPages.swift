import Ground
import Markup

/// The parts of a post's page that tell how the seat stands and what can be done about it.
struct PostSeatPages: Sendable {
  let words: Words
  let today: CivilDay

  // MARK: What can be done

  func acts(_ view: PostView) -> HTML {
    let acts: [PostAct] = offered(view)
    guard view.mayManage, let first = acts.first else { return .empty }
    let buttons: [Button] = acts.map { act in
      Button(words("posts.act.\(act.rawValue)"), act == first ? .primary : .ordinary, href: "/posts/\(view.post.id)/\(act.rawValue)")
    }
    return "<div class=\"line no-print\">\(buttons)</div>"
  }

  /// What makes sense for the seat as it stands.
  func offered(_ view: PostView) -> [PostAct] {
    if let until = view.post.validUntil, until <= today { return [] }
    let isHeld: Bool = !view.current(on: today).isEmpty
    let hasStandIn: Bool = view.standIns.contains { $0.standIn.validUntil.map { $0 > today } ?? true }
    var acts: [PostAct] = isHeld ? [.succession, .ending, .term] : [.appointment]
    acts += [.acting, .alternate]
    if hasStandIn { acts.append(.standInEnding) }
    if view.alternates(on: today).count > 1 { acts.append(.alternateOrder) }
    return acts + [.retirement]
  }

  // MARK: How it stands

  func now(_ view: PostView) -> Sheet {
    Sheet("now", words("posts.now")) {
      var facts: [(name: String, value: HTML)] = [(words("organisations.posts.holder"), holder(view))]
      for entry in view.standIns where entry.standIn.kind == .acting && entry.standIn.holds(on: today) {
        facts.append((words("posts.kind.acting"), standIn(entry)))
      }
      let alternates: [(person: Person, standIn: StandIn)] = view.alternates(on: today)
      for (index, entry) in alternates.enumerated() {
        let name: String = alternates.count == 1 ? words("posts.kind.alternate") : words("posts.alternate.rank", ["rank": words.number(index + 1)])
        facts.append((name, standIn(entry)))
      }
      let tag = PostTermTag(words: words, today: today)
      for term in view.current(on: today) where term.tenure.termUntil != nil {
        facts.append((words("posts.term"), tag.html(term.tenure.termUntil)))
      }
      facts.append((words("posts.in_hands"), loads(view.loads)))
      if let next = view.successor { facts.append((words("posts.successor"), "\(Link(next.phrase(words), to: "/posts/\(next.id)"))")) }
      return "\(Facts(facts))"
    }
  }

  private func standIn(_ entry: (person: Person, standIn: StandIn)) -> HTML {
    "\(Link(entry.person.name, to: "/people/\(entry.person.id)")) <span class=\"quiet\">\(span(entry.standIn))</span>"
  }

  private func holder(_ view: PostView) -> HTML {
    let current: [PostView.Term] = view.current(on: today)
    guard !current.isEmpty else {
      let since: String = view.option.since.map(words.date) ?? ""
      return "\(Tag(words("organisations.posts.vacant"), .hold)) <span class=\"quiet\">\(words("posts.vacant_since", ["day": since]))</span>"
    }
    return "\(each: current, since)"
  }

  private func since(_ term: PostView.Term) -> HTML {
    let day: String = words("posts.since_day", ["day": words.date(term.tenure.validFrom)])
    return "<span>\(Link(term.person.name, to: "/people/\(term.person.id)")) <span class=\"quiet\">\(day)</span></span> "
  }

  private func span(_ standIn: StandIn) -> String {
    let to: String = standIn.validUntil.map { words.date($0.adding(days: -1)) } ?? words("organisations.post.now")
    return words("posts.from_to", ["from": words.date(standIn.validFrom), "to": to])
  }

  func loads(_ loads: [PostLoad]) -> HTML {
    guard !loads.isEmpty else { return "\(words("posts.in_hands.none"))" }
    return "\(each: loads, load)"
  }

  private func load(_ load: PostLoad) -> HTML {
    let text: String = words(load.word, count: load.count)
    return load.href.map { "\(Link(text, to: $0)) " } ?? "\(text) "
  }

  // MARK: What happened

  func story(_ view: PostView) -> Sheet {
    Sheet("story", words("posts.story")) {
      let entries: [Timeline.Entry] = PostStory(view: view).steps.map { step in
        Timeline.Entry(
          "\(sentence(step))", time: words.date(step.day), at: step.day.description, step.day > today ? .ahead : .done)
      }
      return Timeline(entries, look: .dated).html
    }
  }

  private func sentence(_ step: PostStory.Step) -> String {
    words("posts.story.\(step.kind.rawValue)", ["person": step.person ?? "", "before": step.before ?? "", "until": step.until ?? ""])
  }
}
