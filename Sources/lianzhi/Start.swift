import Ground
import Organisations
import Places
import SQL

/// What happens before a house opens its doors, told as it goes.
struct Start: Sendable {
  let house: House
  let settings: Settings
  let words: Words

  /// - Parameter scale: of the demo city that an empty database gets; nil: none.
  func prepare(_ heads: HeadsFile, demo scale: DemoScale?) async throws {
    Terminal.say(words("lianzhi.database", ["database": name]))
    let applied: [String] = try await house.database.migrate(House.migrations)
    if !applied.isEmpty { Terminal.say(words("lianzhi.migrated", count: applied.count)) }
    // Whoever made the journal's table has a journal that begins anew.
    if let first = House.migrations.first?.name, applied.contains(first), let aside = try heads.putAside(at: house.timepiece.now()) {
      Terminal.say(words("lianzhi.heads_aside", ["path": aside]))
    }
    if let scale, try await DemoCity.isEmpty(house.database) {
      do {
        try await load(scale)
      } catch is DemoCity.NotEmpty {
        // Another process started on the same empty database and was faster.
      }
    }
    try await checkCity()
    try await checkKeys()
  }

  /// Without its keys a database cannot be read, and what new keys seal beside the old makes the loss worse: a key file that is
  /// not there is made anew, and only the database knows that there was another.
  /// - Throws: ``SettingsProblem``.
  private func checkKeys() async throws {
    let people = PersonRecords(seal: house.organisations.seal)
    guard try await house.database.read({ try people.isOpenable(in: $0) }) else {
      throw SettingsProblem(sentences: ["LIANZHI_KEYS names other keys than those of this database; put the file back from its copy."])
    }
  }

  /// A database belongs to one city; under another city's profile its areas, posts and matters would make no sense.
  /// - Throws: ``SettingsProblem``.
  private func checkCity() async throws {
    let code: String = house.profile.divisionCode
    let isThere: Bool = try await house.database.read { try AreaRecords().find(code: code, in: $0) != nil }
    if isThere { return }
    guard try await DemoCity.isEmpty(house.database) else {
      throw SettingsProblem(sentences: ["The database holds another city than \(house.profile.slug) (LIANZHI_CITY)."])
    }
  }

  func load(_ scale: DemoScale, bulk: Int = 0) async throws {
    Terminal.say(words("lianzhi.demo_loading"))
    let clock = ContinuousClock()
    let began: ContinuousClock.Instant = clock.now
    let count: DemoCity.Count = try await DemoCity(house: house, scale: scale, bulk: bulk).load()
    let tenths: Int = Int((clock.now - began) / .milliseconds(100))
    let figures: [String: String] = [
      "areas": words.number(count.areas), "buildings": words.number(count.buildings), "posts": words.number(count.posts),
      "matters": words.number(count.matters),
      "seconds": "\(tenths / 10).\(tenths % 10)",
    ]
    Terminal.say(words("lianzhi.demo_loaded", figures))
  }

  /// Without what a server's address may hold of passwords.
  private var name: String {
    switch settings.database {
    case .file(let path): path
    case .server: "PostgreSQL"
    }
  }
}
