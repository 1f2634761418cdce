import ArgumentParser
import Ground
import Organisations
import SQL
import Vault

/// `lianzhi found`: a real city in an empty database.
struct FoundCommand: AsyncParsableCommand {
  static let configuration: CommandConfiguration = CommandConfiguration(
    commandName: "found", abstract: "Begin a real city in an empty database: its divisions, its offices' posts, three administrators.")

  func run() async throws {
    try await Terminal.explaining {
      let house: House = try Opening(settings: try SettingsReader.ofThisProcess()).house()
      let words: Words = Terminal.words(house.profile)
      try await house.database.migrate(House.migrations)
      let (count, founders) = try await FoundCity(house: house, words: words).found()
      await house.database.close()
      let figures: [String: String] = [
        "areas": words.number(count.areas), "organisations": words.number(count.organisations), "posts": words.number(count.posts),
      ]
      Terminal.say(words("lianzhi.founded", figures))
      Terminal.say(words("lianzhi.founders"))
      for founder in founders {
        let line: [String: String] = ["account": founder.account, "password": founder.password, "role": words(founder.role)]
        Terminal.say(words("lianzhi.founder", line))
      }
    }
  }
}

/// Puts the first things of a city into an empty database.
struct FoundCity: Sendable {
  let house: House
  let words: Words

  /// - Throws: ``DemoCity/NotEmpty`` when there is an area already.
  func found() async throws -> (Founding.Count, [Founding.Founder]) {
    guard try await DemoCity.isEmpty(house.database) else { throw DemoCity.NotEmpty() }
    let founding = Founding(profile: house.profile, divisions: try house.cities.divisions(), ids: house.ids, now: house.timepiece.now())
    let founders: [Founding.Founder] = founding.makeFounders()
    var made: [String: String] = [:]
    for founder in founders { made[founder.account] = try await house.hasher.hash(founder.password) }
    let hashes: [String: String] = made
    let room: OrganisationsRoom = house.organisations
    let words: Words = words
    let count: Founding.Count = try await house.database.load { session in
      guard try session.first("SELECT 1 FROM area LIMIT 1") == nil else { throw DemoCity.NotEmpty() }
      return try founding.found(
        founders, hashes: hashes, names: { words($0) }, seal: room.seal, desk: room.accounts, posts: room.posts,
        by: .system(request: "found"), in: session)
    }
    return (count, founders)
  }
}
