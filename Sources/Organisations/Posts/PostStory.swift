import Ground

/// A post's life in steps, the newest first: who came after whom, who stood in, when it was set up and when it goes.
struct PostStory: Sendable {
  enum Kind: String, Sendable, CaseIterable {
    case established, appointed, succeeded, left, acting, alternate, retired
  }

  struct Step: Sendable {
    let day: CivilDay
    let kind: Kind
    var person: String?
    var before: String?
    /// The last day, as people count.
    var until: String?
  }

  let view: PostView

  var steps: [Step] {
    var steps: [Step] = [Step(day: view.post.validFrom, kind: .established)]
    for term in view.terms { steps += of(term) }
    for entry in view.standIns {
      let kind: Kind = entry.standIn.kind == .acting ? .acting : .alternate
      steps.append(
        Step(day: entry.standIn.validFrom, kind: kind, person: entry.person.name, until: PostRules.last(entry.standIn.validUntil)))
    }
    if let until = view.post.validUntil { steps.append(Step(day: until, kind: .retired)) }
    return steps.enumerated().sorted { ($0.element.day, $0.offset) > ($1.element.day, $1.offset) }.map(\.element)
  }

  private func of(_ term: PostView.Term) -> [Step] {
    let before: PostView.Term? = view.terms.first { $0.tenure.validUntil == term.tenure.validFrom }
    let name: String = term.person.name
    var steps: [Step] = [
      Step(day: term.tenure.validFrom, kind: before == nil ? .appointed : .succeeded, person: name, before: before?.person.name)
    ]
    if let until = term.tenure.validUntil, !view.terms.contains(where: { $0.tenure.validFrom == until }), until != view.post.validUntil {
      steps.append(Step(day: until, kind: .left, person: name, until: PostRules.last(until)))
    }
    return steps
  }
}
