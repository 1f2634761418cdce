import Ground
import SQL
import Testing
import Testkit

@testable import Matters

@Suite("Personal data and the journal")
struct MatterPrivacyTests {
  private static let phone: String = "13810526021"

  @Test("a contact is sealed, masked, revealed with an entry in the journal, and deleted when its time is over", arguments: EngineKind.allCases)
  func contact(_ engine: EngineKind) async throws {
    try await withDatabase(engine, MatterTown.migrations) { database in
      let town = try MatterTown(database)
      let (matter, _) = try await town.report(town.draft(contact: Contact(name: "王奶奶", phone: Self.phone)))
      let sealed: [UInt8] = try await database.read { try $0.value("SELECT sealed FROM matter_contact") }
      #expect(!String(decoding: sealed, as: UTF8.self).contains(Self.phone))
      let desk = try town.communityDesk()
      let known = try await database.read { try town.desk.contacts(of: matter, in: $0) }
      #expect(known.map(\.maskedPhone) == ["138****6021"])
      let revealed = try await database.write { try town.desk.reveal(matter.id, by: desk, in: $0) }
      #expect(revealed == [Contact(name: "王奶奶", phone: Self.phone)])
      let neighbour = try town.neighbourDesk()
      #expect(await refusal { try await database.write { try town.desk.reveal(matter.id, by: neighbour, in: $0) } } == .absent)
      let verbs = try await database.read { session in
        try session.rows("SELECT verb FROM journal_entry ORDER BY id") { try $0.at(0, as: String.self) }
      }
      #expect(verbs == ["matter.reported", "matter.contact_revealed"])
      let leaked = try await database.read { session in
        try session.rows("SELECT before, after FROM journal_entry") { "\($0.values)" }.contains { $0.contains(Self.phone) || $0.contains("王奶奶") }
      }
      #expect(!leaked)
    }
  }

  @Test("contacts are kept for the city's retention after closing, and as long as the matter is open", arguments: EngineKind.allCases)
  func retention(_ engine: EngineKind) async throws {
    try await withDatabase(engine, MatterTown.migrations) { database in
      let town = try MatterTown(database)
      let (open, _) = try await town.report(town.draft(contact: Contact(name: nil, phone: Self.phone)))
      let (verified, report) = try await town.verified()
      try await database.write {
        try town.desk.reports.insertContact(
          town.desk.seal(Contact(name: nil, phone: Self.phone), of: report.id), of: report.id, matter: verified, in: $0)
      }
      _ = try await town.act(.close, verified, by: try town.communityDesk())
      let end = town.clock.now.adding(seconds: Int64(town.profile.intake.retentionDays) * 86_400)
      let early = try await database.write { try town.desk.reports.deleteContacts(endedBy: end.adding(seconds: -1), in: $0) }
      #expect(early == 0)
      let late = try await database.write { try town.desk.reports.deleteContacts(endedBy: end, in: $0) }
      #expect(late == 1)
      #expect(try await database.read { try town.desk.contacts(of: open, in: $0) }.count == 1)
    }
  }

  @Test("a random history leaves a journal that verifies, one entry for each change", arguments: EngineKind.allCases)
  func journal(_ engine: EngineKind) async throws {
    try await withDatabase(engine, MatterTown.migrations) { database in
      let town = try MatterTown(database)
      try await town.liveAtRandom(seed: 11, matters: 12)
      _ = try await database.write { try JournalSealer(timepiece: town.clock.timepiece).seal(in: $0) }
      let (entries, events) = try await database.read { session in
        (try session.value("SELECT count(*) FROM journal_entry", as: Int.self), try session.value("SELECT count(*) FROM matter_event", as: Int.self))
      }
      #expect(entries == events)
      let finding = try await database.read { try JournalVerifier().verify($0, publishedHeads: []) }
      #expect(finding == nil)
    }
  }
}
