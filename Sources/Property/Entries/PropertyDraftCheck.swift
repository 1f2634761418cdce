import Ground

/// Whether what is to be entered is what the register asks for, by itself.
struct PropertyDraftCheck {
  private let draft: PropertyDesk.Draft

  init(_ draft: PropertyDesk.Draft) { self.draft = draft }

  var problems: [FieldProblem] {
    var out: [FieldProblem] = []
    let register: CityProfile.PropertyRegister = draft.register
    if !(draft.item.map { register.items.contains($0) } ?? false) { out.append(FieldProblem("item", "property.problem.item")) }
    out += days
    if register.fields.contains(.level), !(draft.facts.level.map { register.levels.contains($0) } ?? false) {
      out.append(FieldProblem("level", "property.problem.level"))
    }
    if register.fields.contains(.score), draft.facts.score == nil { out.append(FieldProblem("score", "field.missing")) }
    return out + fees + members
  }

  private var days: [FieldProblem] {
    guard let from = draft.from else { return [FieldProblem("from", "field.missing")] }
    guard let until = draft.until else { return draft.register.isPeriod ? [FieldProblem("last_day", "property.problem.last_day")] : [] }
    return until > from ? [] : [FieldProblem("last_day", "posts.problem.end_before_start", ["from": from.description])]
  }

  private var fees: [FieldProblem] {
    guard draft.register.fields.contains(.fees) else { return [] }
    guard let fees = draft.facts.fees else { return [FieldProblem("due", "property.problem.fees")] }
    if fees.due <= 0 { return [FieldProblem("due", "property.problem.due")] }
    return fees.collected > fees.due ? [FieldProblem("collected", "property.problem.collected")] : []
  }

  private var members: [FieldProblem] {
    guard draft.register.fields.contains(.members) else { return [] }
    guard let members = draft.facts.members else { return [FieldProblem("members", "property.problem.members")] }
    if members.all <= 0 { return [FieldProblem("members", "property.problem.members")] }
    return members.party > members.all ? [FieldProblem("party_members", "property.problem.party_members")] : []
  }
}
