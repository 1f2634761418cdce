import Ground

/// The skeleton of a generated city: which areas there are, how many grids each holds, and where it lies. No ids yet.
struct DemoOutline: Sendable {
  struct Spot: Sendable {
    let code: String
    let name: String
    /// nil for real divisions in which nothing is generated.
    let block: DemoLayout.Block?
    /// How many buildings a grid has; 0 above it.
    let buildings: Int
    /// The communities of the city, and the grids of a community, counted from 0.
    let index: Int
  }

  /// Every area stands before those below it.
  private(set) var spots: [Spot] = []
  private(set) var layout: DemoLayout

  /// A generated community while it is planned.
  private struct Community {
    let code: String
    let index: Int
    let buildings: [Int]
  }

  private let codes: AreaCode
  private let names: DemoNames
  private let divisions: [Division]
  private var communities: [String: [Community]] = [:]

  init(profile: CityProfile, divisions: [Division], scale: DemoScale, seed: UInt64) throws {
    guard let center = Coordinates(longitude: profile.demo.longitude, latitude: profile.demo.latitude) else { throw DemoProblem.center }
    codes = AreaCode(levels: profile.levels)
    names = DemoNames(profile: profile)
    self.divisions = divisions.filter { $0.code.hasPrefix(profile.divisionCode) }.sorted { $0.code < $1.code }
    layout = DemoLayout(grids: scale.grids, center: center, seed: seed)
    var generator = DemoGenerator(seed: seed)
    try found(scale, in: scale == .town ? profile.demo.subdistrict : profile.divisionCode, generator: &generator)
    try place(profile.divisionCode, in: scale == .town ? nil : layout.whole, whole: scale == .town ? profile.demo.subdistrict : nil)
    layout.settle(spots.filter { $0.buildings > 0 }.compactMap(\.block))
  }

  /// Decides which subdistricts have which communities, and how many grids and buildings these have.
  private mutating func found(_ scale: DemoScale, in code: String, generator: inout DemoGenerator) throws {
    let subdistricts = divisions.filter { $0.code.utf8.count == 9 && $0.code.hasPrefix(code) }
    guard !subdistricts.isEmpty else { throw DemoProblem.subdistrict(code) }
    let counts = DemoOutline.shares(of: max(scale.communities, subdistricts.count), by: subdistricts.map(DemoOutline.weight))
    let total = counts.reduce(0, +)
    let grids = generator.parts(of: scale.grids, into: total, within: 9...18)
    var buildings = generator.parts(of: scale.buildings, into: scale.grids, within: 8...15)[...]
    var index = 0
    for (subdistrict, count) in zip(subdistricts, counts) {
      for number in 1...count {
        guard let code = codes.below(subdistrict.code, number: number) else { throw DemoProblem.pattern(subdistrict.code) }
        communities[subdistrict.code, default: []].append(
          Community(code: code, index: index, buildings: Array(buildings.prefix(grids[index]))))
        buildings = buildings.dropFirst(grids[index])
        index += 1
      }
    }
  }

  /// Lays down a real division and all below it.
  private mutating func place(_ code: String, in block: DemoLayout.Block?, whole: String?) throws {
    guard let division = divisions.first(where: { $0.code == code }) else { throw DemoProblem.subdistrict(code) }
    let block = code == whole ? layout.whole : block
    spots.append(Spot(code: code, name: division.name, block: block, buildings: 0, index: 0))
    if let own = communities[code], let block { return try place(own, in: block) }
    let below = divisions.filter { codes.above($0.code) == code }
    let weights = below.map { gridCount(below: $0.code) }
    let blocks = block.map { DemoLayout.cut($0, by: weights) }
    for (index, division) in below.enumerated() { try place(division.code, in: blocks?[index], whole: whole) }
  }

  private mutating func place(_ own: [Community], in block: DemoLayout.Block) throws {
    let blocks = DemoLayout.cut(block, by: own.map(\.buildings.count))
    for (community, block) in zip(own, blocks) {
      spots.append(Spot(code: community.code, name: names.community(community.index), block: block, buildings: 0, index: community.index))
      let cells = DemoLayout.cut(block, by: community.buildings.map { _ in 1 })
      for (index, cell) in cells.enumerated() {
        guard let code = codes.below(community.code, number: index + 1) else { throw DemoProblem.pattern(community.code) }
        spots.append(Spot(code: code, name: names.grid(index + 1), block: cell, buildings: community.buildings[index], index: index))
      }
    }
  }

  private func gridCount(below code: String) -> Int {
    var count = 0
    for (subdistrict, own) in communities where subdistrict.hasPrefix(code) {
      for community in own { count += community.buildings.count }
    }
    return count
  }

  /// GB/T 10114: the last three digits of a township's code are 001 to 099 for subdistricts, 100 to 199 for towns, 200 to 399
  /// for townships. People live where the subdistricts are.
  private static func weight(_ division: Division) -> Int { (Int(division.code.suffix(3)) ?? 999) < 100 ? 3 : 1 }

  /// At least one each, the rest in proportion to the weights.
  private static func shares(of total: Int, by weights: [Int]) -> [Int] {
    let rest = total - weights.count
    let sum = weights.reduce(0, +)
    var out: [Int] = []
    var seen = 0
    for weight in weights {
      let before = rest * seen / sum
      seen += weight
      out.append(1 + rest * seen / sum - before)
    }
    return out
  }
}

/// What a demo city cannot be made from.
public enum DemoProblem: Error, Sendable, Hashable {
  /// `demo.longitude` and `demo.latitude` are not a point on the earth.
  case center
  /// The register of divisions does not have this code.
  case subdistrict(String)
  /// The profile's levels leave no digits below this code.
  case pattern(String)
}
