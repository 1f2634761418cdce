import ArgumentParser
import Foundation
import Ground
import Places
import SQL

/// What `Benchmarks/run.sh` needs from inside: how fast points find their grid, and what to ask the server for.
struct MeasureCommand: AsyncParsableCommand {
  static let configuration: CommandConfiguration = CommandConfiguration(
    commandName: "measure", abstract: "Measure what has no address, and write samples for a load.", shouldDisplay: false)

  @Option(help: "A folder: codes, matters, doors and areas are written there, one to a line.") var samples: String
  @Option(help: "How many points to find.") var points: Int = 20_000_000

  func run() async throws {
    try await Terminal.explaining {
      let house: House = try Opening(settings: try SettingsReader.ofThisProcess()).house()
      try await write("codes", house, "SELECT code FROM door_code WHERE valid_until IS NULL ORDER BY code LIMIT 20000")
      try await write("matters", house, "SELECT CAST(id AS TEXT) FROM matter ORDER BY number LIMIT 20000")
      // From all over the city, so that hardly a door shares its rows with the one before.
      try await write("doors", house, "SELECT CAST(id AS TEXT) FROM building WHERE valid_until IS NULL ORDER BY id % 7919, id LIMIT 20000")
      let first: CityProfile.Level? = house.profile.level(house.profile.intake.firstDesk)
      for (name, digits) in [("city", 4), ("district", 6), ("community", first?.digits ?? 12)] { try await area(name, digits, house) }
      let found: (rate: Double, share: Double) = try await rate(house)
      Terminal.say(String(format: "points\t%.2f\t%.2f", found.rate / 1_000_000, found.share))
      let plan: (seconds: Double, grids: Int, findings: Int) = try await planCheck(house)
      Terminal.say(String(format: "plan\t%.3f\t%d\t%d", plan.seconds, plan.grids, plan.findings))
      for line in try await MeasureCounts(house: house).lines() { Terminal.say(line) }
      await house.database.close()
    }
  }

  /// The whole city's plan, read and checked.
  private func planCheck(_ house: House) async throws -> (seconds: Double, grids: Int, findings: Int) {
    guard let range = PlaceRange(code: house.profile.divisionCode) else { return (0, 0, 0) }
    let records: PlanRecords = PlanRecords(house.profile)
    let check: PlanCheck = PlanCheck(house.profile.grids)
    let today: CivilDay = house.profile.calendar.localDay(house.timepiece.now())
    let began: ContinuousClock.Instant = ContinuousClock.now
    let plan: Plan = try await house.database.read { try records.plan(within: range, on: today, in: $0) }
    let findings: [PlanFinding] = check.findings(plan)
    return ((ContinuousClock.now - began) / .seconds(1), plan.parts.filter(\.isGrid).count, findings.count)
  }

  private func write(_ name: String, _ house: House, _ query: Query) async throws {
    let lines: [String] = try await house.database.read { session in try session.rows(query) { try $0.at(0) } }
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: "\(samples)/\(name)"))
  }

  /// The area of a level around the demo's own subdistrict.
  private func area(_ name: String, _ digits: Int, _ house: House) async throws {
    let within: PlaceRange? = PlaceRange(code: String(house.profile.demo.subdistrict.prefix(digits)))
    guard let within else { return }
    try await write(
      name, house,
      "SELECT CAST(id AS TEXT) FROM area WHERE place BETWEEN \(within.first) AND \(within.last) AND length(code) = \(digits) ORDER BY code LIMIT 1")
  }

  /// Points a second on one core, and the share that lay in a grid.
  private func rate(_ house: House) async throws -> (rate: Double, share: Double) {
    let locator: GridLocator = house.places.locator
    let finder: GridFinder = try await house.database.read { session in try locator.finder(in: session) }
    let homes: [Coordinates] = try await house.database.read { session in
      let all: [Coordinates?] = try session.rows("SELECT longitude, latitude FROM building ORDER BY id") {
        Coordinates(longitude: try $0.at(0), latitude: try $0.at(1))
      }
      return all.compactMap { $0 }
    }
    guard !homes.isEmpty else { return (0, 0) }
    var found: Int = 0
    // A stride that is prime to the number of buildings: neighbours in time are not neighbours in the city.
    var index: Int = 0
    let began: ContinuousClock.Instant = ContinuousClock.now
    for _ in 0..<points {
      if finder.grid(at: homes[index]) != nil { found += 1 }
      index += 7919
      while index >= homes.count { index -= homes.count }
    }
    let seconds: Double = (ContinuousClock.now - began) / .seconds(1)
    return (Double(points) / seconds, Double(found) / Double(points))
  }
}
