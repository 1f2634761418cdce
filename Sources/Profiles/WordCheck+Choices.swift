import Ground

/// No two things of one list may be called alike: forms would offer the same word twice, and a sheet that names a thing by its word could
/// mean either.
extension WordCheck {
  func checkChoices(_ draft: CityDraft) {
    for keys in choices(draft) + housingChoices(draft) + allianceChoices(draft) + registerChoices(draft) {
      for words in locales { checkDistinct(keys, in: words) }
    }
  }

  private func checkDistinct(_ keys: [String], in words: LocaleWords) {
    let known: [String] = keys.filter { words.texts[$0] != nil }
    let alike: [String: [String]] = Dictionary(grouping: known) { words.texts[$0]?.value ?? "" }
    for (text, keys) in alike where keys.count > 1 {
      let quoted: String = keys.sorted().map { "'\($0)'" }.joined(separator: " and ")
      for key in keys {
        guard let position = words.texts[key]?.position else { continue }
        complaints.add(position, "\(quoted) are both called '\(text)' in \(words.locale): one list has them both")
      }
    }
  }

  private func choices(_ draft: CityDraft) -> [[String]] {
    [
      draft.levels.map { "level.\($0.value.id)" }, draft.roles.map { "role.\($0.value.id)" }, draft.postTypes.map { "post.\($0.value.id)" },
      draft.organisationKinds.map { "organisation_kind.\($0.value.id)" }, draft.organisationFields.map { "organisation_field.\($0.value)" },
      draft.unitLevels.map { "unit_level.\($0.value)" }, draft.powers.map { "power.\($0.value)" },
      draft.organisations.map { "organisation.\($0.value.id)" }, draft.categories.map { "category.\($0.value.id)" },
    ]
  }

  private func housingChoices(_ draft: CityDraft) -> [[String]] {
    let grids: CityProfile.GridRules? = draft.grids?.value
    return [
      draft.flags.map { "estate_flag.\($0.value.id)" }, draft.modes.map { "estate_mode.\($0.value.id)" },
      draft.venueKinds.map { "venue_kind.\($0.value.id)" }, draft.venueFunctions.map { "venue_function.\($0.value)" },
      grids?.kinds.map { "grid_kind.\($0.id)" } ?? [], grids?.duties.map { "grid_duty.\($0.id)" } ?? [],
    ]
  }

  private func allianceChoices(_ draft: CityDraft) -> [[String]] {
    guard let rules = draft.alliances?.value else { return [] }
    return [
      rules.memberTypes.map { "alliance_member_type.\($0)" }, rules.principles.map { "alliance_principle.\($0)" },
      rules.mechanisms.map { "alliance_mechanism.\($0)" }, rules.twoWay.map { "two_way.\($0)" }, rules.pairTypes.map { "pair_type.\($0)" },
    ]
  }

  private func registerChoices(_ draft: CityDraft) -> [[String]] {
    let registers: [[String]] = [
      draft.careerRegisters.map { "career_register.\($0.value.id)" }, draft.propertyRegisters.map { "property_register.\($0.value.id)" },
      draft.propertyParties.map { "property_party.\($0.value.id)" }, draft.careerFiling?.value.returns.map { "career_return.\($0)" } ?? [],
    ]
    let careers: [[String]] = draft.careerRegisters.flatMap { register in
      [register.value.items.map { "career_item.\(register.value.id).\($0.id)" }, register.value.endings.map { "career_ending.\($0)" }]
    }
    let property: [[String]] = draft.propertyRegisters.flatMap { register in
      let it: CityProfile.PropertyRegister = register.value
      return [
        it.items.map { "property_item.\(it.id).\($0)" }, it.levels.map { "property_level.\($0)" }, it.checks.map { "property_check.\($0)" },
        it.assets.map { "property_asset.\($0)" }, it.endings.map { "property_ending.\($0)" },
      ]
    }
    return registers + careers + property
  }
}
