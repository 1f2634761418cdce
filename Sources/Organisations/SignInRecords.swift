import Ground
import SQL
import Vault

/// Counts failures by the digest of the name that was tried.
struct SignInRecords: Sendable {
  let keys: KeyRing

  enum Count: Equatable {
    /// This many failures in a row, the current attempt counted in advance.
    case counted(failures: Int)
    case locked(until: Moment)
  }

  /// Counts an attempt as a failure before the password is looked at, so that guesses made at the same time do not slip through together.
  func count(_ name: String, at now: Moment, in session: any Session) throws -> Count {
    let digest: String = digest(name)
    let forgotten: Moment = now.adding(seconds: -Lockout.memory)
    try session.run("DELETE FROM sign_in_count WHERE last_failed < \(forgotten)")
    let failures: Int? = try session.first(
      """
      INSERT INTO sign_in_count (name_digest, failed, last_failed, locked_until) VALUES (\(digest), 1, \(now), 0)
      ON CONFLICT (name_digest) DO UPDATE SET failed = sign_in_count.failed + 1, last_failed = \(now)
        WHERE sign_in_count.locked_until <= \(now)
      RETURNING failed
      """
    ) { try $0.at(0) }
    guard let failures else { return .locked(until: try lockedUntil(digest, in: session)) }
    try lock(digest, failures, at: now, in: session)
    return .counted(failures: failures)
  }

  /// The attempt was right after all.
  func forget(_ name: String, in session: any Session) throws {
    try session.run("DELETE FROM sign_in_count WHERE name_digest = \(digest(name))")
  }

  /// The attempt was right as far as it went, but more is asked: what failed before still counts.
  func release(_ name: String, in session: any Session) throws {
    try session.run("UPDATE sign_in_count SET failed = failed - 1, locked_until = 0 WHERE name_digest = \(digest(name)) AND failed > 0")
  }

  /// Until when names are locked; those that are not are left out.
  func locks(_ names: [String], at now: Moment, in session: any Session) throws -> [String: Moment] {
    let byDigest: [String: String] = Dictionary(names.map { (digest($0), $0) }, uniquingKeysWith: { first, _ in first })
    var out: [String: Moment] = [:]
    let query: Query =
      "SELECT name_digest, locked_until FROM sign_in_count WHERE name_digest IN (\(list: byDigest.keys.sorted())) AND locked_until > \(now)"
    try session.each(query) { row in
      if let name = byDigest[try row.at(0)] { out[name] = try row.at(1) }
    }
    return out
  }

  private func lock(_ digest: String, _ failures: Int, at now: Moment, in session: any Session) throws {
    let delay: Int64 = Lockout.delay(afterFailures: failures)
    guard delay > 0 else { return }
    try session.run("UPDATE sign_in_count SET locked_until = \(now.adding(seconds: delay)) WHERE name_digest = \(digest)")
  }

  private func lockedUntil(_ digest: String, in session: any Session) throws -> Moment {
    try session.value("SELECT locked_until FROM sign_in_count WHERE name_digest = \(digest)")
  }

  /// Keyed, so that the table does not tell which names were tried.
  private func digest(_ name: String) -> String {
    let message: [UInt8] = Array("sign-in \(Account.folded(name))".utf8)
    return Hex.encode(keys.sign(message, for: .lookUp))
  }
}
