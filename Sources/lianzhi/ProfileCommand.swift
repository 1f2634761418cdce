import ArgumentParser
import Ground
import Profiles

struct ProfileCommand: ParsableCommand {
  static let configuration: CommandConfiguration = CommandConfiguration(
    commandName: "profile", abstract: "The cities' files.", subcommands: [Check.self])

  /// `lianzhi profile check`: every city, or those named.
  struct Check: AsyncParsableCommand {
    static let configuration: CommandConfiguration = CommandConfiguration(
      commandName: "check", abstract: "Say what is wrong with the cities' files: file:line: sentence.")

    @Argument(help: "The cities' folders; all when none is named.") var cities: [String] = []

    func run() async throws {
      try await Terminal.explaining {
        let folder = CityFolder(path: try SettingsReader.ofThisProcess().cities)
        let slugs: [String] = cities.isEmpty ? folder.slugs : cities
        guard !slugs.isEmpty else { throw SettingsProblem(sentences: ["There is no city in the folder \(folder.path)."]) }
        let errors: [ProfileError] = slugs.flatMap { ProfileLoader.check(slug: $0, root: folder.path) }
        var said: Set<ProfileError> = []
        // What is wrong in `_base` is wrong for every city, and said once.
        for error in errors where said.insert(error).inserted { Terminal.complain(error.description) }
        if !errors.isEmpty { throw ExitCode.failure }
        for slug in slugs { Terminal.say("\(slug): in order") }
      }
    }
  }
}
