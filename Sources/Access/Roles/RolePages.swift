import Ground
import Markup
import Organisations

/// The pages of roles.
struct RolePages: Sendable {
  let words: Words
  let caller: Caller
  let today: CivilDay

  private var tabs: AccessTabs { AccessTabs(words: words, caller: caller) }
  private var home: Link { Link(words("access.roles"), to: "/roles") }

  private func name(_ role: CityProfile.Role) -> String { words("role.\(role.id)") }
  private func name(_ permission: Permission) -> String { words("permission.\(permission.rawValue)") }

  func list(_ roles: [RoleView]) -> Page {
    let ledger = Ledger(
      caption: words("access.roles.caption"),
      columns: [.init(words("access.role")), .init(words("access.role.types"))],
      rows: roles.map { view in
        Ledger.Row([Ledger.what(name(view.role), href: "/roles/\(view.role.id)", small: within(view.role)), types(view)])
      })
    return tabs.page(
      .roles, title: words("access.roles"), note: words("access.roles.note"),
      "\(Sheet("roles", words("access.roles"), look: .flat, isTitleHidden: true) { "\(ledger)" })")
  }

  private func within(_ role: CityProfile.Role) -> String {
    words(role.withinOrganisation ? "access.role.within_organisation" : "access.role.within_area")
  }

  private func types(_ view: RoleView) -> HTML {
    "\(each: view.types, { "<p>\(Link("\(words("post.\($0.type)")) \(words.number($0.held))", to: "/posts?type=\($0.type)&state=held"))</p>" })"
  }

  private func permissions(_ role: CityProfile.Role) -> HTML {
    let names: [String] = Permission.allCases.filter { role.permissions.contains($0) }.map(name)
    return "\(names.joined(separator: words("access.role.joint")))"
  }

  // MARK: One role

  func one(_ view: RoleView, order: RoleOrder? = nil, tokens: () -> FormTokens, refusal: Refusal? = nil) -> Page {
    let facts: [(name: String, value: HTML)] = [
      (words("access.role.scope"), "\(within(view.role))"), (words("access.role.types"), types(view)),
      (words("access.factor"), "\(words(view.role.needsSecondFactor ? "access.role.factor" : "access.role.no_factor"))"),
    ]
    let content: HTML = """
      \(FormProblems(refusal, words: words).summary)\(Sheet("facts", words("access.role.facts")) { "\(Facts(facts))" })\
      \(caller.may(.roleManage) ? form(view, order) : allowed(view))\(history(view, tokens))
      """
    return tabs.page(.roles, title: name(view.role), crumbs: [home], content)
  }

  private func allowed(_ view: RoleView) -> HTML {
    "\(Sheet("permissions", words("access.role.permissions")) { permissions(view.role) })"
  }

  /// A GET form: it only asks for the preview.
  private func form(_ view: RoleView, _ order: RoleOrder?) -> HTML {
    let on: Set<Permission> = order?.permissions ?? view.role.permissions
    let checks: HTML = "\(each: Permission.allCases, { "\(Check($0.field, name($0), isOn: on.contains($0)))" })"
    let content: HTML = """
      <form class="form" method="get" action="/roles/\(view.role.id)/preview"><div class="grid-form">\(checks)</div>\
      \(Field("from", label: words("access.role.from"), .line((order?.from ?? today).description, .day)))\
      \(Button(words("access.role.do_preview"), .primary))</form>
      """
    return "\(Sheet("edit", words("access.role.edit"), note: words("access.role.edit.note"), isForScreen: true) { content })"
  }

  private func history(_ view: RoleView, _ tokens: () -> FormTokens) -> HTML {
    if view.history.isEmpty { return .empty }
    let rows: [Ledger.Row] = view.history.map { change in
      Ledger.Row([
        "<strong>\(words.date(change.validFrom))</strong> <span class=\"quiet small\">\(change.by.flatMap { view.names[$0] } ?? "")</span>",
        "<p>\(told(change))</p>\(undo(change, view, tokens))",
      ])
    }
    let ledger = Ledger(
      caption: words("access.role.history"),
      columns: [.init(words("access.role.from")), .init(words("access.role.what"))], rows: rows)
    return "\(Sheet("history", words("access.role.history"), look: .flat) { "\(ledger)" })"
  }

