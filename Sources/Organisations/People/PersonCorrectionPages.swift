import Ground
import Markup

/// The form on which a name or a telephone is put right.
struct PersonCorrectionPages: Sendable {
  let words: Words
  let person: Person
  let values: [String: String]?
  let refusal: Refusal?
  let tokens: FormTokens

  var page: Page {
    let title: String = words("people.correct")
    let problems = FormProblems(refusal, words: words)
    let crumbs = Crumbs(
      label: words("organisations.crumbs"), [Link(words("people.title"), to: "/people"), Link(person.name, to: "/people/\(person.id)")], here: title)
    let name = Field(
      "name", label: words("people.name"), error: problems["name"], isRequired: true,
      .line(values?["name"] ?? (values == nil ? person.name : ""), most: 40))
    let phone = Field(
      "phone", label: words("people.phone"), note: words("posts.optional"), help: words("people.correct.phone"), error: problems["phone"],
      .line(values == nil ? person.phone ?? "" : values?["phone"] ?? "", .telephone, most: 30))
    let form: HTML = Form.post(to: "/people/\(person.id)/correction", tokens) {
      """
      <p class="quiet">\(words("people.correct.help"))</p>\(name)\(phone)\
      \(Acts([Button(words("people.correct.do"), .primary), Button(words("people.back"), .plain, href: "/people/\(person.id)")]))
      """
    }
    let main: HTML =
      "<div class=\"stack\"><div>\(crumbs)<h1>\(title)</h1></div>\(problems.summary)\(Sheet("form", title, isTitleHidden: true, isForScreen: true) { form })</div>"
    return Page(title: title, layout: .desk, whereTo: person.name, section: "posts", main: main, isNarrow: true)
  }
}
