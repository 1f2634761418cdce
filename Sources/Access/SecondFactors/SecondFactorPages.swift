import Ground
import Markup
import Organisations
import Pictures

/// The page on which one sets up one's own second factor.
struct SecondFactorPages: Sendable {
  let words: Words

  func page(_ view: SecondFactorView, tokens: () -> FormTokens, refusal: Refusal? = nil) throws -> Page {
    let content: HTML =
      switch view.state {
      case .none: begin(view, tokens())
      case .pending: try pending(view, tokens, refusal)
      case .set: set(view, tokens(), refusal)
      }
    return page(content)
  }

  private func page(_ content: HTML) -> Page {
    let title: String = words("access.factor")
    let crumbs = Crumbs(label: words("organisations.crumbs"), [Link(words("organisations.me"), to: "/me")], here: title)
    return Page(
      title: title, layout: .desk, whereTo: words("organisations.me"), section: "me",
      main: "<div class=\"stack\"><div>\(crumbs)\(Heading(title))</div>\(content)</div>", isNarrow: true)
  }

  private func begin(_ view: SecondFactorView, _ tokens: FormTokens) -> HTML {
    let form: HTML = Form.post(to: "/me/second-factor", tokens) { "\(Button(words("access.factor.begin"), .primary))" }
    let sheet = Sheet("begin", words("access.factor.off")) {
      """
      <p>\(words("access.factor.what"))</p>\(if: view.isRequired, "<p><strong>\(words("access.factor.required"))</strong></p>")\
      <p class="quiet">\(words("access.factor.apps"))</p>\(form)
      """
    }
    return "\(sheet)"
  }

  private func pending(_ view: SecondFactorView, _ tokens: () -> FormTokens, _ refusal: Refusal?) throws -> HTML {
    guard let factor = view.standing.factor else { return .empty }
    let code = try QRCode(SecondFactorView.uri(factor, account: view.account, issuer: view.issuer, encode: Address.encode))
    let picture = QRPicture(words("access.factor.picture"), size: code.size) { code.isDark($0, $1) }
    let scan = Sheet("scan", words("access.factor.scan")) {
      """
      <div>\(picture)</div><p>\(words("access.factor.manual"))</p><p class="code" id="secret">\(factor.typed)</p>
      """
    }
    let confirm = Sheet("confirm", words("access.factor.confirm")) { confirmation(tokens(), refusal) }
    let again: HTML = Form.post(to: "/me/second-factor", tokens(), look: .line) { "\(Button(words("access.factor.again"), .plain))" }
    return "\(scan)\(confirm)\(again)"
  }

  private func confirmation(_ tokens: FormTokens, _ refusal: Refusal?) -> HTML {
    Form.post(to: "/me/second-factor/confirmation", tokens) {
      "\(FormProblems(refusal, words: words).summary)\(codeField(refusal))\(Button(words("access.factor.do_confirm"), .primary))"
    }
  }

  private func codeField(_ refusal: Refusal?) -> Field {
    Field(
      "code", label: words("access.code"), help: words("access.factor.code.help"), error: FormProblems(refusal, words: words)["code"],
      isRequired: true, .line("", .oneTimeCode, most: 32))
  }

  private func set(_ view: SecondFactorView, _ tokens: FormTokens, _ refusal: Refusal?) -> HTML {
    let facts = Sheet("state", words("access.factor.on")) {
      "<p>\(words("access.factor.codes_left", count: view.standing.recoveryCodesLeft))</p><p class=\"quiet\">\(words(view.isRequired ? "access.factor.new_phone_reset" : "access.factor.new_phone"))</p>"
    }
    guard !view.isRequired else { return "\(facts)<p class=\"quiet\">\(words("access.factor.required"))</p>" }
    let off = Disclosure(words("access.factor.remove"), isOpen: refusal != nil) {
      Form.post(to: "/me/second-factor/removal", tokens) {
        "\(FormProblems(refusal, words: words).summary)\(codeField(refusal))\(Button(words("access.factor.do_remove")))"
      }
    }
    return "\(facts)\(off)"
  }

  /// Shown once.
  func recovery(_ codes: [String]) -> Page {
    let sheet = Sheet("codes", words("access.factor.codes")) {
      """
      <div class="stack"><p>\(words("access.factor.codes.what"))</p><ul>\(each: codes, { "<li class=\"code\">\($0)</li>" })</ul>\
      \(Acts([Button(words("access.factor.codes.kept"), .primary, href: "/")]))</div>
      """
    }
    return page("\(Notice(words("access.factor.done")))\(sheet)")
  }
}
