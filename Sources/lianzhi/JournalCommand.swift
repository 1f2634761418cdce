import ArgumentParser
import Ground
import SQL

struct JournalCommand: ParsableCommand {
  static let configuration: CommandConfiguration = CommandConfiguration(
    commandName: "journal", abstract: "The journal of everything that was done.", subcommands: [Verify.self])

  /// `lianzhi journal verify`: walks the whole chain, offline.
  struct Verify: AsyncParsableCommand {
    static let configuration: CommandConfiguration = CommandConfiguration(
      commandName: "verify", abstract: "Prove that nothing was edited, deleted, swapped or cut; name the first broken entry.")

    @Option(help: "The file of published heads; the settings' own unless said.") var heads: String?

    func run() async throws {
      try await Terminal.explaining {
        let settings: Settings = try SettingsReader.ofThisProcess()
        let database: any Database = try Opening(settings: settings).database()
        let published: JournalHeads = try HeadsFile.read(heads ?? settings.headsPath, mustExist: heads != nil)
        let (finding, entries): (JournalFinding?, Int) = try await database.read { session in
          (
            try JournalVerifier().verify(session, publishedHeads: published.heads),
            try session.value("SELECT count(*) FROM journal_entry")
          )
        }
        await database.close()
        if let finding {
          Terminal.complain("The journal is broken: \(finding).")
          throw ExitCode.failure
        }
        Terminal.say("The journal is whole: \(entries) entries, \(published.heads.count) published heads.")
      }
    }
  }
}
