import Ground
import Places

/// The organisations that the profile names, one for each area of their level, with a seat for whoever handles their matters.
struct ProfiledOrganisations {
  let profile: CityProfile
  let ids: IdentifierMaker
  let since: CivilDay
  private let words: Words

  init(profile: CityProfile, ids: IdentifierMaker, since: CivilDay) {
    self.profile = profile
    self.ids = ids
    self.since = since
    words = profile.words(profile.locales.first ?? "")
  }

  func organisations(in tree: AreaTree) -> [Organisation] {
    var out: [Organisation] = []
    for named in profile.organisations {
      let word: String = words("organisation.\(named.id)")
      for area in tree.at(level: named.level) {
        let name: String = words("organisations.name_of_area", ["area": area.name, "name": word])
        out.append(
          Organisation(
            id: ids.next(), kind: named.kind, key: named.id, name: name, field: profile.organisationKind(named.kind)?.field, area: area.id,
            range: area.range, validFrom: since))
      }
    }
    return out
  }

  /// The handler's seat of an organisation: the first of its kind whose role may handle matters, else the kind's first.
  func seat(of organisation: Organisation) -> Post? {
    let seats: [CityProfile.PostType] = profile.organisationKind(organisation.kind)?.seats.compactMap { profile.postType($0.post) } ?? []
    let handling: CityProfile.PostType? = seats.first { profile.role($0.role)?.permissions.contains(.matterHandle) ?? false }
    guard let type = handling ?? seats.first else { return nil }
    return Post(
      id: ids.next(), type: type.id, area: organisation.area, range: organisation.range, organisation: organisation.id, validFrom: since)
  }
}
