import Ground

/// An entry in words, for lists, pages and sheets.
struct PropertyWords: Sendable {
  let words: Words

  func register(_ id: String) -> String { words("property_register.\(id)") }
  func item(_ register: String, _ item: String) -> String { words("property_item.\(register).\(item)") }
  func level(_ id: String) -> String { words("property_level.\(id)") }

  /// What one sees of an entry at a glance: its level, score, rate, people, assets or partner.
  func gist(_ line: PropertyLine, _ register: CityProfile.PropertyRegister?) -> String {
    let facts: PropertyEntry.Facts = line.entry.facts
    var out: [String] = []
    if let level = facts.level { out.append(self.level(level)) }
    if let partner = line.partner { out.append(partner) }
    if let score = facts.score { out.append(words("property.score_of", count: score)) }
    if let fees = facts.fees { out.append(Share(fees.collected, of: fees.due).text) }
    if let members = facts.members { out.append(self.members(members)) }
    if let register, !register.checks.isEmpty { out.append(checks(facts, register)) }
    out += facts.assets.map { asset($0) }
    if let number = facts.number { out.append(number) }
    return out.isEmpty ? "—" : out.joined(separator: words("property.gist.joint"))
  }

  func members(_ members: PropertyEntry.Members) -> String {
    words("property.members_of", count: members.all, ["party": words.number(members.party)])
  }

  func checks(_ facts: PropertyEntry.Facts, _ register: CityProfile.PropertyRegister) -> String {
    let met: Int = register.checks.count { facts.checks.contains($0) }
    return words("property.checks_of", ["met": words.number(met), "all": words.number(register.checks.count)])
  }

  func asset(_ asset: PropertyEntry.Asset) -> String {
    words(
      "property.asset_of",
      ["asset": words("property_asset.\(asset.id)"), "count": words.number(asset.count), "working": words.number(asset.working)])
  }

  func last(_ entry: PropertyEntry) -> String { entry.validUntil.map { words.date($0.adding(days: -1)) } ?? "—" }
}
