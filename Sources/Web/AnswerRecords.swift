import Ground
import SQL

/// The table of answers by idempotency key.
enum AnswerRecords {
  struct Answer: Sendable {
    let fingerprint: [UInt8]
    let sealed: [UInt8]
  }

  /// Takes the key for this request; false when somebody has it. On PostgreSQL the statement waits for a transaction that
  /// is about to take the same key.
  static func claim(_ claim: RequestMemory.Claim, in session: any Session) throws -> Bool {
    let inserted = try session.run(
      """
      INSERT INTO web_answer (scope, request_key, fingerprint, created_at)
      VALUES (\(claim.scope), \(claim.key), \(claim.fingerprint), \(claim.now)) ON CONFLICT (scope, request_key) DO NOTHING
      """)
    return inserted == 1
  }

  static func remember(_ claim: RequestMemory.Claim, _ sealed: [UInt8], in session: any Session) throws {
    try session.run("UPDATE web_answer SET answer_sealed = \(sealed) WHERE scope = \(claim.scope) AND request_key = \(claim.key)")
  }

  static func answer(_ claim: RequestMemory.Claim, in session: any Session) throws -> Answer? {
    try session.first("SELECT fingerprint, answer_sealed FROM web_answer WHERE scope = \(claim.scope) AND request_key = \(claim.key)") { row in
      Answer(fingerprint: try row.at(0), sealed: try row.at(1))
    }
  }

  static func forget(before time: Moment, in session: any Session) throws -> Int {
    try session.run("DELETE FROM web_answer WHERE created_at < \(time)")
  }
}
