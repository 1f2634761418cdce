import ArgumentParser
import Ground
import Organisations
import SQL
import Web

/// `lianzhi account …`: what an administrator does at the machine itself. Passwords come by standard input, never as an
/// argument, which other users of the machine could read.
struct AccountCommand: ParsableCommand {
  static let configuration: CommandConfiguration = CommandConfiguration(
    commandName: "account", abstract: "Accounts: create, set a password, disable, enable, reset a second factor.",
    subcommands: [Create.self, Password.self, Disable.self, Enable.self, ResetFactor.self])

  struct Create: AsyncParsableCommand {
    static let configuration: CommandConfiguration = CommandConfiguration(
      commandName: "create", abstract: "Open an account for a new person; the password is read from standard input.")

    @Argument(help: "The name to sign in with.") var account: String
    @Option(help: "The person's name.") var person: String
    @Option(help: "The id of a post that the person holds from today on.") var post: String?

    func run() async throws {
      try await AccountClerk.atWork { clerk in
        let hash: String = try await clerk.newHash(for: account)
        try await clerk.create(account, person: person, post: post, hash: hash)
      }
    }
  }

  struct Password: AsyncParsableCommand {
    static let configuration: CommandConfiguration = CommandConfiguration(
      commandName: "password", abstract: "Set a new password, read from standard input, and end the account's sessions.")

    @Argument(help: "The name to sign in with.") var account: String

    func run() async throws {
      try await AccountClerk.atWork { clerk in
        let hash: String = try await clerk.newHash(for: account)
        try await clerk.setPassword(of: account, hash: hash)
      }
    }
  }

  struct Disable: AsyncParsableCommand {
    static let configuration: CommandConfiguration = CommandConfiguration(commandName: "disable", abstract: "Shut an account.")

    @Argument(help: "The name to sign in with.") var account: String

    func run() async throws { try await AccountClerk.atWork { try await $0.setDisabled(true, account) } }
  }

  struct Enable: AsyncParsableCommand {
    static let configuration: CommandConfiguration = CommandConfiguration(commandName: "enable", abstract: "Open a shut account again.")

    @Argument(help: "The name to sign in with.") var account: String

    func run() async throws { try await AccountClerk.atWork { try await $0.setDisabled(false, account) } }
  }

  struct ResetFactor: AsyncParsableCommand {
    static let configuration: CommandConfiguration = CommandConfiguration(
      commandName: "reset-factor", abstract: "Take an account's second factor away, when phone and recovery codes are lost, and end its sessions.")

    @Argument(help: "The name to sign in with.") var account: String

    func run() async throws {
      try await AccountClerk.atWork { clerk in
        try await clerk.resetSecondFactor(of: account)
        Terminal.say(Terminal.words(clerk.house.profile)("lianzhi.factor_reset", ["account": account]))
      }
    }
  }
}
