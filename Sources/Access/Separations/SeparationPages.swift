import Ground
import Markup
import Organisations

/// Which duties are kept apart, who has them, and who has together what must not be.
struct SeparationPages: Sendable {
  let words: Words
  let caller: Caller

  func page(_ view: SeparationView) -> Page {
    let tabs = AccessTabs(words: words, caller: caller)
    let breaches: HTML =
      view.violations.isEmpty
      ? "<p>\(words("access.duties.none"))</p>"
      : "<ul class=\"reasons\">\(each: view.violations, { "<li>\(sentence($0))</li>" })</ul>"
    return tabs.page(
      .duties, title: words("access.tab.duties"), note: words("access.duties.note"),
      "\(each: view.separations, sheet)\(Sheet("violations", words("access.duties.violations")) { breaches })")
  }

  private func sheet(_ separation: SeparationView.Separation) -> HTML {
    let ledger = Ledger(
      caption: words("separation.\(separation.id)"),
      columns: [.init(words("access.duties.duty")), .init(words("access.account.posts")), .init(words("access.role.permissions"), isMinor: true)],
      rows: separation.duties.map { duty in
        Ledger.Row([
          "<strong>\(words("duty.\(duty.id)"))</strong>",
          "\(each: duty.types, { "<p>\(Link("\(words("post.\($0.type)")) \(words.number($0.held))", to: "/posts?type=\($0.type)&state=held"))</p>" })",
          "\(duty.permissions.map { words("permission.\($0.rawValue)") }.joined(separator: words("access.role.joint")))",
        ])
      })
    return "\(Sheet(separation.id, words("separation.\(separation.id)"), look: .flat) { "\(ledger)" })"
  }

  private func sentence(_ line: SeparationView.Line) -> String {
    words(
      "access.duties.breach",
      ["person": line.person, "duty": words("duty.\(line.duty)"), "permission": words("permission.\(line.permission.rawValue)")])
  }
}
