import Ground

/// Whether the rules of alliances name kinds, levels and posts that are there, and posts that can be seats.
struct AllianceCheck {
  let draft: CityDraft
  let complaints: Complaints

  func run() {
    guard let rules = draft.alliances else { return }
    let kinds: Set<String> = Set(draft.organisationKinds.map(\.value.id))
    let levels: Set<String> = Set(draft.levels.map(\.value.id))
    for kind in rules.value.kinds {
      if !kinds.contains(kind.id) {
        complaints.add(rules.position, "the alliance kind '\(kind.id)' is no kind of organisation")
      }
      if !levels.contains(kind.level) {
        complaints.add(rules.position, "the alliance kind '\(kind.id)' has the level '\(kind.level)', which does not exist")
      }
      for seat in [kind.standingChair, kind.rotatingChair, kind.member].compactMap({ $0 }) { checkSeat(seat, of: kind.id, rules.position) }
    }
    if !draft.postTypes.contains(where: { $0.value.id == rules.value.visitor && $0.value.level != nil }) {
      complaints.add(rules.position, "the visitor '\(rules.value.visitor)' is no post of areas")
    }
  }

  private func checkSeat(_ post: String, of kind: String, _ position: Position) {
    guard let type = draft.postTypes.first(where: { $0.value.id == post }) else {
      return complaints.add(position, "the alliance kind '\(kind)' has the seat '\(post)', which is no post type")
    }
    if type.value.level != nil {
      complaints.add(position, "the alliance kind '\(kind)' has the seat '\(post)', which is a post of areas")
    }
  }
}
