import Ground
import Markup

/// The agreement as it is printed and signed.
struct AgreementCopyPage: Sendable {
  let words: Words
  let view: AgreementView

  var page: Page {
    let agreement: Agreement = view.agreement
    let above: HTML = """
      <nav class="docbar no-print" aria-label="\(words("alliances.crumbs"))">\(Link(words("alliances.agreement.back"), to: "/agreements/\(agreement.id)"))\
      <span class="quiet small push">\(words("alliances.agreement.print"))</span></nav>
      """
    let main: HTML = """
      <article class="doc" lang="\(words.locale)"><h1>\(agreement.title)</h1>\
      \(each: agreement.parties.enumerated(), { party($0.offset, $0.element) })\
      <p>\(words("alliances.copy.term", ["from": words.date(agreement.validFrom), "until": words.date(agreement.validUntil.adding(days: -1))]))</p>\
      <h2>\(words("alliances.copy.terms"))</h2>\(each: Agreement.Lists.lines(agreement.terms), { "<p>\($0)</p>" })\
      \(list("alliances.agreement.resources", agreement.lists.resources))\(list("alliances.agreement.needs", agreement.lists.needs))\
      \(list("alliances.agreement.projects", agreement.lists.projects))\(signatures)</article>
      """
    return Page(title: agreement.title, layout: .paper, whereTo: "", main: main, above: above, styles: ["alliances.css"])
  }

  private func party(_ index: Int, _ party: Agreement.Party) -> HTML {
    "<p class=\"flush\">\(words("alliances.copy.party.\(min(index, 2) + 1)", ["name": view.names[party.party]]))</p>"
  }

  private func list(_ word: String, _ text: String) -> HTML {
    let lines: [String] = Agreement.Lists.lines(text)
    guard !lines.isEmpty else { return .empty }
    return """
      <table><caption>\(words(word))</caption><thead><tr><th scope="col">\(words("alliances.copy.number"))</th>\
      <th scope="col">\(words("alliances.copy.item"))</th></tr></thead><tbody>\
      \(each: lines.enumerated(), { "<tr><td>\($0.offset + 1)</td><th scope=\"row\">\($0.element)</th></tr>" })</tbody></table>
      """
  }

  private var signatures: HTML {
    """
    <table><caption>\(words("alliances.signatures"))</caption><thead><tr><th scope="col">\(words("alliances.copy.party"))</th>\
    <th scope="col">\(words("alliances.copy.seal"))</th><th scope="col">\(words("alliances.copy.date"))</th></tr></thead><tbody>\
    \(each: view.agreement.parties, { line($0) })</tbody></table>
    """
  }

  private func line(_ party: Agreement.Party) -> HTML {
    let day: String = party.signed.map { words.date($0) } ?? words("alliances.copy.open")
    return "<tr class=\"tall\"><th scope=\"row\">\(view.names[party.party])</th><td></td><td>\(day)</td></tr>"
  }
}
