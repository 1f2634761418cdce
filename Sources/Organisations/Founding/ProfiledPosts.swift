import Ground
import Places

/// The posts that every area has, as the profile's post types say.
struct ProfiledPosts {
  let profile: CityProfile
  let ids: IdentifierMaker
  let since: CivilDay

  /// The posts of areas, in the order of the areas.
  func ofAreas(_ tree: AreaTree) -> [Post] {
    var out: [Post] = []
    for area in tree.areas {
      for type in profile.postTypes where type.level == area.level {
        out.append(Post(id: ids.next(), type: type.id, area: area.id, range: area.range, validFrom: since))
      }
    }
    return out
  }
}
