import Ground
import SQL
import Testing
import Testkit

/// Everything someone with full access to the database may try.
@Suite("tampering is found")
struct TamperTests {
  private typealias Tampering = @Sendable (any Session, _ ids: [Int64]) throws -> Void

  /// Three blocks of 5 entries and 3 that are not sealed; then each tampering by itself, and what the verifier says of it.
  private func findings(_ engine: EngineKind, publishing: Bool = true, _ tamperings: [Tampering]) async throws -> [JournalFinding?] {
    try await withDatabase(engine, JournalSchema.migrations) { database in
      let heads = try await database.write { session in
        var history = JournalHistory(seed: 99)
        return try history.make(blocks: [5, 5, 5], unsealed: 3, in: session)
      }
      let published = publishing ? heads : []
      let before = try await database.read { try JournalVerifier().verify($0, publishedHeads: heads) }
      #expect(before == nil)
      return try await database.write { session in
        let ids: [Int64] = try session.rows("SELECT id FROM journal_entry ORDER BY id") { try $0.at(0) }
        var out: [JournalFinding?] = []
        for tamper in tamperings {
          try undone(in: session) {
            try tamper(session, ids)
            out.append(try JournalVerifier().verify(session, publishedHeads: published))
          }
        }
        return out
      }
    }
  }

  private func finding(_ engine: EngineKind, publishing: Bool = true, _ tamper: @escaping Tampering) async throws -> JournalFinding? {
    try await findings(engine, publishing: publishing, [tamper])[0]
  }

  static let edits: [(String, Query)] = [
    ("at", "at = at + 1"), ("verb", "verb = 'x.y'"), ("subject", "subject = 'post'"), ("subject_id", "subject_id = subject_id + 1"),
    ("place", "place = COALESCE(place, 0) + 1"), ("account_id", "account_id = COALESCE(account_id, 0) + 1"),
    ("person_id", "person_id = COALESCE(person_id, 0) + 1"), ("acting_post_id", "acting_post_id = COALESCE(acting_post_id, 0) + 1"),
    ("request", "request = request || ' '"), ("before", "before = '{\"a\":\"b\"}'"), ("after", "after = '{ }'"),
    ("id", "id = id + 1"), ("digest", "digest = \(Array(repeating: UInt8(7), count: 32))"),
  ]

  @Test("an edit of any column of any entry, sealed or not", arguments: EngineKind.allCases)
  func edits(engine: EngineKind) async throws {
    let places: [Int] = [0, 7, 14, 17]
    for index in places {
      let tamperings: [Tampering] = Self.edits.map(\.1).map { change in
        { session, ids in
          let changed = try session.run("UPDATE journal_entry SET \(change) WHERE id = \(ids[index])")
          #expect(changed == 1)
        }
      }
      let found = try await findings(engine, tamperings)
      for (finding, column) in zip(found, Self.edits.map(\.0)) {
        #expect(finding?.kind == .entryAltered, "\(column) of entry \(index)")
        #expect(finding?.block == (index < 15 ? Int64(index / 5 + 1) : nil), "\(column) of entry \(index)")
      }
    }
  }

  @Test("an edit whose digest is recomputed", arguments: EngineKind.allCases)
  func recomputed(engine: EngineKind) async throws {
    let finding = try await finding(engine) { session, ids in
      let old = try #require(try TamperTests.entry(ids[6], in: session))
      let forged = JournalEntry(
        id: old.id, at: old.at, verb: "matter.closed", subject: old.subject, subjectID: old.subjectID, place: old.place,
        account: old.account, person: old.person, acting: old.acting, request: old.request, before: old.before, after: old.after)
      try session.run("UPDATE journal_entry SET verb = \(forged.verb), digest = \(forged.digest) WHERE id = \(ids[6])")
    }
    #expect(finding == JournalFinding(.entriesChanged, block: 2))
  }

  @Test("a deletion from a block, at either end or within", arguments: EngineKind.allCases)
  func deletion(engine: EngineKind) async throws {
    for index in [5, 7, 9] {
      let finding = try await finding(engine) { try $0.run("DELETE FROM journal_entry WHERE id = \($1[index])") }
      #expect(finding == JournalFinding(.entriesChanged, block: 2))
    }
  }

  @Test("an insertion into a block, its digest right", arguments: EngineKind.allCases)
  func insertion(engine: EngineKind) async throws {
    let finding = try await finding(engine) { session, ids in
      let old = try #require(try TamperTests.entry(ids[12], in: session))
      let forged = JournalEntry(
        id: JournalEntryID(ids[12] + 1), at: old.at, verb: old.verb, subject: old.subject, subjectID: old.subjectID, place: old.place,
        account: old.account, person: old.person, acting: old.acting, request: old.request, before: old.before, after: old.after)
      try session.run(
        """
        INSERT INTO journal_entry (id, at, verb, subject, subject_id, place, account_id, person_id, acting_post_id, request, before, after, digest, block)
        SELECT \(forged.id), at, verb, subject, subject_id, place, account_id, person_id, acting_post_id, request, before, after, \(forged.digest), block
        FROM journal_entry WHERE id = \(ids[12])
        """)
    }
    #expect(finding == JournalFinding(.entriesChanged, block: 3))
  }

