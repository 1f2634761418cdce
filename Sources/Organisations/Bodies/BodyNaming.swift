import Ground

/// What a body of a kind is usually called in an area: 沿丰街道党工委. A suggestion on forms, and the names of a demo city.
struct BodyNaming: Sendable {
  let words: Words

  func name(_ kind: String, area: String) -> String {
    let key: String = "bodies.naming.\(kind)"
    guard words.has(key) else { return words("organisations.name_of_area", ["area": area, "name": words("organisation_kind.\(kind)")]) }
    return words(key, ["area": area])
  }
}
