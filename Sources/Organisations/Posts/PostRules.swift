import Ground

/// What dates of a post may be: pure, so that a test can try thousands.
struct PostRules: Sendable {
  let post: Post
  let holders: CityProfile.PostType.Holders
  let tenures: [Tenure]
  let standIns: [StandIn]

  /// Why a person cannot hold the post then; empty when it is right.
  func problems(of new: Tenure) -> [FieldProblem] {
    var out: [FieldProblem] = problems(from: new.validFrom, until: new.validUntil)
    if let term = new.termUntil, term <= new.validFrom {
      out.append(FieldProblem("term_last_day", "posts.problem.term_before_start", ["from": new.validFrom.description]))
    }
    if let clash = tenures.first(where: { $0.person == new.person && $0.overlaps(new) }) {
      out.append(FieldProblem("person", "posts.problem.holds_already", ["from": clash.validFrom.description]))
    } else if holders == .one, let clash = tenures.first(where: { $0.overlaps(new) }) {
      out.append(FieldProblem("from", "posts.problem.held", ["from": clash.validFrom.description, "to": PostRules.last(clash.validUntil)]))
    }
    return out
  }

  func problems(of new: StandIn) -> [FieldProblem] {
    var out: [FieldProblem] = problems(from: new.validFrom, until: new.validUntil)
    let own = Tenure(post: new.post, person: new.person, validFrom: new.validFrom, validUntil: new.validUntil)
    if tenures.contains(where: { $0.person == new.person && $0.overlaps(own) }) {
      out.append(FieldProblem("person", "posts.problem.stands_in_for_self"))
    }
    let clash: StandIn? = standIns.first { other in
      other.kind == new.kind && other.overlaps(new.validFrom, new.validUntil) && (new.kind == .acting || other.person == new.person)
    }
    if let clash {
      let arguments: [String: String] = ["from": clash.validFrom.description, "to": PostRules.last(clash.validUntil)]
      out.append(FieldProblem(new.kind == .acting ? "from" : "person", "posts.problem.\(new.kind.rawValue)_already", arguments))
    }
    return out
  }

  /// Within the life of the post, and the end after the beginning.
  private func problems(from: CivilDay, until: CivilDay?) -> [FieldProblem] {
    if from < post.validFrom { return [FieldProblem("from", "posts.problem.before_post", ["from": post.validFrom.description])] }
    if let end = post.validUntil, from >= end || (until ?? from) > end {
      return [FieldProblem(from >= end ? "from" : "last_day", "posts.problem.after_post", ["to": PostRules.last(end)])]
    }
    if let until, until <= from { return [FieldProblem("last_day", "posts.problem.end_before_start", ["from": from.description])] }
    return []
  }

  /// The last day, from the first on and before the second, on which somebody came to the post or began to stand in.
  func lastBegun(from first: CivilDay, before end: CivilDay) -> CivilDay? {
    (tenures.map(\.validFrom) + standIns.map(\.validFrom)).filter { first <= $0 && $0 < end }.max()
  }

  /// The last day, as people count; a dash when there is none.
  static func last(_ until: CivilDay?) -> String { until.map { $0.adding(days: -1).description } ?? "—" }

  /// The first day after a term of so many years. 29 February becomes 1 March.
  static func term(_ years: Int, from day: CivilDay) -> CivilDay {
    let parts = day.parts
    return CivilDay(year: parts.year + years, month: parts.month, day: parts.day)
  }
}
