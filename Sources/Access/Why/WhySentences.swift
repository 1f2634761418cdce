import Ground
import Organisations

/// An answer in sentences: the post, the rule and the dates.
struct WhySentences: Sendable {
  let words: Words
  let view: WhyView

  /// Whether it may be done.
  var verdict: String {
    guard let answer = view.answer else { return words("access.why.unknown", names) }
    if answer.isDisabled { return words("access.why.disabled", names) }
    let isPlaced: Bool = view.target != nil
    if answer.isAllowed { return words(isPlaced ? "access.why.yes_there" : "access.why.yes", names) }
    return words(isPlaced ? "access.why.no_there" : "access.why.no", names)
  }

  /// One for each post; where there is none, that this is why.
  var reasons: [String] {
    guard let answer = view.answer else { return [] }
    if answer.reasons.isEmpty { return [words("access.why.no_post", names)] }
    return answer.reasons.map(sentence)
  }

  func sentence(_ reason: WhyAnswer.Reason) -> String {
    let arguments: [String: String] = arguments(reason)
    switch reason.finding {
    case .gives: return words(view.target == nil ? "access.why.gives" : "access.why.gives_there", arguments)
    case .elsewhere: return words("access.why.elsewhere", arguments)
    case .lacks: return words("access.why.lacks", arguments)
    case .nothing(let obstacle): return words("access.why.\(obstacle.code)", arguments)
    }
  }

  private var names: [String: String] {
    [
      "person": view.file.personName, "permission": words("permission.\(view.question.permission.rawValue)"),
      "target": view.target?.name ?? "", "home": view.target?.home ?? "",
    ]
  }

  private func arguments(_ reason: WhyAnswer.Reason) -> [String: String] {
    let obstacle: CivilDay? = if case .nothing(let obstacle) = reason.finding { obstacle.day } else { nil }
    var out: [String: String] = names
    out["post"] = post(reason.seat)
    out["role"] = words("role.\(reason.role?.id ?? reason.seat.type)")
    out["scope"] = scope(reason)
    out["term"] = term(reason.seat)
    // People count the last day, not the first one after.
    out["day"] = obstacle.map { words.date(isEnd(reason) ? $0.adding(days: -1) : $0) } ?? ""
    return out
  }

  private func isEnd(_ reason: WhyAnswer.Reason) -> Bool {
    switch reason.finding {
    case .nothing(.ended), .nothing(.postAbolished): true
    default: false
    }
  }

  private func post(_ seat: Seat) -> String {
    let post: String = view.posts[seat.post]?.standing(words, joint: words("access.why.joint")) ?? words("post.\(seat.type)")
    return seat.isActing ? words("access.why.acting", ["post": post]) : post
  }

  private func scope(_ reason: WhyAnswer.Reason) -> String {
    if reason.role?.withinOrganisation == true, let organisation = reason.seat.organisation {
      return words("access.why.scope_organisation", ["organisation": view.organisations[organisation] ?? ""])
    }
    return words("access.why.scope_area", ["area": view.posts[reason.seat.post]?.areaName ?? ""])
  }

  private func term(_ seat: Seat) -> String {
    let from: String = words.date(seat.term.from)
    guard let until = seat.term.until else { return words("access.why.term_open", ["from": from]) }
    return words("access.why.term", ["from": from, "until": words.date(until.adding(days: -1))])
  }
}
