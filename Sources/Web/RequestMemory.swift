public import Ground
import Markup
public import SQL
import Vault

/// What a request's idempotency key means: nothing, or "answer as the first time".
///
/// The key is claimed first, then the effect happens, then the answer is written down, all in one transaction. A replay that
/// comes while the first is at work waits for its commit at the claim, so it never gets as far as the effect. Answers are
/// sealed, because they may hold a session's token or a follow link. A refusal undoes the claim with everything else.
public struct RequestMemory: Sendable {
  struct Claim: Sendable {
    /// The account, or the visitor's browser.
    let scope: String
    let key: String
    /// Of method, path, fields and files, keyed: a bare digest of a form that holds a password or a telephone could be guessed at.
    let fingerprint: [UInt8]
    let now: Moment
    let keys: KeyRing
    /// Puts the frame around a page, so that what is remembered is the whole answer.
    let render: @Sendable (Page) -> [UInt8]

    init(
      scope: String, key: String, fingerprint: [UInt8], now: Moment, keys: KeyRing, render: @escaping @Sendable (Page) -> [UInt8]
    ) {
      self.scope = scope
      self.key = key
      self.fingerprint = keys.sign(fingerprint, for: .lookUp)
      self.now = now
      self.keys = keys
      self.render = render
    }
  }

  /// nil when the request has no key.
  let claim: Claim?

  public init() { claim = nil }

  init(_ claim: Claim?) { self.claim = claim }

  /// How long answers are kept: 48 hours, in seconds.
  public static let retention: Int64 = 48 * 3600

  /// - Throws: ``Refusal`` `.keyReused`, and whatever the body throws.
  func once(in session: any Session, _ body: () throws -> Reply) throws -> Reply {
    guard let claim else { return try body() }
    guard try AnswerRecords.claim(claim, in: session) else { return try replay(claim, in: session) }
    var reply = try body()
    if case .page(let page) = reply.body { reply.body = .bytes(claim.render(page), type: "text/html; charset=utf-8") }
    try AnswerRecords.remember(claim, claim.sealed(reply), in: session)
    return reply
  }

  private func replay(_ claim: Claim, in session: any Session) throws -> Reply {
    guard let answer = try AnswerRecords.answer(claim, in: session) else {
      throw DatabaseRefusal(.serialization, detail: "an idempotency key was claimed and then not there")
    }
    guard Digest.areEqual(answer.fingerprint, claim.fingerprint) else { throw Refusal(.keyReused) }
    return try claim.opened(answer.sealed).with(header: "idempotent-replayed", "true")
  }

  /// Deletes answers older than a time, and returns how many.
  @discardableResult
  public static func forget(before time: Moment, in session: any Session) throws -> Int {
    try AnswerRecords.forget(before: time, in: session)
  }
}

extension RequestMemory.Claim {
  private var place: SealPlace { SealPlace(table: "web_answer", column: "answer_sealed", row: row) }

  /// An answer belongs to its fingerprint: eight bytes of it stand for the row.
  private var row: Int64 { fingerprint.prefix(8).reduce(0) { $0 << 8 | Int64($1) } }

  fileprivate func sealed(_ reply: Reply) -> [UInt8] { keys.seal(ReplyBytes.encode(reply), at: place).blob }

  fileprivate func opened(_ blob: [UInt8]) throws -> Reply { try ReplyBytes.decode(try keys.open(Sealed(blob: blob), at: place)) }
}
