public import ArgumentParser
import Ground
public import Places
import SQL

/// `lianzhi demo --scale city`
struct DemoCommand: AsyncParsableCommand {
  static let configuration: CommandConfiguration = CommandConfiguration(
    commandName: "demo", abstract: "Fill an empty database with a demo city.")

  @Option(help: "town: one subdistrict; city: all of it.") var scale: DemoScale = .town
  @Option(help: "Further matters, up to 20000000: rows to measure with, without a story of their own.") var matters: Int = 0

  func validate() throws {
    guard (0...20_000_000).contains(matters) else { throw ValidationError("--matters is a number from 0 to 20000000.") }
  }

  func run() async throws {
    try await Terminal.explaining {
      let settings: Settings = try SettingsReader.ofThisProcess()
      let house: House = try Opening(settings: settings).house()
      try await house.database.migrate(House.migrations)
      guard try await DemoCity.isEmpty(house.database) else { throw DemoCity.NotEmpty() }
      try await Start(house: house, settings: settings, words: Terminal.words(house.profile)).load(scale, bulk: matters)
      await house.database.close()
    }
  }
}

extension DemoScale: ExpressibleByArgument {}
