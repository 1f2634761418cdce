import Foundation
import Ground
import Organisations
import Places
import SQL
import Testing
import Testkit
import Vault

@testable import lianzhi

@Suite("The demo city and the journal's keeping")
struct DemoTests {
  @Test("goes into an empty database, once, in every city", arguments: EngineKind.allCases, Testkit.cities)
  func once(_ engine: EngineKind, _ city: String) async throws {
    try await withHouse(engine, city: city, demo: nil) { house, _ in
      #expect(try await DemoCity.isEmpty(house.database))
      let count: DemoCity.Count = try await DemoCity(house: house.house, scale: .town).load()
      #expect(count.buildings == 700 && count.posts > 800)
      #expect(try await DemoCity.isEmpty(house.database) == false)
      await #expect(throws: DemoCity.NotEmpty.self) { try await DemoCity(house: house.house, scale: .town).load() }
    }
  }

  @Test("the welcome names every account and an address that opens, and stays silent about changed passwords", arguments: EngineKind.allCases)
  func welcome(_ engine: EngineKind) async throws {
    try await withHouse(engine) { house, door in
      let welcome = Welcome(house: house.house, settings: Settings(), words: house.words("en"))
      let text: String = try await welcome.lines().joined(separator: "\n")
      for name in ["desk-community", "grid", "admin", OrganisationsDemo.password] { #expect(text.contains(name)) }
      let community: Area = try await house.homeCommunity()
      #expect(text.contains("http://127.0.0.1:8080/areas/\(community.id)/codes"))
      let clerk = AccountClerk(house: house.house)
      try await clerk.setPassword(of: "desk-community", hash: try await house.house.hasher.hash("three green bamboos"))
      #expect(try await welcome.lines().joined().contains(OrganisationsDemo.password) == false)
      #expect(try await door.signIn("desk-community", password: "three green bamboos").get("/me").status == 200)
    }
  }

  @Test("the journal is sealed, its heads are published, and an edit is found", arguments: EngineKind.allCases)
  func journal(_ engine: EngineKind) async throws {
    try await withHouse(engine) { house, door in
      _ = try await door.signIn("grid")
      #expect(try await house.journalFinding() == nil)
      let heads: JournalHeads = try HeadsFile.read(house.folder.appending(path: "journal.heads").path)
      #expect(heads.heads.map(\.seq) == [1])
      _ = try await house.database.write { try $0.run("UPDATE journal_entry SET verb = 'nothing' WHERE verb = 'demo.loaded'") }
      #expect(try await house.journalFinding()?.kind == .entryAltered)
    }
  }

  @Test("a head cut short by a crash does not spoil the next one, and an older chain is put aside")
  func heads() async throws {
    try await withTemporaryFolder { folder in
      let path: String = folder.appending(path: "journal.heads").path
      let first = JournalHead(seq: 1, head: Array(repeating: 7, count: 32), sealedAt: Moment(milliseconds: 1))
      try Data((first.line + "\n2 0707").utf8).write(to: URL(fileURLWithPath: path))
      let file = try HeadsFile(path: path)
      let second = JournalHead(seq: 2, head: Array(repeating: 8, count: 32), sealedAt: Moment(milliseconds: 2))
      try file.publish(second)
      try file.publish(second)
      #expect(try HeadsFile.read(path).heads == [first, second])
      let aside: String = try #require(try file.putAside(at: Moment(milliseconds: 3)))
      #expect(try HeadsFile.read(aside).heads.count == 2)
      try file.publish(first)
      #expect(try HeadsFile.read(path).heads == [first])
    }
  }

  @Test("heads that cannot be read are never taken for none")
  func unreadableHeads() async throws {
    try await withTemporaryFolder { folder in
      let path: String = folder.appending(path: "journal.heads").path
      #expect(try HeadsFile.read(path).heads.isEmpty)
      #expect(throws: HeadsFile.NotRead.self) { try HeadsFile.read(path, mustExist: true) }
      try Data([0xff, 0xfe, 0x80]).write(to: URL(fileURLWithPath: path))
      #expect(throws: HeadsFile.NotRead.self) { try HeadsFile.read(path) }
      #expect(throws: HeadsFile.NotRead.self) { try HeadsFile(path: path) }
    }
  }

  @Test("a database whose keys are lost is not opened with new ones", arguments: EngineKind.allCases)
  func lostKeys(_ engine: EngineKind) async throws {
    try await withHouse(engine) { open, _ in
      let known: House = open.house
      let heads = try HeadsFile(path: open.folder.appending(path: "h").path)
      let words: Words = open.words()
      try await Start(house: known, settings: Settings(), words: words).prepare(heads, demo: nil)
      let stranger = try House(
        profile: known.profile, cities: known.cities, database: known.database, keys: .ephemeral(), files: open.folder.path,
        timepiece: known.timepiece)
      await #expect(throws: SettingsProblem.self) {
        try await Start(house: stranger, settings: Settings(), words: words).prepare(heads, demo: nil)
      }
    }
  }

  @Test("sessions whose time is over are swept away", arguments: EngineKind.allCases)
  func forget(_ engine: EngineKind) async throws {
    try await withHouse(engine) { house, door in
      _ = try await door.signIn("grid")
      let keeping = Housekeeping(house: house.house, heads: try HeadsFile(path: house.folder.appending(path: "h").path), complain: { _ in })
      try await keeping.forget()
      #expect(try await sessions(house) == 1)
      house.clock.advance(seconds: 8 * 86_400)
      try await keeping.forget()
      #expect(try await sessions(house) == 0)
    }
  }

  private func sessions(_ house: OpenHouse) async throws -> Int {
    try await house.database.read { try $0.value("SELECT count(*) FROM web_session") }
  }
}
