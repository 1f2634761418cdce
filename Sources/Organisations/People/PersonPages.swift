import Ground
import Markup

/// The pages of people: a search, and what one person holds.
struct PersonPages: Sendable {
  let words: Words
  let today: CivilDay

  func list(_ people: [Person], text: String?, nav: Views, next: String?) -> Page {
    let title: String = words("people.title")
    let find = Field("q", label: words("people.find"), help: words("people.find.help"), isBroad: true, .line(text ?? "", .search, most: 40))
    let main: HTML = """
      <div class="line"><h1>\(title)</h1><p class="quiet">\(words("people.lead"))</p></div>\(nav)
      \(Filters(to: "/people", [find], submit: words("people.find.do"), clear: Link(words("organisations.filter.clear"), to: "/people")))
      \(Sheet("people", title, look: .flat, isTitleHidden: true) { rows(people, next: next) })
      """
    return Page(title: title, layout: .desk, whereTo: title, section: "posts", main: main)
  }

  private func rows(_ people: [Person], next: String?) -> HTML {
    guard !people.isEmpty else {
      // Twenty thousand names may have been looked through, and more are left.
      let on: Link? = next.map { Link(words("people.look_on"), to: $0) }
      return "\(Empty(words("people.empty"), words(next == nil ? "people.empty.why" : "people.empty.more"), action: on))"
    }
    let ledger = Ledger(
      caption: words("people.caption"), columns: [.init(words("people.name")), .init(words("people.phone"))],
      rows: people.map { person in
        Ledger.Row([Ledger.what(person.name, href: "/people/\(person.id)"), "\(person.maskedPhone ?? words("organisations.post.phone.none"))"])
      })
    return "\(ledger)\(StaffPager(words: words).pager(people.count, next: next))"
  }

  // MARK: One person

  func one(_ view: PersonView) -> Page {
    let name: String = view.person.name
    let phone: String? = view.showsPhone ? view.person.phone : view.person.maskedPhone
    let main: HTML = """
      <div class="stack"><div>\(Crumbs(label: words("organisations.crumbs"), [Link(words("people.title"), to: "/people")], here: name))
      <div class="line"><h1>\(name)</h1><p class="quiet">\(words("people.phone")) \(phone ?? words("organisations.post.phone.none"))</p>\(correct(view))</div></div>
      \(posts(view))\(each: view.facets, facet)</div>
      """
    return Page(title: name, layout: .desk, whereTo: name, section: "posts", main: main, isNarrow: true)
  }

  private func correct(_ view: PersonView) -> HTML {
    guard view.mayCorrect else { return .empty }
    return "<span class=\"push no-print\">\(Button(words("people.correct"), href: "/people/\(view.person.id)/correction"))</span>"
  }

  private func posts(_ view: PersonView) -> Sheet {
    Sheet("posts", words("people.posts"), look: .flat) {
      guard !view.lines.isEmpty else { return "\(Empty(words("people.posts.empty"), words("people.posts.empty.why")))" }
      let ledger = Ledger(
        caption: words("people.posts.caption"),
        columns: [
          .init(words("organisations.posts.post")), .init(words("organisations.post.state")), .init(words("organisations.post.from")),
          .init(words("organisations.post.to")), .init(words("posts.term"), isMinor: true),
        ], rows: view.lines.map(row))
      return "\(ledger)"
    }
  }

  private func row(_ line: PersonView.Line) -> Ledger.Row {
    Ledger.Row([
      Ledger.what(line.post.title, href: "/posts/\(line.post.id)", small: line.post.home), "\(state(line))", "\(line.from.description)",
      "\(line.until.map { words.date($0.adding(days: -1)) } ?? words("organisations.post.now"))",
      "\(line.termUntil.map { words.date($0.adding(days: -1)) } ?? "—")",
    ])
  }

  private func state(_ line: PersonView.Line) -> Tag {
    if line.from > today { return Tag(words("organisations.post.state.future"), .hold) }
    if let until = line.until, until <= today { return Tag(words("organisations.post.state.past"), .hollow) }
    guard let kind = line.kind else { return Tag(words("organisations.post.state.current"), .doing) }
    return Tag(words("posts.kind.\(kind.rawValue)"), .doing)
  }

  private func facet(_ facet: PersonFacet) -> HTML {
    let facts: [(name: String, value: HTML)] = facet.lines.map { line in
      (line.name, line.href.map { "\(Link(line.value, to: $0))" } ?? "\(line.value)")
    }
    return "\(Sheet(facet.id, facet.title) { "\(Facts(facts))" })"
  }
}
