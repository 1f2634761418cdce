import Ground
import Markup

/// The page about oneself.
struct MePages: Sendable {
  let words: Words

  func page(_ me: Me, tokens: FormTokens, signOut: FormTokens, refusal: Refusal? = nil, isChanged: Bool = false) -> Page {
    let done: Notice? = isChanged ? Notice(words("organisations.me.changed")) : nil
    let main: HTML = """
      <div class="stack"><div class="line"><h1>\(me.name)</h1><p class="quiet">\(words("organisations.me.account")) \(me.account)</p>
      <div class="push">\(leave(signOut))</div></div>
      \(done)\(firstThings(me))\(posts(me))\(secondFactor(me))\(password(me, tokens, refusal))</div>
      """
    return Page(
      title: words("organisations.me"), layout: .desk, whereTo: words("organisations.me"), section: "me", main: main, isNarrow: true)
  }

  /// What must be done before the account gives what it should.
  private func firstThings(_ me: Me) -> HTML {
    if me.hasTemporaryPassword { return "\(Notice(words("access.me.temporary")))" }
    guard me.lacksSecondFactor else { return .empty }
    return "\(Notice(words("access.me.factor_missing")))\(Button(words("access.factor.begin"), .primary, href: "/me/second-factor"))"
  }

  private func secondFactor(_ me: Me) -> Sheet {
    Sheet("second-factor", words("access.factor"), action: Link(words("access.factor.open"), to: "/me/second-factor"), isForScreen: true) {
      "<p>\(words(me.hasSecondFactor ? "access.factor.on" : "access.factor.off"))</p><p>\(Link(words("access.why.mine"), to: "/why"))</p>"
    }
  }

  private func leave(_ tokens: FormTokens) -> HTML {
    Form.post(to: "/sign-out", tokens, look: .line) { "\(Button(words("organisations.me.sign_out")))" }
  }

  private func posts(_ me: Me) -> HTML {
    guard !me.reaches.isEmpty else {
      return "\(Empty(words("organisations.me.no_posts"), words("organisations.me.no_posts.why"), icon: .lock))"
    }
    let sheet = Sheet("posts", words("organisations.me.posts"), note: words("organisations.me.posts.note")) {
      "<p class=\"quiet\">\(words("organisations.me.why"))</p><dl class=\"facts\">\(each: me.reaches, reach)</dl>"
    }
    return "\(sheet)"
  }

  private func reach(_ reach: Me.Reach) -> HTML {
    let names: [String] = reach.permissions.map { words("permission.\($0.rawValue)") }
    let may: String =
      names.isEmpty
      ? words("organisations.me.may_nothing")
      : words("organisations.me.may", ["permissions": names.joined(separator: words("organisations.comma"))])
    return "<dt>\(reach.post.title)</dt><dd>\(MePages.reachSentence(reach, words))<br>\(may)</dd>"
  }

  static func reachSentence(_ reach: Me.Reach, _ words: Words) -> String {
    guard let organisation = reach.organisation else { return words("organisations.me.reach_area", ["area": reach.post.areaName]) }
    return words("organisations.me.reach_organisation", ["organisation": organisation])
  }

  private func password(_ me: Me, _ tokens: FormTokens, _ refusal: Refusal?) -> Sheet {
    Sheet("password", words("organisations.me.password"), isForScreen: true) {
      let form: HTML = Form.post(to: "/me/password", tokens) {
        """
        <p class="quiet">\(words("organisations.me.password.note"))</p>\(FormProblems(refusal, words: words).summary)\
        \(field("current", "organisations.me.current", .password, refusal))\
        \(field("new", "organisations.me.new", .newPassword, refusal, help: words("organisations.me.new.help")))\
        \(Button(words("organisations.me.change"), .primary))
        """
      }
      return form
    }
  }

  private func field(_ name: String, _ label: String, _ kind: Control.LineKind, _ refusal: Refusal?, help: String? = nil) -> Field {
    Field(
      name, label: words(label), help: help, error: FormProblems(refusal, words: words)[name], isRequired: true,
      .line("", kind, most: PasswordRules.longest))
  }
}
