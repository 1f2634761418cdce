import Ground

/// Reads the merged YAML of a city into a draft: shapes and types, no sense yet (see ``CityCheck``).
struct CityReader {
  let complaints: Complaints
  let holidays: HolidayFile

  func read(_ root: ProfileNode) -> CityDraft {
    let fields: Fields = Fields(root, complaints)
    var draft: CityDraft = CityDraft()
    draft.divisionCode = fields.text("division").map { Placed($0, fields.position("division")) }
    draft.timeZone = fields.text("time_zone") ?? ""
    draft.locales = fields.texts("locales")
    draft.levels = fields.items("levels").compactMap(level)
    draft.roles = fields.items("roles").compactMap(role)
    draft.separations = fields.items("separations").compactMap(separation)
    draft.postTypes = fields.items("post_types").compactMap(postType)
    readOrganisations(fields, into: &draft)
    draft.categories = fields.items("categories").compactMap(category)
    if let workflow = fields.inner("workflow") { readWorkflow(workflow, into: &draft) }
    draft.calendar = fields.inner("calendar").flatMap { calendar($0, zone: draft.timeZone, at: fields.position("time_zone")) }
    draft.intake = fields.inner("intake").flatMap(intake)
    draft.alliances = fields.inner("alliances").flatMap(alliances)
    draft.demo = fields.inner("demo").flatMap(demo)
    draft.grids = fields.inner("grids").flatMap { inner in grids(inner).map { Placed($0, inner.position) } }
    readCareers(fields, into: &draft)
    readProperty(fields, into: &draft)
    if let housing = fields.inner("housing") { readHousing(housing, into: &draft) }
    fields.close()
    return draft
  }

  private func level(_ fields: Fields) -> Placed<CityProfile.Level>? {
    defer { fields.close() }
    guard let id = fields.id(), let digits = fields.number("digits") else { return nil }
    return Placed(.init(id: id, digits: digits), fields.position)
  }

  private func postType(_ fields: Fields) -> Placed<CityProfile.PostType>? {
    defer { fields.close() }
    let level: String? = fields.textIfPresent("level")
    let holders: CityProfile.PostType.Holders = fields.choiceIfPresent("holders", CityProfile.PostType.Holders.self) ?? .one
    let years: Int? = fields.node("term_years") == nil ? nil : fields.number("term_years")
    if let years, !(1...10).contains(years) { complaints.add(fields.position("term_years"), "a term lasts 1 to 10 years, not \(years)") }
    guard let id = fields.id(), let role = fields.text("role") else { return nil }
    return Placed(.init(id: id, level: level, role: role, holders: holders, termYears: years), fields.position)
  }

  private func category(_ fields: Fields) -> Placed<CityProfile.Category>? {
    defer { fields.close() }
    let offered: Bool = fields.flag("offered")
    let budget: Budget? = fields.inner("budget").flatMap(budget)
    let owner: CityProfile.Category.Owner? = owner(of: fields)
    guard let id = fields.id(), let budget, let owner else { return nil }
    return Placed(.init(id: id, budget: budget, owner: owner, offered: offered), fields.position)
  }

  private func owner(of fields: Fields) -> CityProfile.Category.Owner? {
    guard let node = fields.node("owner") else {
      complaints.add(fields.position, "the category '\(fields.node("id")?.scalar ?? "")' has no owner")
      return nil
    }
    let owner: Fields = Fields(node, complaints)
    defer { owner.close() }
    let post: String? = owner.textIfPresent("post")
    let organisation: String? = owner.textIfPresent("organisation")
    switch (organisation, post) {
    case (let id?, nil): return .organisation(id)
    case (nil, let id?): return .post(id)
    default:
      complaints.add(owner.position, "an owner is either an organisation or a post")
      return nil
    }
  }

  private func budget(_ fields: Fields) -> Budget? {
    defer { fields.close() }
    let kinds: [(key: String, make: (Int) -> Budget)] = [
      ("working_days", Budget.workingDays), ("working_hours", Budget.workingHours), ("natural_hours", Budget.naturalHours),
    ]
    let named: [(key: String, make: (Int) -> Budget)] = kinds.filter { fields.node($0.key) != nil }
    guard named.count == 1, let kind = named.first else {
      complaints.add(fields.position, "a budget has one of working_days, working_hours and natural_hours")
      return nil
    }
    guard let amount = fields.number(kind.key) else { return nil }
    if amount < 1 { complaints.add(fields.position(kind.key), "'\(kind.key)' must be at least 1") }
    return kind.make(amount)
  }
}
