import Ground

/// Whether the registers of estates name kinds, posts and registers that exist, and fit together in themselves.
struct PropertyCheck {
  let draft: CityDraft
  let complaints: Complaints

  func run() {
    for register in draft.propertyRegisters { check(register) }
    for party in draft.propertyParties { check(party) }
    for target in draft.propertyTargets { check(target) }
    guard let cross = draft.propertyCross else { return }
    checkKinds(cross.value.from + cross.value.into, of: "cross-appointment", at: cross.position)
    for post in cross.value.posts where !draft.postTypes.contains(where: { $0.value.id == post }) {
      complaints.add(cross.position, "the cross-appointment names the post type '\(post)', which does not exist")
    }
  }

  private func check(_ register: Placed<CityProfile.PropertyRegister>) {
    let it: CityProfile.PropertyRegister = register.value
    let name: String = "register '\(it.id)'"
    checkKinds(it.kinds + it.partners, of: name, at: register.position)
    if it.fields.contains(.level) == it.levels.isEmpty {
      complaints.add(register.position, "the \(name) has either both the field 'level' and levels or neither")
    }
    if it.isPeriod, !it.fields.contains(.until) { complaints.add(register.position, "the \(name) is about periods, but has no field 'until'") }
    if it.isPeriod, it.isSingle { complaints.add(register.position, "the \(name) is about periods and cannot be single") }
    guard let expected = it.expects else { return }
    let other: CityProfile.PropertyRegister? = draft.propertyRegisters.first { $0.value.id == expected }?.value
    if other?.subject != it.subject {
      complaints.add(register.position, "the \(name) expects the register '\(expected)', which does not exist or is about something else")
    }
  }

  private func check(_ party: Placed<CityProfile.PropertyParty>) {
    checkKinds(party.value.kinds, of: "party '\(party.value.id)'", at: party.position)
    guard let named = party.value.register else { return }
    if draft.propertyRegisters.first(where: { $0.value.id == named })?.value.subject != .body {
      complaints.add(party.position, "the party '\(party.value.id)' names the register '\(named)', which does not exist or is not about bodies")
    }
  }

  private func check(_ target: Placed<CityProfile.PropertyTarget>) {
    let it: CityProfile.PropertyTarget = target.value
    let register: CityProfile.PropertyRegister? = draft.propertyRegisters.first { $0.value.id == it.register }?.value
    let isKnown: Bool = register?.items.contains(it.item) ?? false
    let isLevel: Bool = it.level.map { register?.levels.contains($0) ?? false } ?? true
    if !isKnown || !isLevel {
      complaints.add(target.position, "the demo names '\(it.register)', '\(it.item)' and '\(it.level ?? "")', which do not go together")
    }
    if it.count < 1 || it.whole.map({ $0 < it.count }) ?? false {
      complaints.add(target.position, "the demo's count of '\(it.item)' must be at least 1 and at most the whole")
    }
  }

  private func checkKinds(_ kinds: [String], of name: String, at position: Position) {
    for kind in kinds where !draft.organisationKinds.contains(where: { $0.value.id == kind }) {
      complaints.add(position, "the \(name) names the kind '\(kind)', which does not exist")
    }
  }
}

extension WordCheck {
  /// The words of the registers of estates.
  func needProperty(_ draft: CityDraft) {
    need(draft.propertyRegisters) { register in
      ["property_register.\(register.id)", "property_register.\(register.id).about"]
        + register.items.map { "property_item.\(register.id).\($0)" } + register.levels.map { "property_level.\($0)" }
        + register.checks.map { "property_check.\($0)" } + register.assets.map { "property_asset.\($0)" }
        + register.endings.map { "property_ending.\($0)" }
    }
    need(draft.propertyParties) { ["property_party.\($0.id)"] }
  }
}
