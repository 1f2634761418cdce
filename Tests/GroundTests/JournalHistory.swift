import Ground
import SQL
import Testkit

/// A journal with some sealed blocks and some unsealed entries, made the same way for the same seed.
struct JournalHistory {
  let clock: FakeClock = FakeClock()
  let ids: IdentifierMaker
  let journal: Journal
  let sealer: JournalSealer
  var generator: SeededGenerator

  init(seed: UInt64) {
    ids = IdentifierMaker(node: 1, timepiece: clock.timepiece)
    journal = Journal(ids: ids, timepiece: clock.timepiece)
    sealer = JournalSealer(timepiece: clock.timepiece)
    generator = SeededGenerator(seed: seed)
  }

  private static let verbs: [String] = ["matter.registered", "matter.dispatched", "account.created", "contact.revealed"]
  private static let words: [String] = ["", "done", "派单", "𠮷", "a\"b\\c", "line\nbreak", "{\"x\":1}", "🧑‍🔧", "\u{1f}"]

  mutating func append(_ count: Int, in session: any Session) throws {
    for _ in 0..<count {
      clock.advance(milliseconds: Int64.random(in: 0...2000, using: &generator))
      var draft = JournalDraft(pick(Self.verbs), subject: "matter", id: Int64.random(in: 1...5, using: &generator))
      if Bool.random(using: &generator) { draft.place = Place(Int64.random(in: 1...1000, using: &generator)) }
      if Bool.random(using: &generator) { draft.acting = PostID(Int64.random(in: 1...1000, using: &generator)) }
      for _ in 0..<Int.random(in: 0...3, using: &generator) { draft.before[pick(Self.words)] = pick(Self.words) }
      for _ in 0..<Int.random(in: 0...3, using: &generator) { draft.after[pick(Self.words)] = pick(Self.words) }
      try journal.append(draft, by: caller(), in: session)
    }
  }

  /// Blocks of the given sizes, then unsealed entries. Returns the published heads.
  mutating func make(blocks: [Int], unsealed: Int, in session: any Session) throws -> [JournalHead] {
    var heads: [JournalHead] = []
    for size in blocks {
      try append(size, in: session)
      _ = try sealer.seal(limit: size, in: session)
      if let head = try sealer.head(in: session) { heads.append(head) }
    }
    try append(unsealed, in: session)
    return heads
  }

  private mutating func caller() -> Caller {
    if Bool.random(using: &generator) { return .visitor(request: "r\(Int.random(in: 0...99, using: &generator))") }
    return Caller(
      account: AccountID(Int64.random(in: 1...9, using: &generator)), person: PersonID(Int64.random(in: 1...9, using: &generator)),
      name: "王", holdings: [], request: "请求")
  }

  private mutating func pick(_ from: [String]) -> String { from.randomElement(using: &generator) ?? "" }
}

/// Runs a body and takes back what it did.
func undone(in session: any Session, _ body: () throws -> Void) throws {
  struct Undo: Error {}
  do {
    try session.attempt {
      try body()
      throw Undo()
    }
  } catch is Undo {}
}
