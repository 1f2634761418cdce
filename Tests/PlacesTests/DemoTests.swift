import Ground
import Testing

@testable import Places

@Suite("The generated city")
struct DemoTests {
  @Test("town: one subdistrict with 5 communities, 60 grids, 700 buildings, on the real divisions")
  func town() throws {
    let places = try demoPlaces(.town)
    #expect(places.tree.at(level: "city").map(\.name) == ["吉林市"])
    #expect(places.tree.at(level: "district").count == 12)
    #expect(places.tree.at(level: "subdistrict").count == 150)
    #expect(places.tree.at(level: "community").count == 5)
    #expect(places.tree.at(level: "grid").count == 60)
    #expect(places.buildings.count == 700)
    let community = try #require(places.tree.at(level: "community").first)
    #expect(community.code == "220211004001")
    #expect(places.tree.chain(of: community.id).map(\.name) == ["吉林市", "丰满区", "沿丰街道", "吉钢社区"])
    #expect(places.tree.children(of: community.id).first?.name == "第1网格")
    #expect(places.tree.children(of: community.id).first?.code == "220211004001001")
  }

  @Test("city: exactly 289 communities, 3,962 grids and 46,000 buildings over all 150 subdistricts", arguments: [2026, 7])
  func city(_ seed: UInt64) throws {
    let places = try demoPlaces(.city, seed: seed)
    #expect(places.tree.at(level: "community").count == 289)
    #expect(places.tree.at(level: "grid").count == 3_962)
    #expect(places.buildings.count == 46_000)
    #expect(Set(places.tree.at(level: "community").map(\.parent)).count == 150)
    #expect(Set(places.tree.areas.map(\.code)).count == places.tree.areas.count)
    #expect(Set(places.codes.map(\.code)).count == places.codes.count)
    #expect(places.boundaries.count == places.tree.areas.count)
    // Every grid lies within 30 km of the middle.
    let middle = try #require(places.boundaries.first).polygon.box
    #expect(Double(middle.east - middle.west) / Vertex.perDegree < 0.4)
  }

  @Test("the same input gives the same city, another seed another")
  func deterministic() throws {
    let (one, same, other) = (try demoPlaces(.town), try demoPlaces(.town), try demoPlaces(.town, seed: 3))
    #expect(one.tree.areas == same.tree.areas)
    #expect(one.buildings == same.buildings)
    #expect(one.codes == same.codes)
    #expect(one.boundaries.map(\.polygon) == same.boundaries.map(\.polygon))
    #expect(one.codes.map(\.code) != other.codes.map(\.code))
  }

  @Test("every building stands inside its grid and in no other; its name is its own within the community", arguments: DemoScale.allCases)
  func buildings(_ scale: DemoScale) throws {
    let places = try demoPlaces(scale)
    let polygons = Dictionary(uniqueKeysWithValues: places.boundaries.map { ($0.area, $0.polygon) })
    let finder = GridFinder(grids(places))
    var names: Set<String> = []
    for building in places.buildings {
      #expect(polygons[building.area]?.contains(building.coordinates) == true)
      #expect(finder.grid(at: building.coordinates) == building.area)
      let community = try #require(places.tree[building.area]?.parent)
      #expect(names.insert("\(community) \(building.name)").inserted)
    }
  }

  @Test("grids tile their community and communities their subdistrict: areas add up exactly and every point lies in one")
  func tiling() throws {
    let places = try demoPlaces(.town)
    let polygons = Dictionary(uniqueKeysWithValues: places.boundaries.map { ($0.area, $0.polygon) })
    for area in places.tree.areas {
      let below = places.tree.children(of: area.id).compactMap { polygons[$0.id] }
      guard let own = polygons[area.id], !below.isEmpty else { continue }
      #expect(below.reduce(0) { $0 + $1.twiceArea } == own.twiceArea, "\(area.name)")
    }
    try everyPointInOne(places, polygons)
  }

  private func everyPointInOne(_ places: DemoPlaces, _ polygons: [AreaID: Polygon]) throws {
    let seed: UInt64 = 41
    var generator = DemoGenerator(seed: seed)
    let subdistrict = try #require(places.tree.at(level: "subdistrict").compactMap { polygons[$0.id] }.first)
    let all = places.tree.at(level: "grid").compactMap { polygons[$0.id] }
    let communities = places.tree.at(level: "community").compactMap { polygons[$0.id] }
    for _ in 0..<5_000 {
      let spot = Vertex(
        x: Int32.random(in: subdistrict.box.west...subdistrict.box.east, using: &generator),
        y: Int32.random(in: subdistrict.box.south...subdistrict.box.north, using: &generator))
      let expected = subdistrict.contains(spot) ? 1 : 0
      #expect(all.filter { $0.contains(spot) }.count == expected, "seed \(seed) \(spot)")
      #expect(communities.filter { $0.contains(spot) }.count == expected, "seed \(seed) \(spot)")
    }
    // The corners themselves, where up to four grids meet.
    for vertex in all.flatMap({ $0.rings[0] }) { #expect(all.filter { $0.contains(vertex) }.count <= 1) }
  }

  @Test("codes of children follow from west to east, north to south")
  func order() throws {
    let places = try demoPlaces(.town)
    let polygons = Dictionary(uniqueKeysWithValues: places.boundaries.map { ($0.area, $0.polygon) })
    for community in places.tree.at(level: "community") {
      let children = places.tree.children(of: community.id)
      let first = try #require(children.first.flatMap { polygons[$0.id] })
      let last = try #require(children.last.flatMap { polygons[$0.id] })
      #expect(first.box.north > last.box.south)
      #expect(first.box.west < last.box.east)
    }
  }

  @Test("the finder agrees with asking every polygon, on corners and outside too")
  func finder() throws {
    let seed: UInt64 = 99
    let all = grids(try demoPlaces(.town))
    let finder = GridFinder(all)
    var generator = DemoGenerator(seed: seed)
    var spots: [Vertex] = all.flatMap { $0.polygon.rings[0] }
    let box = all.map(\.polygon.box).reduce(all[0].polygon.box) { $0.with($1) }
    for _ in 0..<5_000 {
      spots.append(
        Vertex(
          x: Int32.random(in: (box.west - 5_000)...(box.east + 5_000), using: &generator),
          y: Int32.random(in: (box.south - 5_000)...(box.north + 5_000), using: &generator)))
    }
    for spot in spots {
      #expect(finder.grid(at: spot) == all.first { $0.polygon.contains(spot) }?.id, "seed \(seed) \(spot)")
    }
    #expect(GridFinder([]).grid(at: Vertex(x: 0, y: 0)) == nil)
    #expect(finder.grid(at: Vertex(x: .max, y: .max)) == nil)
    #expect(finder.grid(at: Vertex(x: .min, y: .min)) == nil)
  }

  private func grids(_ places: DemoPlaces) -> [(id: AreaID, polygon: Polygon)] {
    let lowest = Set(places.tree.at(level: "grid").map(\.id))
    return places.boundaries.filter { lowest.contains($0.area) }.map { (id: $0.area, polygon: $0.polygon) }
  }
}

extension Box {
  fileprivate func with(_ other: Box) -> Box {
    var out = self
    out.take(other)
    return out
  }
}
