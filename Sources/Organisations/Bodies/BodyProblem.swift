import Ground

/// What can be wrong with a change to a body: the field, and the words that say what is there and what is expected.
enum BodyProblem: String {
  case kind, area, level, taken, building, name, day, parent, kindOfParent = "kind_of_parent", parentEnds = "parent_ends", circle, outside
  case children, kindOfChildren = "kind_of_children", childPlans = "child_plans", ending, plans, awaited, successor, binding, member, text, holder,
    order, category, estate
  case estateTaken = "estate_taken"

  private var fieldName: String {
    switch self {
    case .kind, .kindOfChildren: "kind"
    case .area, .level, .binding: "area"
    case .taken, .name: "name"
    case .building: "building"
    case .estate, .estateTaken: "estate"
    case .day, .ending, .plans, .awaited, .order: "from"
    case .parent, .kindOfParent, .parentEnds, .circle, .outside: "parent"
    case .successor, .children, .childPlans: "successor"
    case .member: "member"
    case .text: "text"
    case .holder: "lead"
    case .category: "category"
    }
  }

  var field: FieldProblem { FieldProblem(fieldName, "bodies.problem.\(rawValue)") }

  var refusal: Refusal { .invalid([field]) }
}
