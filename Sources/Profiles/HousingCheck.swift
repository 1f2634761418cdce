import Ground

/// Whether what is said of doors refers to something that is there.
struct HousingCheck {
  let draft: CityDraft
  let complaints: Complaints

  func run() {
    checkAnswering()
  }

  private func checkAnswering() {
    for answering in draft.answering {
      let id: String = answering.value.id
      guard let type = draft.postTypes.first(where: { $0.value.id == id })?.value else {
        complaints.add(answering.position, "the post type '\(id)' answers for doors, but does not exist")
        continue
      }
      if type.level == nil {
        complaints.add(answering.position, "the post type '\(id)' answers for doors, but has no level")
      }
    }
  }

}

extension WordCheck {
  /// The words of estates, venues and registers.
  func needHousing(_ draft: CityDraft) {
    need(draft.flags) { ["estate_flag.\($0.id)"] }
    need(draft.modes) { ["estate_mode.\($0.id)"] }
    need(draft.venueKinds) { ["venue_kind.\($0.id)"] }
    need(draft.venueFunctions) { ["venue_function.\($0)"] }
  }
}
