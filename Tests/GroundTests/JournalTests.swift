import Ground
import SQL
import Testing
import Testkit

@Suite("the journal")
struct JournalTests {
  private let clock: FakeClock = FakeClock()

  @Test("an entry is kept with every field and can be read by its subject", arguments: EngineKind.allCases)
  func append(engine: EngineKind) async throws {
    let journal = Journal(ids: IdentifierMaker(node: 3, timepiece: clock.timepiece), timepiece: clock.timepiece)
    let caller = Caller(account: AccountID(11), person: PersonID(12), name: "李", holdings: [], request: "req-1")
    try await withDatabase(engine, JournalSchema.migrations) { database in
      let id = try await database.write { session in
        let other = JournalDraft("matter.closed", subject: "matter", id: 8)
        try journal.append(other, by: .visitor(request: "x"), in: session)
        let draft = JournalDraft(
          "matter.dispatched", subject: "matter", id: 7, place: Place(220_202_001_000_000), acting: PostID(13),
          before: ["state": "received"], after: ["state": "派单", "b": "2", "a": "\"1\"\n"])
        return try journal.append(draft, by: caller, in: session)
      }
      let entries = try await database.read { try JournalRecords.entries(subject: "matter", id: 7, in: $0) }
      let entry = try #require(entries.first)
      #expect(entries.count == 1)
      #expect(entry.id == id)
      #expect(entry.at == clock.now)
      #expect(entry.verb == "matter.dispatched")
      #expect(entry.place == Place(220_202_001_000_000))
      #expect((entry.account, entry.person, entry.acting) == (AccountID(11), PersonID(12), PostID(13)))
      #expect(entry.request == "req-1")
      #expect(entry.before == #"{"state":"received"}"#)
      #expect(entry.after == #"{"a":"\"1\"\u000a","b":"2","state":"派单"}"#)
      #expect(entry.was == ["state": "received"])
      #expect(entry.became == ["state": "派单", "b": "2", "a": "\"1\"\n"])
    }
  }

