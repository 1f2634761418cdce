import ArgumentParser
import Ground
import Organisations
import SQL
import Web

/// Changes accounts from the command line, with a journal entry each.
struct AccountClerk: Sendable {
  let house: House

  /// What the person at the terminal named is not there.
  struct Unknown: Error, CustomStringConvertible {
    let description: String
  }

  private var desk: AccountDesk { house.organisations.accounts }
  private var machine: Caller { .system(request: "command line") }

  static func atWork(_ work: (AccountClerk) async throws -> Void) async throws {
    try await Terminal.explaining {
      let house: House = try Opening(settings: try SettingsReader.ofThisProcess()).house()
      try await house.database.migrate(House.migrations)
      do {
        try await work(AccountClerk(house: house))
      } catch let refusal as Refusal {
        throw Unknown(description: AccountClerk.sentences(refusal, Terminal.words(house.profile)))
      }
      await house.database.close()
    }
  }

  /// Reads the new password and hashes it when the rules allow it.
  func newHash(for account: String) async throws -> String {
    let words: Words = Terminal.words(house.profile)
    guard let password = Terminal.secret(words("lianzhi.new_password")), !password.isEmpty else {
      throw Unknown(description: words("lianzhi.no_password"))
    }
    return try await desk.hash(password, account: account)
  }

  func create(_ name: String, person: String, post: String?, hash: String) async throws {
    let someone = Person(id: house.ids.next(), name: person)
    let today: CivilDay = house.profile.calendar.localDay(house.timepiece.now())
    let house: House = house
    let desk: AccountDesk = desk
    let caller: Caller = machine
    try await house.database.write { session in
      try PersonRecords(seal: house.organisations.seal).insert(someone, in: session)
      try desk.open(name, person: someone.id, hash: hash, by: caller, in: session)
      guard let post else { return }
      guard let id = PostID(post), try PostRecords().post(id, in: session) != nil else {
        throw Unknown(description: "There is no post \(post).")
      }
      try house.organisations.posts.appoint(Appointment(person: someone.id, from: today), to: id, expecting: nil, by: caller, in: session)
    }
  }

  func setPassword(of name: String, hash: String) async throws {
    try await change(name) { desk, account, caller, session in
      try desk.setPassword(hash, of: account, by: caller, in: session)
      try SessionKeeper().closeAll(of: account.id, in: session)
    }
  }

  func setDisabled(_ disabled: Bool, _ name: String) async throws {
    try await change(name) { desk, account, caller, session in
      try desk.setDisabled(disabled, of: account, by: caller, in: session)
      if disabled { try SessionKeeper().closeAll(of: account.id, in: session) }
    }
  }

  /// For the day on which nobody is left who could do it on the accounts' pages: an administrator's phone is gone, and the recovery codes too.
  func resetSecondFactor(of name: String) async throws {
    let factors: SecondFactorDesk = house.organisations.factors
    try await change(name) { _, account, caller, session in
      try factors.reset(account.id, by: caller, in: session)
      try SessionKeeper().closeAll(of: account.id, in: session)
    }
  }

  private func change(
    _ name: String, _ verb: @escaping @Sendable (AccountDesk, Account, Caller, any Session) throws -> Void
  ) async throws {
    let desk: AccountDesk = desk
    let caller: Caller = machine
    try await house.database.write { session in
      guard let account = try AccountRecords().account(named: name, in: session) else {
        throw Unknown(description: "There is no account \(name).")
      }
      try verb(desk, account, caller, session)
    }
  }

  private static func sentences(_ refusal: Refusal, _ words: Words) -> String {
    let fields: [String] = refusal.fields.map { words($0.word, $0.arguments) }
    return fields.isEmpty ? words(refusal.word, refusal.arguments) : fields.joined(separator: "\n")
  }
}
