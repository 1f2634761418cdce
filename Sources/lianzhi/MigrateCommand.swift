import ArgumentParser
import Ground
import SQL

struct MigrateCommand: AsyncParsableCommand {
  static let configuration: CommandConfiguration = CommandConfiguration(
    commandName: "migrate", abstract: "Bring the database up to this program, and say what was done.")

  func run() async throws {
    try await Terminal.explaining {
      let database: any Database = try Opening(settings: try SettingsReader.ofThisProcess()).database()
      let applied: [String] = try await database.migrate(House.migrations)
      for name in applied { Terminal.say(name) }
      if applied.isEmpty { Terminal.say("The database is up to date.") }
      await database.close()
    }
  }
}
