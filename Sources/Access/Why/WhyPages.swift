import Ground
import Markup
import Organisations

/// Why somebody can see something, and why not.
struct WhyPages: Sendable {
  let words: Words
  let tabs: AccessTabs

  /// - Parameters:
  ///   - view: nil before anything was asked.
  ///   - asked: what the form is filled in with.
  func page(_ view: WhyView?, asked: WhyQuestion, mayAskAboutOthers: Bool, problem: String? = nil) -> Page {
    let answer: HTML = view.map(answer) ?? problem.map { "\(Notice($0))" } ?? .empty
    return tabs.page(
      .why, title: words("access.why"), note: words("access.why.note"), isNarrow: true,
      "\(form(asked, mayAskAboutOthers))\(answer)")
  }

  private func form(_ asked: WhyQuestion, _ mayAskAboutOthers: Bool) -> HTML {
    let permissions: [Choice] = Permission.allCases.map { Choice($0.rawValue, words("permission.\($0.rawValue)")) }
    let kinds: [Choice] = WhyTarget.Kind.allCases.map { Choice($0.rawValue, words("access.why.kind.\($0.rawValue)")) }
    var fields: [Field] = []
    if mayAskAboutOthers {
      fields.append(Field("account", label: words("access.why.account"), .line(asked.account ?? "", .search, most: 64)))
    }
    fields += [
      Field("permission", label: words("access.why.permission"), .select(permissions, chosen: asked.permission.rawValue)),
      Field("kind", label: words("access.why.kind"), .select(kinds, chosen: asked.thing?.kind.rawValue)),
      Field("thing", label: words("access.why.thing"), .line(asked.thing?.text ?? "", .search, most: 60)),
    ]
    return "\(Filters(to: "/why", fields, submit: words("access.why.ask"), clear: Link(words("organisations.filter.clear"), to: "/why")))"
  }

  private func answer(_ view: WhyView) -> HTML {
    let sentences = WhySentences(words: words, view: view)
    let title: String = words("access.why.answer", ["person": view.file.personName])
    let sheet = Sheet("answer", title, note: view.isOneself ? nil : view.file.name) {
      """
      <p class="verdict">\(tag(view))<strong>\(sentences.verdict)</strong></p>\
      <ul class="reasons">\(each: sentences.reasons, { "<li>\($0)</li>" })</ul>
      """
    }
    return "\(sheet)"
  }

  private func tag(_ view: WhyView) -> HTML {
    guard let answer = view.answer else { return "\(Tag(words("access.why.tag.unknown"), .hollow)) " }
    return "\(Tag(words(answer.isAllowed ? "access.why.tag.yes" : "access.why.tag.no"), answer.isAllowed ? .done : .back)) "
  }
}