  @Test("two entries that change places", arguments: EngineKind.allCases)
  func swap(engine: EngineKind) async throws {
    let contents = try await finding(engine) { session, ids in
      for (from, to): (Int64, Int64) in [(ids[1], -1), (ids[2], ids[1]), (-1, ids[2])] {
        try session.run("UPDATE journal_entry SET id = \(to) WHERE id = \(from)")
      }
    }
    #expect(contents?.kind == .entryAltered)
    let blocks = try await finding(engine) { session, ids in
      try session.run("UPDATE journal_entry SET block = 2 WHERE id = \(ids[4])")
      try session.run("UPDATE journal_entry SET block = 1 WHERE id = \(ids[5])")
    }
    #expect(blocks == JournalFinding(.entriesChanged, block: 1))
  }

  @Test("an entry taken out of its block, or put into one that does not exist", arguments: EngineKind.allCases)
  func moved(engine: EngineKind) async throws {
    let out = try await finding(engine) { try $0.run("UPDATE journal_entry SET block = NULL WHERE id = \($1[8])") }
    #expect(out == JournalFinding(.entriesChanged, block: 2))
    for number: Int64 in [-1, 0, 4] {
      let stray = try await finding(engine) { try $0.run("UPDATE journal_entry SET block = \(number) WHERE id = \($1[17])") }
      #expect(stray == JournalFinding(.blockMissing, block: number))
    }
  }

  @Test("an edit of any column of a block", arguments: EngineKind.allCases)
  func blockEdits(engine: EngineKind) async throws {
    let zeros = Array(repeating: UInt8(0), count: 32)
    let changes: [Query] = [
      "first_entry = first_entry + 1", "last_entry = last_entry + 1", "entries = entries + 1", "previous = \(zeros)", "root = \(zeros)",
      "head = \(zeros)", "sealed_at = sealed_at + 1",
    ]
    for change in changes {
      let finding = try await finding(engine) { session, _ in try session.run("UPDATE journal_block SET \(change) WHERE seq = 2") }
      #expect(finding == JournalFinding(.blockAltered, block: 2), "\(change.text)")
    }
    let renumbered = try await finding(engine) { session, _ in try session.run("UPDATE journal_block SET seq = 9 WHERE seq = 2") }
    #expect(renumbered == JournalFinding(.blockMissing, block: 2))
  }

  @Test("a block that is deleted, with its entries or without", arguments: EngineKind.allCases)
  func blockDeleted(engine: EngineKind) async throws {
    for number: Int64 in [1, 2, 3] {
      let alone = try await finding(engine, publishing: false) { session, _ in try session.run("DELETE FROM journal_block WHERE seq = \(number)") }
      #expect(alone == JournalFinding(.blockMissing, block: number))
    }
    let whole = try await finding(engine, publishing: false) { session, _ in
      try session.run("DELETE FROM journal_entry WHERE block = 2")
      try session.run("DELETE FROM journal_block WHERE seq = 2")
    }
    #expect(whole == JournalFinding(.blockMissing, block: 2))
  }

  @Test("a tail cut off clean is found by the published heads", arguments: EngineKind.allCases)
  func cut(engine: EngineKind) async throws {
    let finding = try await finding(engine) { session, _ in
      try session.run("DELETE FROM journal_entry WHERE block >= 2 OR block IS NULL")
      try session.run("DELETE FROM journal_block WHERE seq >= 2")
    }
    #expect(finding == JournalFinding(.blockMissing, block: 2))
  }

  @Test("everything deleted is found by the published heads", arguments: EngineKind.allCases)
  func emptied(engine: EngineKind) async throws {
    let finding = try await finding(engine) { session, _ in
      try session.run("DELETE FROM journal_entry")
      try session.run("DELETE FROM journal_block")
    }
    #expect(finding == JournalFinding(.blockMissing, block: 1))
  }

  @Test("a chain rewritten with all its digests and heads is found by the published heads", arguments: EngineKind.allCases)
  func rewritten(engine: EngineKind) async throws {
    let finding = try await finding(engine) { session, ids in
      try session.run("DELETE FROM journal_block WHERE seq >= 2")
      try session.run("UPDATE journal_entry SET block = NULL WHERE block >= 2")
      try session.run("DELETE FROM journal_entry WHERE id = \(ids[7])")
      let sealer = JournalSealer(timepiece: FakeClock().timepiece)
      while try sealer.seal(limit: 5, in: session) > 0 {}
    }
    #expect(finding == JournalFinding(.headDiffers, block: 2))
  }

  @Test("a text in a column of numbers, which SQLite keeps")
  func wrongKind() async throws {
    let entry = try await finding(.sqlite) { try $0.run("UPDATE journal_entry SET subject_id = 'x' WHERE id = \($1[3])") }
    #expect(entry?.kind == .entryAltered)
    let digest = try await finding(.sqlite) { try $0.run("UPDATE journal_entry SET digest = 'x' WHERE id = \($1[3])") }
    #expect(digest?.kind == .entryAltered)
    let block = try await finding(.sqlite) { session, _ in try session.run("UPDATE journal_block SET sealed_at = 'x' WHERE seq = 3") }
    #expect(block == JournalFinding(.blockAltered, block: 3))
  }

  private static func entry(_ id: Int64, in session: any Session) throws -> JournalEntry? {
    let subject: Int64 = try session.value("SELECT subject_id FROM journal_entry WHERE id = \(id)")
    return try JournalRecords.entries(subject: "matter", id: subject, in: session).first { $0.id.raw == id }
  }
}
