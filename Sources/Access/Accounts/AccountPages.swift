import Ground
import Markup
import Organisations

/// The pages of accounts, for administrators.
struct AccountPages: Sendable {
  let words: Words
  let caller: Caller

  private var tabs: AccessTabs { AccessTabs(words: words, caller: caller) }
  private var home: Link { Link(words("access.accounts"), to: "/accounts") }

  // MARK: The list

  func list(_ lines: [AccountLine], _ filter: AccountFilter, next: String?) -> Page {
    let rows: HTML = lines.isEmpty ? empty : "\(ledger(lines))\(pager(lines.count, next))"
    let new: HTML = caller.may(.accountManage) ? "\(Acts([Button(words("access.account.new"), .primary, href: "/accounts/new")]))" : .empty
    return tabs.page(
      .accounts, title: words("access.accounts"), note: words("access.accounts.note"),
      "\(new)\(filters(filter))\(Sheet("accounts", words("access.accounts"), look: .flat, isTitleHidden: true) { rows })")
  }

  private var empty: HTML {
    "\(Empty(words("access.accounts.empty"), words("access.accounts.empty.why"), action: Link(words("access.accounts.all"), to: "/accounts")))"
  }

  private func pager(_ count: Int, _ next: String?) -> Pager {
    Pager(
      label: words("organisations.pager"), words("organisations.pager.rows", count: count),
      next: next.map { Link(words("organisations.pager.next"), to: $0) })
  }

  private func filters(_ filter: AccountFilter) -> Filters {
    let states: [Choice] = AccountFilter.states.map { Choice($0.rawValue, words("access.account.state.\($0.rawValue)")) }
    let all = Choice("", words("access.account.state.all"))
    return Filters(
      to: "/accounts",
      [
        Field("q", label: words("access.account.find"), .line(filter.text ?? "", .search, most: 64)),
        Field("state", label: words("access.account.state"), .select([all] + states, chosen: filter.state?.rawValue ?? "")),
      ], submit: words("organisations.filter"), clear: Link(words("organisations.filter.clear"), to: "/accounts"))
  }

  private func ledger(_ lines: [AccountLine]) -> Ledger {
    Ledger(
      caption: words("access.accounts.caption"),
      columns: [
        .init(words("access.account.name")), .init(words("access.account.posts"), isMinor: true), .init(words("access.account.state")),
        .init(words("access.factor"), isMinor: true),
      ],
      rows: lines.map { line in
        Ledger.Row([
          Ledger.what(line.account.name, href: "/accounts/\(line.account.id)", small: line.personName), "<span class=\"wrap\">\(posts(line))</span>",
          "\(tag(line))",
          "\(words(line.hasSecondFactor ? "access.factor.yes" : "access.factor.no"))",
        ])
      })
  }

  private func posts(_ line: AccountLine) -> String {
    if line.posts.isEmpty { return words("organisations.none") }
    return line.posts.map { $0.standing(words, joint: words("access.why.joint")) }.joined(separator: words("organisations.and"))
  }

  private func tag(_ line: AccountLine) -> Tag {
    let shape: TagShape =
      switch line.state {
      case .open: .doing
      case .disabled: .back
      case .temporary, .locked: .hold
      }
    return Tag(words("access.account.state.\(line.state.rawValue)"), shape)
  }

  // MARK: One account

  func one(_ line: AccountLine, tokens: () -> FormTokens, refusal: Refusal? = nil) -> Page {
    let facts: [(name: String, value: HTML)] = [
      (words("access.account.person"), "\(line.personName)"), (words("access.account.posts"), "\(posts(line))"),
      (words("access.account.state"), "\(tag(line))"),
      (words("access.factor"), "\(words(line.hasSecondFactor ? "access.factor.yes" : "access.factor.no"))"),
    ]
    let why: Link? = caller.may(.accessExplain) ? Link(words("access.why.about"), to: "/why?account=\(Address.encode(line.account.name))") : nil
    let content: HTML = """
      \(FormProblems(refusal, words: words).summary)\
      \(Sheet("facts", words("access.account.facts"), action: why) { "\(Facts(facts))" })\(acts(line, tokens))
      """
    return tabs.page(.accounts, title: line.account.name, crumbs: [home], isNarrow: true, content)
  }

