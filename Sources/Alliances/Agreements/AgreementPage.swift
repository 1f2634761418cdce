import Ground
import Markup

/// The page of one agreement.
struct AgreementPage: Sendable {
  let words: Words
  let view: AgreementView
  var refused: (form: String, filled: FilledForm)?
  let tokens: @Sendable () -> FormTokens

  private var agreement: Agreement { view.agreement }
  private var base: String { "/agreements/\(agreement.id)" }
  private var frame: AlliancesFrame { AlliancesFrame(words: words) }
  private func filled(_ form: String) -> FilledForm { refused?.form == form ? refused?.filled ?? FilledForm(words: words) : FilledForm(words: words) }

  var page: Page {
    let due: Lateness? = view.dueIn.map { Lateness(words("alliances.agreement.ends_in", count: $0), .soon) }
    let main: HTML = """
      \(refused?.filled.summary)\(renewal)<div class="two">\
      <div class="stack headed">\(text)\(negotiations)</div>\
      <aside class="stack" aria-label="\(words("alliances.aside"))">\(facts)\(signatures)</aside></div>
      """
    return frame.one(
      .agreements, agreement.title, badges: "\(AgreementLedger(words: words, today: view.today).tag(agreement))\(due)",
      acts: [Button(words("alliances.agreement.copy"), href: "\(base)/copy", icon: .printer)], main
    ).with(style: "alliances.css")
  }

  private var text: HTML {
    let amend: HTML = agreement.state == .draft && view.mayManage ? amendment.html : .empty
    return """
      \(Sheet("text", words("alliances.agreement.terms")) {
        "\(each: Agreement.Lists.lines(agreement.terms), { "<p>\($0)</p>" })\(lists)"
      })\(amend)
      """
  }

  private var lists: HTML {
    let all: [(String, String)] = [
      ("resources", agreement.lists.resources), ("needs", agreement.lists.needs), ("projects", agreement.lists.projects),
    ]
    return "\(each: all.filter { !$0.1.isEmpty }, { list("alliances.agreement.\($0.0)", $0.1) })"
  }

  private func list(_ word: String, _ text: String) -> HTML {
    "<h3>\(words(word))</h3><ul class=\"why\">\(each: Agreement.Lists.lines(text), { "<li>\($0)</li>" })</ul>"
  }

  private var amendment: Disclosure {
    let known: [String: String] = [
      "terms": agreement.terms, "resources": agreement.lists.resources, "needs": agreement.lists.needs, "projects": agreement.lists.projects,
    ]
    let form: FilledForm = refused?.form == "text" ? filled("text") : FilledForm(words: words, values: known)
    return Disclosure(words("alliances.agreement.amend"), isOpen: refused?.form == "text") {
      Form.post(to: "\(base)/text", tokens()) {
        """
        <p class="help">\(words("alliances.agreement.amend.help"))</p>\(AgreementText(words: words).fields(form))\
        \(Button(words("alliances.agreement.amend.do")))
        """
      }
    }
  }

  // MARK: Negotiations

  private var negotiations: HTML {
    """
    \(Sheet("negotiations", words("alliances.negotiations")) {
      let entries: [Timeline.Entry] = view.negotiations.reversed().map {
        Timeline.Entry("\($0.said)", time: words.date($0.day), at: $0.day.description, .done, quote: $0.outcome)
      }
      let list: HTML = entries.isEmpty ? "<p class=\"quiet\">\(words("alliances.negotiations.none"))</p>" : "\(Timeline(entries, look: .dated))"
      return "\(list)\(if: agreement.state == .draft && view.mayManage, newNegotiation.html)"
    })
    """
  }

  private var newNegotiation: Disclosure {
    let form: FilledForm = filled("negotiation")
    return Disclosure(words("alliances.negotiation.new"), isOpen: refused?.form == "negotiation") {
      Form.post(to: "\(base)/negotiations", tokens()) {
        """
        \(form.day("day", words("alliances.negotiation.day"), fallback: view.today))\
        \(form.area("said", words("alliances.negotiation.said"), required: true))\(form.area("outcome", words("alliances.negotiation.outcome"), required: true, rows: 2))\
        \(Button(words("alliances.negotiation.do")))
        """
      }
    }
  }

  // MARK: Beside

  private var facts: Sheet {
    var facts: [(name: String, value: HTML)] = [
      (words("alliances.term.title"), "\(frame.term(agreement.validFrom, agreement.validUntil))")
    ]
    if let pair = agreement.pair { facts.append((words("alliances.pair"), "\(Link(words("alliances.agreement.pair"), to: "/pairs/\(pair)"))")) }
    if let old = agreement.renews {
      facts.append((words("alliances.agreement.renews"), "\(Link(words("alliances.agreement.before"), to: "/agreements/\(old)"))"))
    }
    if let new = view.successor {
      facts.append((words("alliances.agreement.renewed"), "\(Link(words("alliances.agreement.after"), to: "/agreements/\(new)"))"))
    }
    return Sheet("facts", words("alliances.facts")) { "\(Facts(facts))" }
  }

  private var signatures: Sheet {
    Sheet("signatures", words("alliances.signatures")) {
      "<ul class=\"why\">\(each: agreement.parties, signature)</ul>\(if: !view.signable.isEmpty, signing)"
    }
  }

  private func signature(_ party: Agreement.Party) -> HTML {
    let state: Tag =
      party.signed.map { Tag(words("alliances.signature.on", ["day": words.date($0)]), .done) } ?? Tag(words("alliances.signature.open"))
    return "<li>\(view.names[party.party]) \(state)</li>"
  }

  private var signing: HTML {
    let form: FilledForm = filled("signature")
    let choices: [Choice] = view.signable.map { Choice($0.description, view.names[$0]) }
    return Form.post(to: "\(base)/signatures", tokens()) {
      """
      \(Field("party", label: words("alliances.signature.party"), error: form.problem("party"), isRequired: true, .select(choices, chosen: form.values["party"] ?? choices.first?.value)))\
      \(form.day("day", words("alliances.signature.day"), fallback: view.today))\(Button(words("alliances.signature.do"), .primary))
      """
    }
  }

  private var renewal: HTML {
    guard view.mayManage, agreement.state == .signed, view.successor == nil, view.dueIn != nil || agreement.isOver(on: view.today) else {
      return .empty
    }
    return """
      <div class="notice" role="note"><p>\(words("alliances.agreement.renew.why"))</p>\
      \(Form.post(to: "\(base)/renewal", tokens(), look: .line) { Button(words("alliances.agreement.renew.do")).html })</div>
      """
  }
}
