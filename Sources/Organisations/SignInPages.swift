import Ground
import Markup

struct SignInPages: Sendable {
  let words: Words

  /// - Parameters:
  ///   - account: what was typed before; a password is never given back.
  ///   - next: where to go afterwards.
  func page(tokens: FormTokens, account: String = "", next: String? = nil, refusal: Refusal? = nil) -> Page {
    let problems = FormProblems(refusal, words: words)
    let form: HTML = Form.post(to: "/sign-in", tokens, look: .card) {
      """
      \(problems.summary)\(next.map { Form.hidden("next", $0) })\
      \(Field(
        "account", label: words("organisations.sign_in.account"), error: problems["account"], isRequired: true,
        .line(account, .account, most: 64)))\
      \(Field(
        "password", label: words("organisations.sign_in.password"), error: problems["password"], isRequired: true,
        .line("", .password, most: PasswordRules.longest)))\
      \(Button(words("organisations.sign_in.do"), .primary, isFull: true))
      """
    }
    let main: HTML = """
      <div><h1>\(words("organisations.sign_in"))</h1><p class="sub">\(words("organisations.sign_in.sub"))</p></div>
      \(form)
      <p class="small quiet">\(words("organisations.sign_in.help"))</p>
      """
    return Page(title: words("organisations.sign_in"), layout: .resident, whereTo: words("organisations.sign_in.where"), main: main)
  }

  /// The second step: the code.
  /// - Parameter ticket: that the password was right.
  func code(tokens: FormTokens, ticket: String, next: String? = nil, refusal: Refusal? = nil) -> Page {
    let problems = FormProblems(refusal, words: words)
    let form: HTML = Form.post(to: "/sign-in/code", tokens, look: .card) {
      """
      \(problems.summary)\(Form.hidden("ticket", ticket))\(next.map { Form.hidden("next", $0) })\
      \(Field(
        "code", label: words("access.code"), help: words("access.code.help"), error: problems["code"], isRequired: true,
        .line("", .oneTimeCode, most: 32)))\
      \(Button(words("access.code.do"), .primary, isFull: true))
      """
    }
    let main: HTML = """
      <div><h1>\(words("access.code.title"))</h1><p class="sub">\(words("access.code.sub"))</p></div>
      \(form)
      <p class="small quiet">\(words("access.code.lost"))</p>
      """
    return Page(title: words("access.code.title"), layout: .resident, whereTo: words("organisations.sign_in.where"), main: main)
  }
}
