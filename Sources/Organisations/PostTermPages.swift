import Ground
import Markup

/// Who has held a post, from when to when.
struct PostTermPages: Sendable {
  let words: Words
  let today: CivilDay

  func sheet(_ view: PostView) -> Sheet {
    Sheet("holders", words("organisations.post.holders"), look: .flat) {
      guard !view.terms.isEmpty else {
        return "\(Empty(words("organisations.post.holders.empty"), words("organisations.post.holders.empty.why")))"
      }
      return "\(ledger(view))"
    }
  }

  private func ledger(_ view: PostView) -> Ledger {
    Ledger(
      caption: words("organisations.post.holders.caption"),
      columns: [
        .init(words("organisations.post.person")), .init(words("organisations.post.state")), .init(words("organisations.post.from")),
        .init(words("organisations.post.to")), .init(words("posts.term"), isMinor: true), .init(words("organisations.post.phone"), isMinor: true),
      ],
      rows: view.terms.map { term in
        Ledger.Row([
          "\(Link(term.person.name, to: "/people/\(term.person.id)"))", "\(state(term.tenure))", "\(words.date(term.tenure.validFrom))",
          "\(last(term.tenure))", term.tenure.holds(on: today) ? tag.html(term.tenure.termUntil) : "\(tag.last(term.tenure.termUntil))",
          "\(phone(term, view))",
        ])
      })
  }

  private var tag: PostTermTag { PostTermTag(words: words, today: today) }

  private func state(_ tenure: Tenure) -> Tag {
    if tenure.holds(on: today) { return Tag(words("organisations.post.state.current"), .doing) }
    return tenure.validFrom > today
      ? Tag(words("organisations.post.state.future"), .hold) : Tag(words("organisations.post.state.past"), .hollow)
  }

  /// The last day on which it holds, as people count.
  private func last(_ tenure: Tenure) -> String {
    tenure.validUntil.map { words.date($0.adding(days: -1)) } ?? words("organisations.post.now")
  }

  private func phone(_ term: PostView.Term, _ view: PostView) -> String {
    let phone: String? = view.showsPhones ? term.person.phone : term.person.maskedPhone
    return phone ?? words("organisations.post.phone.none")
  }
}
