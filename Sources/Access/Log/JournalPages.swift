import Ground
import Markup
import Organisations

/// The journal to read.
struct JournalPages: Sendable {
  let words: Words
  let caller: Caller
  let calendar: WorkingCalendar

  private var tabs: AccessTabs { AccessTabs(words: words, caller: caller) }

  func page(_ lines: [JournalLine], _ filter: JournalFilter, standing: (sealed: Int, open: Int)?, next: String?, refusal: Refusal? = nil) -> Page {
    let problems = FormProblems(refusal, words: words)
    let rows: HTML =
      lines.isEmpty ? "\(Empty(words("access.journal.empty"), words("access.journal.empty.why")))" : "\(ledger(lines))\(pager(lines, next))"
    return tabs.page(
      .journal, title: words("access.tab.journal"), note: words("access.journal.note"),
      "\(problems.summary)\(standing.map(seal) ?? .empty)\(filters(filter, problems))\(Sheet("entries", words("access.tab.journal"), look: .flat, isTitleHidden: true) { rows })"
    )
  }

  /// What the chain says of itself: how many entries are sealed, and how many wait for it.
  private func seal(_ standing: (sealed: Int, open: Int)) -> HTML {
    let figures: [String: String] = ["entries": words.number(standing.sealed), "open": words.number(standing.open)]
    return "<p class=\"quiet small\">\(words("access.journal.standing", figures)) \(words("access.journal.verify"))</p>"
  }

  private func filters(_ filter: JournalFilter, _ problems: FormProblems) -> Filters {
    Filters(
      to: "/journal",
      [
        Field("subject", label: words("access.journal.subject"), error: problems["subject"], .select(subjects, chosen: filter.subject ?? "")),
        Field("account", label: words("access.journal.account"), error: problems["account"], .line(filter.account ?? "", .search, most: 64)),
        Field("area", label: words("access.journal.area"), error: problems["area"], .line(filter.area ?? "", .search, most: 15)),
        Field("from", label: words("access.journal.from"), error: problems["from"], .line(filter.from?.description ?? "", .day)),
        Field("to", label: words("access.journal.to"), error: problems["to"], .line(filter.to?.description ?? "", .day)),
      ], submit: words("organisations.filter"), clear: Link(words("organisations.filter.clear"), to: "/journal"),
      keeping: filter.verb.map { [("verb", $0)] } ?? [])
  }

  /// Whatever the journal has words for, in the order of the words.
  private var subjects: [Choice] {
    let prefix = "journal.subject."
    let keys: [String] = words.keys.filter { $0.hasPrefix(prefix) }
    return [Choice("", words("access.journal.subject.all"))] + keys.map { Choice(String($0.dropFirst(prefix.count)), words($0)) }
  }

  /// One column: on a phone as on a desk an entry is read from its top to its end.
  private func ledger(_ lines: [JournalLine]) -> Ledger {
    Ledger(
      caption: words("access.journal.caption"), columns: [.init(words("access.journal.what"))],
      rows: lines.map { line in
        Ledger.Row([
          """
          <span class="what">\(said("journal.\(line.entry.verb)", else: line.entry.verb))</span> <small>\(when(line.entry.at)) · \(who(line))</small>\
          <small class="long">\(thing(line)) \(change(line.facts))</small>
          """
        ])
      })
  }

  private func thing(_ line: JournalLine) -> String {
    let subject: String = said("journal.subject.\(line.entry.subject)", else: line.entry.subject)
    return words("access.journal.thing", ["subject": subject, "name": line.thing ?? String(line.entry.subjectID)])
  }

  /// An older program may have written what this one has no words for: then the code itself is all there is.
  private func said(_ key: String, else code: String) -> String { words.has(key) ? words(key) : code }

  private func who(_ line: JournalLine) -> String {
    guard !line.person.isEmpty else { return words("access.journal.nobody") }
    return line.post.map { "\(line.person) · \($0)" } ?? line.person
  }

  private func when(_ moment: Moment) -> String {
    let local = Moment(milliseconds: moment.milliseconds + Int64(calendar.offset) * 1000).rfc3339
    return String(local.prefix(19)).replacing("T", with: " ")
  }

  private func change(_ facts: [JournalLine.Fact]) -> String {
    let told: [String] = facts.map { fact in
      let name: String = said("journal.fact.\(fact.key)", else: fact.key)
      guard let was = fact.was else { return words("access.journal.fact", ["name": name, "value": fact.became ?? ""]) }
      return words("access.journal.change", ["name": name, "was": was, "became": fact.became ?? words("access.journal.no_more")])
    }
    return told.joined(separator: words("access.journal.joint"))
  }

  private func pager(_ lines: [JournalLine], _ next: String?) -> Pager {
    Pager(
      label: words("organisations.pager"), words("organisations.pager.rows", count: lines.count),
      next: next.map { Link(words("organisations.pager.next"), to: $0) })
  }
}
