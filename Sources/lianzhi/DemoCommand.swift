public import ArgumentParser
import Ground
public import Places
import SQL

/// `lianzhi demo --scale city`
struct DemoCommand: AsyncParsableCommand {
  static let configuration: CommandConfiguration = CommandConfiguration(
    commandName: "demo", abstract: "Fill an empty database with a demo city.")

  @Option(help: "town: one subdistrict; city: all of it.") var scale: DemoScale = .town

  func run() async throws {
    try await Terminal.explaining {
      let settings: Settings = try SettingsReader.ofThisProcess()
      let house: House = try Opening(settings: settings).house()
      try await house.database.migrate(House.migrations)
      guard try await DemoCity.isEmpty(house.database) else { throw DemoCity.NotEmpty() }
      try await Start(house: house, settings: settings, words: Terminal.words(house.profile)).load(scale)
      await house.database.close()
    }
  }
}

extension DemoScale: ExpressibleByArgument {}
