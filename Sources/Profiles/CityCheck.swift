import Ground

/// Whether what was read makes sense: every name refers to something that is there.
struct CityCheck {
  let draft: CityDraft
  let complaints: Complaints

  func run(divisions: Set<String>) {
    checkLevels()
    checkSeparations()
    checkPosts()
    checkOrganisations()
    OrganisationCheck(draft: draft, complaints: complaints).run()
    checkCategories()
    checkIntake()
    AllianceCheck(draft: draft, complaints: complaints).run()
    checkDivisions(divisions)
    HousingCheck(draft: draft, complaints: complaints).run()
    WorkflowCheck(draft: draft, complaints: complaints).run()
    CareerCheck(draft: draft, complaints: complaints).run()
    PropertyCheck(draft: draft, complaints: complaints).run()
  }

  private var levelIDs: Set<String> { Set(draft.levels.map(\.value.id)) }

  private func checkLevels() {
    var last: Int = 0
    for level in draft.levels {
      if level.value.digits <= last || level.value.digits > 15 {
        complaints.add(level.position, "the level '\(level.value.id)' must have more digits than the one above, and at most 15")
      }
      last = level.value.digits
    }
  }

  /// No role may hold together what the city keeps apart.
  private func checkSeparations() {
    for role in draft.roles {
      for breach in draft.separations.flatMap({ $0.value.breaches(in: role.value.permissions) }) {
        complaints.add(
          role.position, "the role '\(role.value.id)' has the duty '\(breach.duty)' and may not have '\(breach.permission.rawValue)' too")
      }
    }
  }

  private func checkPosts() {
    let roles: Set<String> = Set(draft.roles.map(\.value.id))
    let levels: Set<String> = levelIDs.union(levelsBelowGrid)
    for post in draft.postTypes {
      if !roles.contains(post.value.role) {
        complaints.add(post.position, "the post type '\(post.value.id)' has the role '\(post.value.role)', which does not exist")
      }
      if let level = post.value.level, !levels.contains(level) {
        complaints.add(post.position, "the post type '\(post.value.id)' has the level '\(level)', which does not exist")
      }
      checkWhere(post)
    }
  }

  /// A post of an area and a role that holds within an organisation do not go together, nor the other way round.
  private func checkWhere(_ post: Placed<CityProfile.PostType>) {
    guard let role = draft.roles.first(where: { $0.value.id == post.value.role })?.value else { return }
    if role.withinOrganisation, post.value.level != nil {
      complaints.add(post.position, "the post type '\(post.value.id)' has a level, but its role holds within an organisation")
    } else if !role.withinOrganisation, post.value.level == nil {
      complaints.add(post.position, "the post type '\(post.value.id)' needs a level, because its role holds within an area")
    }
  }

  private func checkOrganisations() {
    let kinds: Set<String> = Set(draft.organisationKinds.map(\.value.id))
    for organisation in draft.organisations {
      let it: CityProfile.NamedOrganisation = organisation.value
      if !kinds.contains(it.kind) {
        complaints.add(organisation.position, "the organisation '\(it.id)' has the kind '\(it.kind)', which does not exist")
      }
      if !levelIDs.contains(it.level) {
        complaints.add(organisation.position, "the organisation '\(it.id)' has the level '\(it.level)', which does not exist")
      }
    }
  }

  private func checkCategories() {
    let organisations: Set<String> = Set(draft.organisations.map(\.value.id))
    let posts: Set<String> = Set(draft.postTypes.map(\.value.id))
    for category in draft.categories {
      switch category.value.owner {
      case .organisation(let id) where !organisations.contains(id):
        complaints.add(category.position, "the category '\(category.value.id)' is owned by the organisation '\(id)', which does not exist")
      case .post(let id) where !posts.contains(id):
        complaints.add(category.position, "the category '\(category.value.id)' is owned by the post type '\(id)', which does not exist")
      default: break
      }
    }
    let offered: Int = draft.categories.filter(\.value.offered).count
    if let first = draft.categories.first, offered == 0 || offered > 8 {
      complaints.add(first.position, "a resident is offered 1 to 8 categories, not \(offered)")
    }
  }

  /// The first desk must be there, and somebody at it who may dispatch.
  private func checkIntake() {
    guard let intake = draft.intake else { return }
    let dispatchers: Set<String> = Set(draft.roles.filter { $0.value.permissions.contains(.matterDispatch) }.map(\.value.id))
    let desk: String = intake.value.firstDesk
    if !draft.postTypes.contains(where: { $0.value.level == desk && dispatchers.contains($0.value.role) }) {
      complaints.add(intake.position, "the first desk is at the level '\(desk)', where no post may dispatch")
    }
  }

  private func checkDivisions(_ divisions: Set<String>) {
    guard let city = draft.divisionCode else { return }
    if !divisions.contains(city.value) {
      complaints.add(city.position, "the division '\(city.value)' is not in divisions.csv")
    }
    guard let demo = draft.demo else { return }
    let subdistrict: String = demo.value.subdistrict
    if !divisions.contains(subdistrict) || !subdistrict.hasPrefix(city.value) {
      complaints.add(demo.position, "the demo's subdistrict '\(subdistrict)' is not in divisions.csv under '\(city.value)'")
    }
  }
}
