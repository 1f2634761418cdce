import Ground

/// Whether the kinds of bodies and the links between them make sense.
struct OrganisationCheck {
  let draft: CityDraft
  let complaints: Complaints

  func run() {
    for kind in draft.organisationKinds { check(kind) }
    for link in draft.organisationLinks { check(link) }
  }

  private var levels: Set<String> { Set(draft.levels.map(\.value.id)) }
  private var kinds: Set<String> { Set(draft.organisationKinds.map(\.value.id)) }

  private func check(_ kind: Placed<CityProfile.OrganisationKind>) {
    let it: CityProfile.OrganisationKind = kind.value
    let name: String = "the organisation kind '\(it.id)'"
    for level in it.levels where !levels.contains(level) {
      complaints.add(kind.position, "\(name) has the level '\(level)', which does not exist")
    }
    for parent in it.parents where !kinds.contains(parent) {
      complaints.add(kind.position, "\(name) has the parent '\(parent)', which does not exist")
    }
    if let field = it.field, !draft.organisationFields.contains(where: { $0.value == field }) {
      complaints.add(kind.position, "\(name) has the field '\(field)', which does not exist")
    }
    for seat in it.seats { check(seat, of: name, at: kind.position) }
  }

  /// A seat's rights end at its body: else a new body would give rights in a whole area.
  private func check(_ seat: CityProfile.OrganisationKind.Seat, of name: String, at position: Position) {
    guard let type = draft.postTypes.first(where: { $0.value.id == seat.post })?.value else {
      return complaints.add(position, "\(name) has the seat '\(seat.post)', which is no post type")
    }
    if type.level != nil { complaints.add(position, "\(name) has the seat '\(seat.post)', which is a post of areas") }
  }

  private func check(_ link: Placed<CityProfile.OrganisationLink>) {
    let it: CityProfile.OrganisationLink = link.value
    let name: String = "the organisation link '\(it.id)'"
    if !levels.contains(it.level), it.level != "building" {
      complaints.add(link.position, "\(name) has the level '\(it.level)', which does not exist")
    }
    if it.kinds.isEmpty == it.posts.isEmpty { complaints.add(link.position, "\(name) has either kinds or posts") }
    for kind in it.kinds where !kinds.contains(kind) {
      complaints.add(link.position, "\(name) has the kind '\(kind)', which does not exist")
    }
    for post in it.posts where !draft.postTypes.contains(where: { $0.value.id == post && $0.value.level == it.level }) {
      complaints.add(link.position, "\(name) has the post '\(post)', which is no post type of the level '\(it.level)'")
    }
  }
}
