import Ground

/// Sets the buildings into the grids of a generated city, in rows from the north-west, numbered along their lane or estate.
struct DemoBuildings {
  private let names: DemoNames
  private let layout: DemoLayout
  private let ids: IdentifierMaker
  private var generator: DemoGenerator
  /// Of its own, so that the rest of the city stays where it was.
  private var counter: DemoGenerator
  private var community: AreaID?
  private var communityIndex: Int = 0
  /// The last number given on each lane of the community.
  private var numbers: [String: Int] = [:]
  /// The estates of the community, by name.
  private var known: [String: EstateID] = [:]
  private(set) var estates: [Estate] = []

  private let communityPlaces: [AreaID: Place]

  init(names: DemoNames, layout: DemoLayout, areas: [Area], ids: IdentifierMaker, seed: UInt64) {
    self.names = names
    self.layout = layout
    communityPlaces = Dictionary(areas.map { ($0.id, $0.place) }, uniquingKeysWith: { first, _ in first })
    self.ids = ids
    generator = DemoGenerator(seed: seed &+ 1)
    counter = DemoGenerator(seed: seed &+ 3)
  }

  /// - Parameter grid: a grid; grids come community by community.
  mutating func buildings(of grid: Area, at spot: DemoOutline.Spot, in polygon: Polygon) -> [Building] {
    guard let block = spot.block else { return [] }
    enter(grid.parent)
    let isEstate = Int.random(in: 0..<5, using: &generator) < 2
    let street = names.street(community: communityIndex, grid: spot.index, isEstate: isEstate)
    var out: [Building] = []
    for point in points(spot.buildings, in: block, within: polygon) {
      numbers[street, default: 0] += 1
      let units = Int.random(in: 2...5, using: &generator)
      out.append(
        Building(
          id: ids.next(), area: grid.id, place: grid.place, name: names.building(street: street, number: numbers[street] ?? 1),
          estate: isEstate ? estate(street, of: grid) : nil, units: units, coordinates: point,
          households: units * Int.random(in: 6...12, using: &counter)))
    }
    return out
  }

  private mutating func enter(_ parent: AreaID?) {
    guard parent != community else { return }
    community = parent
    communityIndex += 1
    numbers = [:]
    known = [:]
  }

  private mutating func estate(_ name: String, of grid: Area) -> EstateID {
    if let id = known[name] { return id }
    let area = grid.parent ?? grid.id
    let estate = Estate(id: ids.next(), name: name, area: area, place: communityPlaces[area] ?? grid.place)
    estates.append(estate)
    known[name] = estate.id
    return estate.id
  }

  /// Points in rows and columns over the middle of the block. One that the bend has carried over the border (none in practice)
  /// goes to the middle.
  private mutating func points(_ count: Int, in block: DemoLayout.Block, within polygon: Polygon) -> [Coordinates] {
    let columns = Int(Double(count).squareRoot().rounded(.up))
    let rows = (count + columns - 1) / columns
    var out: [Coordinates] = []
    for index in 0..<count {
      let across = (Double(index % columns) + 0.5 + Double.random(in: -0.15...0.15, using: &generator)) / Double(columns)
      let down = (Double(index / columns) + 0.5 + Double.random(in: -0.15...0.15, using: &generator)) / Double(rows)
      let point = spot(across: 0.14 + 0.72 * across, down: 0.14 + 0.72 * down, in: block)
      out.append(polygon.contains(point) ? point : spot(across: 0.5, down: 0.5, in: block))
    }
    return out
  }

  private func spot(across: Double, down: Double, in block: DemoLayout.Block) -> Coordinates {
    layout.point(Double(block.x) + across * Double(block.width), Double(block.y) + down * Double(block.height))
  }
}

/// Gives every generated building, grid and community a code for its door or notice board.
struct DemoCodes {
  private let scale: DemoScale
  private let ids: IdentifierMaker
  private var generator: DemoGenerator
  private var given: Set<String> = []

  init(scale: DemoScale, ids: IdentifierMaker, seed: UInt64) {
    self.scale = scale
    self.ids = ids
    generator = DemoGenerator(seed: seed &+ 2)
  }

  mutating func codes(areas: [Area], buildings: [Building]) -> [DoorCode] {
    var out: [DoorCode] = []
    let lowest = areas.map(\.code.utf8.count).max() ?? 0
    // Community notice boards and grid boards: whatever stands below the real divisions of nine digits.
    for area in areas where area.code.utf8.count > 9 {
      let kind: DoorCode.Kind = area.code.utf8.count == lowest ? .grid : .area
      out.append(DoorCode(id: ids.next(), code: fresh(), kind: kind, area: area.id, place: area.place))
    }
    for building in buildings { append(building, to: &out) }
    return out
  }

  private mutating func append(_ building: Building, to out: inout [DoorCode]) {
    out.append(
      DoorCode(
        id: ids.next(), code: fresh(), kind: .building, area: building.area, place: building.place, building: building.id))
    guard scale.hasUnitCodes else { return }
    for unit in 1...building.units {
      out.append(
        DoorCode(
          id: ids.next(), code: fresh(), kind: .unit, area: building.area, place: building.place, building: building.id, unit: unit))
    }
  }

  private mutating func fresh() -> String {
    while true {
      let code = DoorCode.draw(using: &generator)
      if given.insert(code).inserted { return code }
    }
  }
}
