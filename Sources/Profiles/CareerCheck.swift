import Ground

/// Whether the registers name posts that exist.
struct CareerCheck {
  let draft: CityDraft
  let complaints: Complaints

  func run() {
    let posts: Set<String> = Set(draft.postTypes.map(\.value.id))
    for register in draft.careerRegisters {
      for item in register.value.items {
        for post in item.audience where !posts.contains(post) {
          complaints.add(register.position, "the register '\(register.value.id)' names the post type '\(post)', which does not exist")
        }
      }
    }
    guard let filing = draft.careerFiling else { return }
    for post in filing.value.posts where !posts.contains(post) {
      complaints.add(filing.position, "the filing names the post type '\(post)', which does not exist")
    }
  }
}