  private func acts(_ line: AccountLine, _ tokens: () -> FormTokens) -> HTML {
    guard caller.may(.accountSecure), line.account.id != caller.account else { return .empty }
    var acts: [(verb: String, path: String)] = []
    if line.account.isDisabled { acts.append(("enable", "reinstatement")) } else { acts.append(("disable", "suspension")) }
    if line.lockedUntil != nil { acts.append(("unlock", "unlocking")) }
    acts.append(("password", "password"))
    if line.hasSecondFactor { acts.append(("factor", "second-factor-reset")) }
    let forms: HTML = "\(each: acts, { self.act($0.verb, "/accounts/\(line.account.id)/\($0.path)", tokens()) })"
    return "\(Sheet("acts", words("access.account.acts"), isForScreen: true) { forms })"
  }

  private func act(_ verb: String, _ path: String, _ tokens: FormTokens) -> HTML {
    Form.post(to: path, tokens, look: .line) {
      "\(Button(words("access.account.\(verb)")))<span class=\"quiet small\">\(words("access.account.\(verb).what"))</span>"
    }
  }

  // MARK: A new account

  /// - Parameter types: the types of posts that the caller may fill along with it.
  func new(_ order: AccountOrder, types: [String], tokens: FormTokens, refusal: Refusal? = nil) -> Page {
    let problems = FormProblems(refusal, words: words)
    let form: HTML = Form.post(to: "/accounts", tokens, look: .card) {
      """
      \(problems.summary)\(order.holder.map { Form.hidden("holder", $0.description) })\
      \(Field(
        "account", label: words("access.account.name"), help: words("access.account.name.help"), error: problems["account"], isRequired: true,
        .line(order.name, .text, most: 64)))\
      \(if: order.holder == nil, person(order, problems))\(if: !types.isEmpty, post(order, types, problems))\
      \(Button(words("access.account.do_open"), .primary))
      """
    }
    return tabs.page(
      .accounts, title: words("access.account.new"), note: words("access.account.new.note"), crumbs: [home], isNarrow: true, form)
  }

  private func post(_ order: AccountOrder, _ types: [String], _ problems: FormProblems) -> HTML {
    let choices: [Choice] = [Choice("", words("access.account.no_type"))] + types.map { Choice($0, words("post.\($0)")) }
    return """
      \(Field("type", label: words("access.account.type"), error: problems["type"], .select(choices, chosen: order.type ?? "")))\
      \(Field(
        "area", label: words("access.account.area"), help: words("access.account.area.help"), error: problems["area"],
        .line(order.area ?? "", .text, most: 15)))
      """
  }

  private func person(_ order: AccountOrder, _ problems: FormProblems) -> HTML {
    """
    \(Field(
      "person", label: words("access.account.person"), error: problems["person"], isRequired: true,
      .line(order.person ?? "", .text, most: 40)))\
    \(Field(
      "phone", label: words("access.account.phone"), note: words("access.optional"), error: problems["phone"],
      .line(order.phone ?? "", .telephone, most: 20)))
    """
  }

  /// Shown once.
  func password(_ fresh: FreshPassword) -> Page {
    let sheet = Sheet("fresh-password", words("access.account.password_once")) {
      """
      <div class="stack"><p>\(words("access.account.password_once.what", ["name": fresh.account.name]))</p><p class="code" id="password">\(fresh.password)</p>\
      \(Acts([Button(words("access.account.password_given"), .primary, href: "/accounts/\(fresh.account.id)")]))</div>
      """
    }
    return tabs.page(.accounts, title: fresh.account.name, crumbs: [home], isNarrow: true, "\(sheet)")
  }
}