  @Test("an entry goes away with the change it tells of", arguments: EngineKind.allCases)
  func sameTransaction(engine: EngineKind) async throws {
    struct Mishap: Error {}
    let journal = Journal(ids: IdentifierMaker(node: 3, timepiece: clock.timepiece), timepiece: clock.timepiece)
    try await withDatabase(engine, JournalSchema.migrations) { database in
      await #expect(throws: Mishap.self) {
        try await database.write { session in
          try journal.append(JournalDraft("matter.closed", subject: "matter", id: 1), by: .visitor(request: ""), in: session)
          throw Mishap()
        }
      }
      let entries = try await database.read { try JournalRecords.entries(subject: "matter", id: 1, in: $0) }
      #expect(entries == [])
    }
  }

  @Test("digests differ when any field differs, also when text moves from one field into the next")
  func digests() {
    func entry(
      id: Int64 = 1, at: Int64 = 2, verb: String = "a", subject: String = "b", subjectID: Int64 = 3, place: Place? = nil,
      account: AccountID? = nil, person: PersonID? = nil, acting: PostID? = nil, request: String = "c", before: String = "{}", after: String = "{}"
    ) -> [UInt8] {
      JournalEntry(
        id: JournalEntryID(id), at: Moment(milliseconds: at), verb: verb, subject: subject, subjectID: subjectID, place: place,
        account: account, person: person, acting: acting, request: request, before: before, after: after
      ).digest
    }
    let digests: [[UInt8]] = [
      entry(), entry(id: 2), entry(at: 3), entry(verb: "ab", subject: ""), entry(verb: "", subject: "ab"), entry(subjectID: 4),
      entry(place: Place(5)), entry(account: AccountID(5)), entry(person: PersonID(5)), entry(acting: PostID(5)), entry(place: Place(0)),
      entry(request: ""), entry(before: "{}{}", after: ""), entry(before: "", after: "{}{}"),
    ]
    #expect(Set(digests).count == digests.count)
    #expect(digests.allSatisfy { $0.count == 32 })
  }

  @Test("a thousand random histories verify clean", arguments: EngineKind.allCases)
  func clean(engine: EngineKind) async throws {
    try await withDatabase(engine, JournalSchema.migrations) { database in
      for seed in UInt64(0)..<1000 {
        // One transaction each, undone at its end, so that a thousand need not be stored.
        let finding: JournalFinding? = try await database.write { session in
          var found: JournalFinding?
          try undone(in: session) {
            var history = JournalHistory(seed: seed)
            let sizes = (0..<Int.random(in: 0...3, using: &history.generator)).map { _ in Int.random(in: 1...9, using: &history.generator) }
            let heads = try history.make(blocks: sizes, unsealed: Int.random(in: 0...3, using: &history.generator), in: session)
            found = try JournalVerifier().verify(session, publishedHeads: heads)
          }
          return found
        }
        #expect(finding == nil, "seed \(seed)")
      }
    }
  }

  @Test("sealing takes everything that waits, oldest first, and chains the blocks", arguments: EngineKind.allCases)
  func sealing(engine: EngineKind) async throws {
    try await withDatabase(engine, JournalSchema.migrations) { database in
      let counts: [Int] = try await database.write { session in
        var history = JournalHistory(seed: 1)
        try history.append(25, in: session)
        return try (0..<4).map { _ in try history.sealer.seal(limit: 10, in: session) }
      }
      #expect(counts == [10, 10, 5, 0])
      let rows = try await database.read { session in
        try session.rows("SELECT seq, entries, first_entry <= last_entry FROM journal_block ORDER BY seq").map(\.values)
      }
      #expect(rows == [[.int(1), .int(10), .int(1)], [.int(2), .int(10), .int(1)], [.int(3), .int(5), .int(1)]])
      let finding = try await database.read { try JournalVerifier().verify($0, publishedHeads: []) }
      #expect(finding == nil)
    }
  }

  @Test("an entry committed late, with a smaller id, is sealed into a later block", arguments: EngineKind.allCases)
  func late(engine: EngineKind) async throws {
    try await withDatabase(engine, JournalSchema.migrations) { database in
      let earlier = FakeClock(clock.now.adding(seconds: -3600))
      let slow = Journal(ids: IdentifierMaker(node: 2, timepiece: earlier.timepiece), timepiece: earlier.timepiece)
      let heads: [JournalHead] = try await database.write { session in
        var history = JournalHistory(seed: 2)
        return try history.make(blocks: [5], unsealed: 0, in: session)
      }
      let (late, block): (JournalEntryID, Int64?) = try await database.write { session in
        let late = try slow.append(JournalDraft("a.b", subject: "late", id: 1), by: .system(request: "r"), in: session)
        _ = try JournalSealer(timepiece: clock.timepiece).seal(in: session)
        return (late, try session.value("SELECT block FROM journal_entry WHERE id = \(late)"))
      }
      let smallest: Int64 = try await database.read { try $0.value("SELECT min(id) FROM journal_entry") }
      #expect(late.raw == smallest)
      #expect(block == 2)
      let finding = try await database.read { try JournalVerifier().verify($0, publishedHeads: heads) }
      #expect(finding == nil)
    }
  }

  @Test("many sealers and writers at once leave one whole chain with every entry in it once", arguments: EngineKind.allCases)
  func race(engine: EngineKind) async throws {
    try await withDatabase(engine, JournalSchema.migrations) { database in
      let clock = FakeClock()
      let journal = Journal(ids: IdentifierMaker(node: 1, timepiece: clock.timepiece), timepiece: clock.timepiece)
      let sealer = JournalSealer(timepiece: clock.timepiece)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number: Int64 in 1...60 {
          group.addTask {
            _ = try await database.write { session in
              try journal.append(JournalDraft("a.b", subject: "a", id: number), by: .system(request: "r"), in: session)
            }
          }
          if number.isMultiple(of: 3) { group.addTask { _ = try await database.write { try sealer.seal(limit: 7, in: $0) } } }
        }
        try await group.waitForAll()
      }
      while try await database.write({ try sealer.seal(limit: 7, in: $0) }) > 0 {}
      let (finding, sealed, total): (JournalFinding?, Int, Int) = try await database.read { session in
        (
          try JournalVerifier().verify(session, publishedHeads: []), try session.value("SELECT sum(entries) FROM journal_block"),
          try session.value("SELECT count(*) FROM journal_entry WHERE block IS NOT NULL")
        )
      }
      #expect(finding == nil)
      #expect((sealed, total) == (60, 60))
    }
  }
}
