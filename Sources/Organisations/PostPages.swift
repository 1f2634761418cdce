import Ground
import Markup

/// The pages of posts, for the desk.
struct PostPages: Sendable {
  let words: Words
  let profile: CityProfile

  // MARK: The list

  /// - Parameters:
  ///   - area: the area the list is narrowed to, and its name.
  ///   - next: the address of the next page.
  func list(_ posts: [PostOption], _ filter: PostFilter, area: (id: AreaID, name: String)?, next: String?) -> Page {
    let lead: String = area.map { words("organisations.posts.within", ["area": $0.name]) } ?? words("organisations.posts.lead")
    let main: HTML = """
      <div class="line"><h1>\(words("organisations.posts"))</h1><p class="quiet">\(lead)</p></div>
      \(filters(filter, area: area?.id))
      \(Sheet("posts", words("organisations.posts"), look: .flat, isTitleHidden: true) { rows(posts, next: next) })
      """
    let title: String = words("organisations.posts")
    return Page(title: title, layout: .desk, whereTo: title, section: "posts", main: main)
  }

  private func rows(_ posts: [PostOption], next: String?) -> HTML {
    guard !posts.isEmpty else {
      let all = Link(words("organisations.posts.all"), to: "/posts")
      return "\(Empty(words("organisations.posts.empty"), words("organisations.posts.empty.why"), action: all))"
    }
    return "\(ledger(posts))\(StaffPager(words: words).pager(posts.count, next: next))"
  }

  private func filters(_ filter: PostFilter, area: AreaID?) -> Filters {
    let types: [Choice] = profile.postTypes.map { Choice($0.id, words("post.\($0.id)")) }
    let all = Choice("", words("organisations.posts.type.all"))
    let vacancy: [Choice] = [
      Choice("", words("organisations.posts.vacancy.all")), Choice("1", words("organisations.posts.vacancy.only")),
    ]
    return Filters(
      to: "/posts",
      [
        Field("type", label: words("organisations.posts.type"), .select([all] + types, chosen: filter.type ?? "")),
        Field("vacant", label: words("organisations.posts.vacancy"), .select(vacancy, chosen: filter.vacantOnly ? "1" : "")),
      ], submit: words("organisations.filter"), clear: Link(words("organisations.filter.clear"), to: "/posts"),
      keeping: area.map { [("area", $0.description)] } ?? [])
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
    if post.isVacant { return "\(Tag(words("organisations.posts.vacant"), .hold))" }
    return "\(post.holders.joined(separator: words("organisations.and")))"
  }

  // MARK: One post

  func one(_ view: PostView, today: CivilDay) -> Page {
    let main: HTML = """
      <div class="stack"><div>\(Crumbs(label: words("organisations.crumbs"), [Link(words("organisations.posts"), to: "/posts")], here: view.option.title))
      <div class="line"><h1>\(view.option.title)</h1><p class="quiet">\(view.option.home)</p></div></div>
      \(facts(view))\(PostTermPages(words: words, today: today).sheet(view))</div>
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
    facts.append((words("organisations.post.since"), "\(view.post.validFrom.description)"))
    if let until = view.post.validUntil { facts.append((words("organisations.post.until"), "\(until.description)")) }
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
