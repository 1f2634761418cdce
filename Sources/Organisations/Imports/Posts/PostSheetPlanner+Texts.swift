import Ground
import Places

extension PostSheetPlanner {
  /// What a post is and where, for the list of what would change.
  func subject(_ post: Post) -> ImportText {
    let chain: [Area] = world.tree.chain(of: post.area)
    let area: String = chain.suffix(chain.last?.level == rules.lowest ? 2 : 1).map(\.name).joined()
    var spot: String = ""
    if let building = post.building, let house = world.houses[post.area]?.first(where: { $0.id == building }) { spot = house.name }
    if let unit = post.unit { spot += "-\(unit)" }
    if let name = post.name { spot += " \(name)" }
    return ImportText("imports.posts.subject", ["area": area, "spot": spot, "type": "@post.\(post.type)"])
  }

  func texts(_ steps: [PostSheetChange.Step]) -> [ImportText] { steps.flatMap(texts) }

  private func texts(_ step: PostSheetChange.Step) -> [ImportText] {
    switch step {
    case .establish: [ImportText("imports.posts.step.establish")]
    case .enter: []
    case .appoint(let tenure): [text("appoint", tenure)]
    case .succeed(let before, let after): [text("succeed", after, ["before": name(before.person)])]
    case .correct(let before, let after): corrections(before, after)
    case .rename(_, let name): [ImportText("imports.posts.step.rename", ["name": name])]
    case .setPhone(let id, let phone):
      [ImportText("imports.posts.step.phone", ["name": name(id), "phone": Person(id: id, name: "", phone: phone).maskedPhone ?? ""])]
    case .alternate(let standIn): [ImportText("imports.posts.step.alternate", ["name": name(standIn.person)])]
    case .endAlternate(let standIn, let day):
      [ImportText("imports.posts.step.alternate_ended", ["name": name(standIn.person), "day": PostRules.last(day)])]
    case .retire(let until): [ImportText("imports.posts.step.retire", ["day": PostRules.last(until)])]
    }
  }

  private func text(_ word: String, _ tenure: Tenure, _ more: [String: String] = [:]) -> ImportText {
    let own: [String: String] = [
      "name": name(tenure.person), "from": tenure.validFrom.description, "to": PostRules.last(tenure.validUntil),
      "term": PostRules.last(tenure.termUntil),
    ]
    return ImportText("imports.posts.step.\(word)", own.merging(more) { first, _ in first })
  }

  private func corrections(_ before: Tenure, _ after: Tenure) -> [ImportText] {
    let dates: [(word: String, before: String, after: String)] = [
      ("from", before.validFrom.description, after.validFrom.description),
      ("until", PostRules.last(before.validUntil), PostRules.last(after.validUntil)),
      ("term", PostRules.last(before.termUntil), PostRules.last(after.termUntil)),
    ]
    return dates.filter { $0.before != $0.after }.map { date in
      ImportText("imports.posts.step.\(date.word)", ["name": name(before.person), "before": date.before, "after": date.after])
    }
  }

  private func name(_ person: PersonID) -> String { world.anybody(person)?.name ?? "" }
}
