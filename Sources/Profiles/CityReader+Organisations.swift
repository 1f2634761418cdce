import Ground

/// Kinds of bodies, the links that must be there, and the bodies that the catalogue names.
extension CityReader {
  func readOrganisations(_ fields: Fields, into draft: inout CityDraft) {
    draft.organisationFields = fields.itemsIfPresent("organisation_fields").compactMap(idAlone)
    draft.unitLevels = fields.itemsIfPresent("unit_levels").compactMap(idAlone)
    draft.powers = fields.itemsIfPresent("power_kinds").compactMap(idAlone)
    draft.organisationKinds = fields.items("organisation_kinds").compactMap(organisationKind)
    draft.organisationLinks = fields.itemsIfPresent("organisation_links").compactMap(organisationLink)
    draft.organisations = fields.items("organisations").compactMap(organisation)
  }

  private func idAlone(_ fields: Fields) -> Placed<String>? {
    defer { fields.close() }
    return fields.id().map { Placed($0, fields.position) }
  }

  private func organisationKind(_ fields: Fields) -> Placed<CityProfile.OrganisationKind>? {
    defer { fields.close() }
    let levels: [String] = fields.textsIfPresent("levels").map(\.value)
    let parents: [String] = fields.textsIfPresent("parents").map(\.value)
    let seats: [CityProfile.OrganisationKind.Seat] = fields.itemsIfPresent("seats").compactMap(seat)
    let field: String? = fields.textIfPresent("field")
    let bound: CityProfile.OrganisationKind.Bound? =
      fields.node("bound") == nil ? .nothing : fields.choice("bound", CityProfile.OrganisationKind.Bound.self)
    let family: CityProfile.OrganisationKind.Family? = fields.choice("family", CityProfile.OrganisationKind.Family.self)
    guard let id = fields.id(), let family, let bound else { return nil }
    return Placed(
      .init(id: id, family: family, levels: levels, parents: parents, bound: bound, seats: seats, field: field), fields.position)
  }

  private func seat(_ fields: Fields) -> CityProfile.OrganisationKind.Seat? {
    defer { fields.close() }
    guard let post = fields.text("post"), let count = fields.number("count") else { return nil }
    if !(1...99).contains(count) { complaints.add(fields.position("count"), "'count' must be from 1 to 99") }
    return .init(post: post, count: count)
  }

  private func organisationLink(_ fields: Fields) -> Placed<CityProfile.OrganisationLink>? {
    defer { fields.close() }
    let axis: CityProfile.OrganisationLink.Axis? = fields.choice("axis", CityProfile.OrganisationLink.Axis.self)
    let kinds: [String] = fields.textsIfPresent("kinds").map(\.value)
    let posts: [String] = fields.textsIfPresent("posts").map(\.value)
    guard let id = fields.id(), let level = fields.text("level"), let axis else { return nil }
    return Placed(.init(id: id, axis: axis, level: level, kinds: kinds, posts: posts), fields.position)
  }

  private func organisation(_ fields: Fields) -> Placed<CityProfile.NamedOrganisation>? {
    defer { fields.close() }
    guard let id = fields.id(), let kind = fields.text("kind"), let level = fields.text("level") else { return nil }
    return Placed(.init(id: id, kind: kind, level: level), fields.position)
  }
}