  private func told(_ change: RoleChange) -> String {
    guard case .permissions(_, let added, let removed) = change.edit else { return change.reason }
    let plus: [String] = Permission.allCases.filter { added.contains($0) }.map { words("access.role.plus", ["permission": name($0)]) }
    let minus: [String] = Permission.allCases.filter { removed.contains($0) }.map { words("access.role.minus", ["permission": name($0)]) }
    let kind: String = change.reverses == nil ? change.reason : words("access.role.taken_back", ["reason": change.reason])
    return (plus + minus + [kind]).joined(separator: words("access.role.joint"))
  }

  private func undo(_ change: RoleChange, _ view: RoleView, _ tokens: () -> FormTokens) -> HTML {
    if view.reversed.contains(change.id) { return "<p class=\"quiet\">\(words("access.role.was_undone"))</p>" }
    guard caller.may(.roleManage), change.reverses == nil else { return .empty }
    return Form.post(to: "/roles/\(view.role.id)/edits/\(change.id)/reversal", tokens(), look: .line) {
      "\(Button(words("access.role.do_undo")))"
    }
  }

  // MARK: The preview

  func preview(_ view: RoleView, _ effect: RoleEffect, _ order: RoleOrder, tokens: FormTokens) -> Page {
    let rows: [Ledger.Row] = effect.lines.map { line in
      Ledger.Row([
        "\(Tag(words(line.isGained ? "access.role.gains" : "access.role.loses"), line.isGained ? .doing : .back)) \(name(line.permission))",
        "\(Link(words("access.role.posts", count: line.posts.count), to: address(view, line.permission, order)))",
      ])
    }
    let ledger = Ledger(
      caption: words("access.role.preview"),
      columns: [.init(words("access.role.what")), .init(words("access.role.who"))], rows: rows)
    let told = Sheet("preview", words("access.role.preview"), look: .flat) { "\(ledger)" }
    let body: HTML = effect.isNothing ? "\(Notice(words("access.role.nothing")))" : "\(told)\(save(view, effect, order, tokens))"
    return tabs.page(.roles, title: words("access.role.preview_of", ["role": name(view.role)]), crumbs: [home, back(view)], body)
  }

  private func back(_ view: RoleView) -> Link { Link(name(view.role), to: "/roles/\(view.role.id)") }

  private func save(_ view: RoleView, _ effect: RoleEffect, _ order: RoleOrder, _ tokens: FormTokens) -> HTML {
    if let breach = effect.breaches.first {
      let sentence: [String: String] = ["got": words("duty.\(breach.duty)"), "wanted": name(breach.permission)]
      return "\(Notice(words("access.separation_breach", sentence)))"
    }
    return Form.post(to: "/roles/\(view.role.id)/edits", tokens, look: .card) {
      """
      \(each: Permission.allCases.filter { order.permissions.contains($0) }, { Form.hidden($0.field, "1") })\
      \(Form.hidden("from", order.from.description))\
      <p>\(words("access.role.counts_from", ["day": words.date(order.from)]))</p>\
      \(Field("reason", label: words("access.role.reason"), help: words("access.role.reason.help"), isRequired: true, .area(order.reason ?? "")))\
      \(Button(words("access.role.do_save"), .primary))
      """
    }
  }

  private func address(_ view: RoleView, _ permission: Permission, _ order: RoleOrder) -> String {
    let flags: [String] = Permission.allCases.filter { order.permissions.contains($0) }.map { "\($0.field)=1" }
    let query: String = (flags + ["from=\(order.from.description)"]).joined(separator: "&")
    return "/roles/\(view.role.id)/preview/\(permission.rawValue)?\(query)"
  }

  /// The posts behind a figure.
  func touched(_ view: RoleView, _ permission: Permission, _ posts: [PostOption], of count: Int, _ order: RoleOrder, next: PostID?) -> Page {
    let ledger = Ledger(
      caption: name(permission), columns: [.init(words("access.account.posts")), .init(words("access.account.person"))],
      rows: posts.map { post in
        Ledger.Row([
          Ledger.what(post.title, href: "/posts/\(post.id)", small: post.home),
          "\((post.holders + post.acting).joined(separator: words("access.role.joint")))",
        ])
      })
    let more: Link? = next.map { next in
      Link(words("organisations.pager.next"), to: "\(address(view, permission, order))&after=\(next)")
    }
    let pager = Pager(label: words("organisations.pager"), words("access.role.posts", count: count), next: more)
    return tabs.page(
      .roles, title: name(permission), crumbs: [home, back(view)],
      "\(Sheet("posts", name(permission), look: .flat, isTitleHidden: true) { "\(ledger)\(pager)" })")
  }
}
