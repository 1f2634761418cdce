import Ground

/// What is to change of a body on a day ahead, as a sentence.
struct BodyPlan: Sendable {
  let day: CivilDay
  let sentence: String

  /// - Parameter view: its history has the latest first.
  static func ahead(_ view: OrganisationView, after today: CivilDay, words: Words) -> [BodyPlan] {
    let spans: [OrganisationView.Past] = view.history.reversed()
    return zip(spans, spans.dropFirst()).compactMap { before, after in
      guard after.span.validFrom > today else { return nil }
      let day: CivilDay = after.span.validFrom
      let changes: [String] = changes(from: before, to: after, words: words)
      let sentence: String = words("bodies.plans.change", ["day": words.date(day), "what": changes.joined(separator: words("bodies.plans.comma"))])
      return BodyPlan(day: day, sentence: sentence)
    }
  }

  private static func changes(from before: OrganisationView.Past, to after: OrganisationView.Past, words: Words) -> [String] {
    var out: [String] = []
    if before.span.name != after.span.name { out.append(words("bodies.plans.name", ["name": after.span.name ?? ""])) }
    if before.span.shortName != after.span.shortName { out.append(words("bodies.plans.short_name", ["name": after.span.shortName ?? ""])) }
    if before.span.kind != after.span.kind { out.append(words("bodies.plans.kind", ["kind": words("organisation_kind.\(after.span.kind)")])) }
    if before.span.parent != after.span.parent {
      out.append(after.parentName.map { words("bodies.history.below", ["name": $0]) } ?? words("bodies.history.alone"))
    }
    return out
  }
}
