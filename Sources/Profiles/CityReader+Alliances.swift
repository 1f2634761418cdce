import Ground

extension CityReader {
  func alliances(_ fields: Fields) -> Placed<CityProfile.AllianceRules>? {
    defer { fields.close() }
    let kinds: [CityProfile.AllianceRules.Kind] = fields.items("kinds").compactMap(allianceKind)
    let memberTypes: [String] = names("member_types", fields)
    let principles: [String] = names("principles", fields)
    let mechanisms: [String] = names("mechanisms", fields)
    let twoWay: [String] = names("two_way", fields)
    let pairTypes: [String] = names("pair_types", fields)
    guard let visitor = fields.text("visitor"), let notice = fields.number("renewal_notice") else { return nil }
    if notice < 1 || notice > 250 { complaints.add(fields.position("renewal_notice"), "'renewal_notice' is 1 to 250 working days") }
    let rules: CityProfile.AllianceRules = .init(
      kinds: kinds, memberTypes: memberTypes, principles: principles, mechanisms: mechanisms, twoWay: twoWay, pairTypes: pairTypes,
      visitor: visitor, renewalNotice: notice)
    return Placed(rules, fields.position)
  }

  private func allianceKind(_ fields: Fields) -> CityProfile.AllianceRules.Kind? {
    defer { fields.close() }
    let rotating: String? = fields.textIfPresent("rotating_chair")
    guard let id = fields.id(), let level = fields.text("level"), let standing = fields.text("standing_chair"),
      let member = fields.text("member"), let months = fields.number("turn_months")
    else { return nil }
    if ![1, 2, 3, 4, 6, 12].contains(months) {
      complaints.add(fields.position("turn_months"), "'turn_months' is 1, 2, 3, 4, 6 or 12")
    }
    return .init(id: id, level: level, standingChair: standing, rotatingChair: rotating, member: member, turnMonths: months)
  }

  /// The ids of a list of maps that have nothing else.
  private func names(_ key: String, _ fields: Fields) -> [String] {
    fields.items(key).compactMap { item in
      defer { item.close() }
      return item.id()
    }
  }
}
