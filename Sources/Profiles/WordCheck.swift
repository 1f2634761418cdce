import Ground

/// Every word in every locale, with the same places to fill, and no two things of one list called alike.
struct WordCheck {
  let locales: [LocaleWords]
  let complaints: Complaints

  func run(_ draft: CityDraft) {
    checkPairs()
    checkDerived(draft)
    checkChoices(draft)
  }

  private func checkPairs() {
    for words in locales {
      for (key, text) in words.texts {
        if let plain = Self.pluralOf(key), words.texts[plain] != nil {
          checkSingular(key, text, of: plain, in: words)
          continue
        }
        for other in locales where other.locale != words.locale {
          checkPair(key, text, words.locale, other)
        }
      }
    }
  }

  private func checkPair(_ key: String, _ text: Placed<String>, _ locale: String, _ other: LocaleWords) {
    guard let theirs = other.texts[key] else {
      complaints.add(text.position, "the word '\(key)' is missing in \(other.locale)")
      return
    }
    let missing: Set<String> = Self.places(text.value).subtracting(Self.places(theirs.value))
    guard let name = missing.sorted().first else { return }
    complaints.add(theirs.position, "the word '\(key)' has no {\(name)} in \(other.locale), as it has in \(locale)")
  }

  /// `key.one` is the singular of `key` in a locale that has one; it may leave the number out.
  private func checkSingular(_ key: String, _ text: Placed<String>, of plain: String, in words: LocaleWords) {
    let known: Set<String> = Self.places(words.texts[plain]?.value ?? "").union(["count"])
    guard let name = Self.places(text.value).subtracting(known).sorted().first else { return }
    complaints.add(text.position, "the word '\(key)' has {\(name)}, which '\(plain)' has not")
  }

  private static func pluralOf(_ key: String) -> String? { key.hasSuffix(".one") ? String(key.dropLast(4)) : nil }

  /// The names in braces.
  static func places(_ text: String) -> Set<String> {
    var out: Set<String> = []
    var rest: Substring = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      out.insert(String(rest[rest.index(after: open)..<close]))
      rest = rest[rest.index(after: close)...]
    }
    return out
  }

  /// Words whose keys come from ids.
  private func checkDerived(_ draft: CityDraft) {
    need(draft.levels) { ["level.\($0.id)"] }
    need(draft.roles) { ["role.\($0.id)"] }
    need(draft.separations) { separation in ["separation.\(separation.id)"] + separation.duties.map { "duty.\($0.id)" } }
    need(draft.postTypes) { post in ["post.\(post.id)"] + (post.level.map { ["level.\($0)"] } ?? []) }
    need(draft.organisationKinds) { ["organisation_kind.\($0.id)"] }
    need(draft.organisationKinds) { ["organisation_family.\($0.family.rawValue)"] }
    need(draft.organisationFields) { ["organisation_field.\($0)"] }
    need(draft.powers) { ["power.\($0)"] }
    need(draft.unitLevels) { ["unit_level.\($0)"] }
    need(draft.organisationLinks) { ["organisation_link.\($0.id)"] }
    need(draft.organisations) { ["organisation.\($0.id)"] }
    need(draft.categories) { ["category.\($0.id)", "category.\($0.id).hint"] }
    need(draft.alliances.map { [$0] } ?? [], allianceKeys)
    if let grids = draft.grids {
      need(grids.value.kinds.map { Placed($0, grids.position) }) { ["grid_kind.\($0.id)"] }
      need(grids.value.duties.map { Placed($0, grids.position) }) { ["grid_duty.\($0.id)"] }
    }
    need(draft.careerRegisters) { register in
      ["career_register.\(register.id)", "career_register.\(register.id).about"]
        + register.items.map { "career_item.\(register.id).\($0.id)" } + register.endings.map { "career_ending.\($0)" }
    }
    need([draft.careerFiling].compactMap(\.self)) { $0.returns.map { "career_return.\($0)" } }
    need(draft.stages) { ["stage.\($0.id)"] }
    need(draft.states) { ["state.\($0.id)", "state.\($0.id).plain"] }
    needHousing(draft)
    needProperty(draft)
    let start: Position = draft.locales.first?.position ?? Position(file: "", line: 1)
    need([Placed((), start)]) { _ in Permission.allCases.map { "permission.\($0.rawValue)" } }
  }

  private func allianceKeys(_ rules: CityProfile.AllianceRules) -> [String] {
    rules.memberTypes.map { "alliance_member_type.\($0)" } + rules.principles.map { "alliance_principle.\($0)" }
      + rules.mechanisms.map { "alliance_mechanism.\($0)" } + rules.twoWay.map { "two_way.\($0)" }
      + rules.pairTypes.flatMap { ["pair_type.\($0)", "pair_type.\($0).fixes"] }
  }

  func need<Thing>(_ things: [Placed<Thing>], _ keys: (Thing) -> [String]) {
    for thing in things {
      for key in keys(thing.value) {
        for words in locales where words.texts[key] == nil {
          complaints.add(thing.position, "the word '\(key)' is missing in \(words.locale)")
        }
      }
    }
  }
}
