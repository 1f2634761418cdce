import Ground
import Places

/// The posts of a demo city's buildings and stairwells, as the profile's post types say.
extension ProfiledPosts {
  func ofBuildings(_ places: DemoPlaces) -> [Post] {
    let types: [CityProfile.PostType] = profile.postTypes.filter { $0.level == "building" }
    var out: [Post] = []
    for building in places.buildings {
      for type in types { out.append(post(type, building, unit: nil, in: places.tree)) }
    }
    return out
  }

  /// - Parameter count: how many there shall be; they are spread evenly. nil: every stairwell has one.
  func ofUnits(_ places: DemoPlaces, count: Int?) -> [Post] {
    guard let type = profile.postTypes.first(where: { $0.level == "unit" }) else { return [] }
    let all: Int = places.buildings.reduce(0) { $0 + $1.units }
    let wanted: Int = min(count ?? all, all)
    var out: [Post] = []
    var seen: Int = 0
    for building in places.buildings {
      for unit in 1...building.units {
        seen += 1
        if seen * wanted / all > out.count { out.append(post(type, building, unit: unit, in: places.tree)) }
      }
    }
    return out
  }

  private func post(_ type: CityProfile.PostType, _ building: Building, unit: Int?, in tree: AreaTree) -> Post {
    let range: PlaceRange = tree[building.area]?.range ?? PlaceRange(building.place, building.place)
    return Post(id: ids.next(), type: type.id, area: building.area, range: range, building: building.id, unit: unit, validFrom: since)
  }
}
