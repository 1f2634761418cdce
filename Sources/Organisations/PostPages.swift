import Ground
import Markup
import Places

/// The pages of posts, for the desk.
struct PostPages: Sendable {
  let words: Words
  let profile: CityProfile

  // MARK: The list

  struct List: Sendable {
    let posts: [PostOption]
    let filter: PostFilter
    let tally: PostTally
    /// The area the list is narrowed to.
    let mayEstablish: Bool
    /// The address of the next page.
    let next: String?
    let today: CivilDay
  }

  func list(_ list: List) -> Page {
    let lead: String = list.filter.within.map { words.within($0) } ?? words("organisations.posts.lead")
    let new: HTML =
      list.mayEstablish
      ? "<a class=\"button push\"\(href: "/posts/new\(list.filter.within.map { "?area=\($0.area)" } ?? "")")>\(words("posts.establish"))</a>" : .empty
    let sheets: HTML = list.mayEstablish ? "<a class=\"button\"\(href: "/imports/posts")>\(words("imports.open.page"))</a>" : .empty
    let main: HTML = """
      <div class="line title"><h1>\(words("organisations.posts"))</h1><p class="quiet">\(lead)</p>\(new)\(sheets)</div>
      \(PostNav(words: words).views(list.tally, list.filter, here: .state(list.filter.state)))
      \(filters(list.filter))
      \(Sheet("posts", words("organisations.posts"), look: .flat, isTitleHidden: true) { rows(list) })
      """
    let title: String = words("organisations.posts")
    return Page(title: title, layout: .desk, whereTo: title, section: "posts", main: main)
  }

  private func rows(_ list: List) -> HTML {
    guard !list.posts.isEmpty else {
      let all = Link(words("organisations.posts.all"), to: "/posts")
      let why: String = list.filter.state.map { words("posts.empty.\($0.rawValue)") } ?? words("organisations.posts.empty.why")
      return "\(Empty(words("organisations.posts.empty"), why, action: all))"
    }
    return "\(seats(list))\(StaffPager(words: words).pager(list.posts.count, next: list.next))"
  }

  /// The list with since when, and until when the term runs.
  private func seats(_ list: List) -> Ledger {
    Ledger(
      caption: words("organisations.posts.caption"),
      columns: [
        .init(words("organisations.posts.post")), .init(words("organisations.posts.holder")), .init(words("posts.since"), isMinor: true),
        .init(words("posts.term")),
      ],
      rows: list.posts.map { post in
        Ledger.Row([
          Ledger.what(post.title, href: "/posts/\(post.id)", small: post.home), holders(post) + vacantSince(post),
          "\(post.since.map(words.date) ?? "—")",
          PostTermTag(words: words, today: list.today).html(post.termUntil),
        ])
      })
  }

  private func vacantSince(_ post: PostOption) -> HTML {
    guard post.isVacant, let since = post.since else { return .empty }
    return "<small>\(words("posts.vacant_since", ["day": words.date(since)]))</small>"
  }

  private func filters(_ filter: PostFilter) -> Filters {
    let types: [Choice] = profile.postTypes.map { Choice($0.id, words("post.\($0.id)")) }
    let all = Choice("", words("organisations.posts.type.all"))
    let states: [Choice] =
      [Choice("", words("posts.state.all"))] + PostState.allCases.map { Choice($0.rawValue, words("posts.state.\($0.rawValue)")) }
    var fields: [Field] = [
      Field("type", label: words("organisations.posts.type"), .select([all] + types, chosen: filter.type ?? "")),
      Field("state", label: words("organisations.posts.vacancy"), .select(states, chosen: filter.state?.rawValue ?? "")),
    ]
    if filter.state == .expiring {
      let days: [Choice] = [30, 90, 180, 365].map { Choice(String($0), words("posts.within_days", count: $0)) }
      fields.append(Field("days", label: words("posts.days"), .select(days, chosen: String(filter.days))))
    }
    return Filters(
      to: "/posts", fields, within: filter.within, words: words, submit: words("organisations.filter"),
      clear: Link(words("organisations.filter.clear"), to: "/posts"),
      keeping: filter.organisation.map { [("organisation", $0.description)] } ?? [])
  }

  /// Also the list on an organisation's page.
  func ledger(_ posts: [PostOption]) -> Ledger {
    Ledger(
      caption: words("organisations.posts.caption"),
      columns: [.init(words("organisations.posts.post")), .init(words("organisations.posts.holder"))],
      rows: posts.map { post in
        Ledger.Row([Ledger.what(post.title, href: "/posts/\(post.id)", small: post.home), holders(post)])
      })
  }

  private func holders(_ post: PostOption) -> HTML {
    let acting: HTML =
      post.acting.isEmpty
      ? .empty : " <small>\(words("posts.acting_by", ["person": post.acting.joined(separator: words("organisations.and"))]))</small>"
    if post.isVacant { return "\(Tag(words("organisations.posts.vacant"), .hold))\(acting)" }
    return "\(post.holders.joined(separator: words("organisations.and")))\(acting)"
  }

  // MARK: One post

  func one(_ view: PostView, today: CivilDay) -> Page {
    let seats = PostSeatPages(words: words, today: today)
    let main: HTML = """
      <div class="stack"><div>\(Crumbs(label: words("organisations.crumbs"), [Link(words("organisations.posts"), to: "/posts")], here: view.option.title))
      <div class="line"><h1>\(view.option.title)</h1><p class="quiet">\(view.option.home)</p></div>\(seats.acts(view))</div>
      \(seats.now(view))\(facts(view))\(PostTermPages(words: words, today: today).sheet(view))\(seats.story(view))</div>
      """
    return Page(
      title: view.option.phrase(words), layout: .desk, whereTo: view.option.home, section: "posts", main: main, isNarrow: true)
  }

  private func facts(_ view: PostView) -> Sheet {
    var facts: [(name: String, value: HTML)] = [(words("organisations.area"), "\(view.option.areaName)")]
    if let name = view.organisation, let id = view.post.organisation {
      facts.append((words("organisations.post.organisation"), "\(Link(name, to: "/organisations/\(id)"))"))
    }
    if view.post.building != nil { facts.append((words("organisations.post.building"), "\(view.option.home)")) }
    facts.append((words("organisations.post.since"), "\(words.date(view.post.validFrom))"))
    if let until = view.post.validUntil { facts.append((words("organisations.post.until"), "\(words.date(until))")) }
    facts.append((words("organisations.post.role"), "\(permissions(view.post.type))"))
    return Sheet("facts", words("organisations.posts.post")) { "\(Facts(facts))" }
  }

  private func permissions(_ type: String) -> String {
    let role: CityProfile.Role? = profile.postType(type).flatMap { profile.role($0.role) }
    let held: [Permission] = Permission.allCases.filter { role?.permissions.contains($0) ?? false }
    if held.isEmpty { return words("organisations.me.may_nothing") }
    return held.map { words("permission.\($0.rawValue)") }.joined(separator: words("organisations.comma"))
  }
}
