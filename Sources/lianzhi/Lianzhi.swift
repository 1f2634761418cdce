import ArgumentParser

@main
struct Lianzhi: AsyncParsableCommand {
  static let configuration: CommandConfiguration = CommandConfiguration(
    commandName: "lianzhi", abstract: "Local governance, from a report at the door to an answer.",
    discussion: "Settings come from the environment and from lianzhi.env in the working folder (or the file that LIANZHI_SETTINGS names).",
    subcommands: [
      ServeCommand.self, FoundCommand.self, DemoCommand.self, MigrateCommand.self, ProfileCommand.self, JournalCommand.self, AccountCommand.self,
      MeasureCommand.self, MeasureImportCommand.self,
    ])
}
