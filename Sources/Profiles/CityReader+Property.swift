import Ground

/// The registers of estates and property companies.
extension CityReader {
  func readProperty(_ fields: Fields, into draft: inout CityDraft) {
    guard let node = fields.node("property") else { return }
    let property = Fields(node, complaints)
    defer { property.close() }
    draft.propertyRegisters = property.itemsIfPresent("registers").compactMap(propertyRegister)
    draft.propertyParties = property.itemsIfPresent("parties").compactMap(propertyParty)
    draft.propertyCross = property.node("cross").map { propertyCross(Fields($0, complaints)) }
    draft.propertyTargets = property.itemsIfPresent("demo").compactMap(propertyTarget)
  }

  private func propertyRegister(_ fields: Fields) -> Placed<CityProfile.PropertyRegister>? {
    defer { fields.close() }
    let list: (String) -> [String] = { key in fields.textsIfPresent(key).map(\.value) }
    let subject: CityProfile.PropertyRegister.Subject? = fields.choice("subject", CityProfile.PropertyRegister.Subject.self)
    let kept: Set<CityProfile.PropertyRegister.Field> = keptFields(fields)
    let items: [String] = fields.items("items").compactMap { item in
      defer { item.close() }
      return item.id()
    }
    let (kinds, partners, levels): ([String], [String], [String]) = (list("kinds"), list("partners"), list("levels"))
    let (checks, assets, endings): ([String], [String], [String]) = (list("checks"), list("assets"), list("endings"))
    let (isSingle, isPeriod): (Bool, Bool) = (fields.flag("single"), fields.flag("period"))
    let expects: String? = fields.textIfPresent("expects")
    guard let id = fields.id(), let subject else { return nil }
    if items.isEmpty { complaints.add(fields.position, "the register '\(id)' has no items") }
    return Placed(
      .init(
        id: id, subject: subject, kinds: kinds, partners: partners, items: items, fields: kept, levels: levels, checks: checks, assets: assets,
        endings: endings, isSingle: isSingle, isPeriod: isPeriod, expects: expects), fields.position)
  }

  private func keptFields(_ fields: Fields) -> Set<CityProfile.PropertyRegister.Field> {
    var kept: Set<CityProfile.PropertyRegister.Field> = []
    for name in fields.textsIfPresent("fields") {
      if let field = CityProfile.PropertyRegister.Field(rawValue: name.value) {
        kept.insert(field)
      } else {
        complaints.add(name.position, "'\(name.value)' is not a field of a register")
      }
    }
    return kept
  }

  private func propertyParty(_ fields: Fields) -> Placed<CityProfile.PropertyParty>? {
    defer { fields.close() }
    let stands: CityProfile.PropertyParty.Stand? = fields.choice("stands", CityProfile.PropertyParty.Stand.self)
    let kinds: [String] = fields.texts("kinds").map(\.value)
    let (company, optional): (Bool, Bool) = (fields.flag("company"), fields.flag("optional"))
    let register: String? = fields.textIfPresent("register")
    guard let id = fields.id(), let stands else { return nil }
    return Placed(
      .init(id: id, stands: stands, kinds: kinds, needsCompany: company, isOptional: optional, register: register), fields.position)
  }

  private func propertyCross(_ fields: Fields) -> Placed<CityProfile.PropertyCross> {
    defer { fields.close() }
    let list: (String) -> [String] = { key in fields.texts(key).map(\.value) }
    return Placed(.init(from: list("from"), posts: list("posts"), into: list("into")), fields.position)
  }

  private func propertyTarget(_ fields: Fields) -> Placed<CityProfile.PropertyTarget>? {
    defer { fields.close() }
    let level: String? = fields.textIfPresent("level")
    let whole: Int? = fields.node("whole") == nil ? nil : fields.number("whole")
    guard let register = fields.text("register"), let item = fields.text("item"), let count = fields.number("count") else { return nil }
    return Placed(.init(register: register, item: item, level: level, count: count, whole: whole), fields.position)
  }
}
