import Ground

/// The registers about those who serve.
extension CityReader {
  func readCareers(_ fields: Fields, into draft: inout CityDraft) {
    guard let node = fields.node("careers") else { return }
    let careers = Fields(node, complaints)
    defer { careers.close() }
    draft.careerRegisters = careers.itemsIfPresent("registers").compactMap(careerRegister)
    draft.careerFiling = careers.node("filing").flatMap { careerFiling(Fields($0, complaints)) }
  }

  private func careerRegister(_ fields: Fields) -> Placed<CityProfile.CareerRegister>? {
    defer { fields.close() }
    let items: [CityProfile.CareerItem] = fields.items("items").compactMap(careerItem)
    var kept: Set<CityProfile.CareerRegister.Field> = []
    for name in fields.textsIfPresent("fields") {
      if let field = CityProfile.CareerRegister.Field(rawValue: name.value) {
        kept.insert(field)
      } else {
        complaints.add(name.position, "'\(name.value)' is not a field of a register")
      }
    }
    let endings: [String] = fields.textsIfPresent("endings").map(\.value)
    let isSingle: Bool = fields.flag("single")
    guard let id = fields.id() else { return nil }
    if items.isEmpty { complaints.add(fields.position, "the register '\(id)' has no items") }
    return Placed(.init(id: id, items: items, fields: kept, endings: endings, isSingle: isSingle), fields.position)
  }

  private func careerItem(_ fields: Fields) -> CityProfile.CareerItem? {
    defer { fields.close() }
    let audience: [String] = fields.textsIfPresent("audience").map(\.value)
    let group: String? = fields.textIfPresent("group")
    return fields.id().map { .init(id: $0, audience: audience, group: group) }
  }

  private func careerFiling(_ fields: Fields) -> Placed<CityProfile.CareerFiling>? {
    defer { fields.close() }
    let posts: [String] = fields.texts("posts").map(\.value)
    let returns: [String] = fields.texts("returns").map(\.value)
    return Placed(.init(posts: posts, returns: returns), fields.position)
  }
}
