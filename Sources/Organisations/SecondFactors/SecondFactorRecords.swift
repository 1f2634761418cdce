import Ground
import SQL
import Vault

struct SecondFactorRecords: Sendable {
  let keys: KeyRing

  func factor(_ account: AccountID, in session: any Session) throws -> SecondFactor? {
    try session.first("SELECT secret_sealed, confirmed, used_step FROM second_factor WHERE account_id = \(account)") { row in
      let secret: [UInt8] = try keys.open(Sealed(blob: row.at(0)), at: SecondFactorRecords.place(account))
      return SecondFactor(account: account, secret: secret, confirmed: try row.at(1), usedStep: try row.at(2))
    }
  }

  func isConfirmed(_ account: AccountID, in session: any Session) throws -> Bool {
    try session.first("SELECT 1 FROM second_factor WHERE account_id = \(account) AND confirmed IS NOT NULL") != nil
  }

  /// A new secret in place of one that was never confirmed.
  func begin(_ account: AccountID, _ secret: [UInt8], at now: Moment, in session: any Session) throws {
    let sealed: [UInt8] = keys.seal(secret, at: SecondFactorRecords.place(account)).blob
    try session.run(
      """
      INSERT INTO second_factor (account_id, secret_sealed, begun, confirmed, used_step) VALUES (\(account), \(sealed), \(now), NULL, 0)
      ON CONFLICT (account_id) DO UPDATE SET secret_sealed = \(sealed), begun = \(now), used_step = 0 WHERE second_factor.confirmed IS NULL
      """)
  }

  func confirm(_ account: AccountID, at now: Moment, in session: any Session) throws {
    try session.run("UPDATE second_factor SET confirmed = \(now), version = version + 1 WHERE account_id = \(account) AND confirmed IS NULL")
  }

  /// Marks a step as used; false when another request was faster with it.
  func take(_ step: Int64, of account: AccountID, in session: any Session) throws -> Bool {
    try session.run("UPDATE second_factor SET used_step = \(step) WHERE account_id = \(account) AND used_step < \(step)") == 1
  }

  /// Whether there was one.
  func remove(_ account: AccountID, in session: any Session) throws -> Bool {
    try session.run("DELETE FROM recovery_code WHERE account_id = \(account)")
    return try session.run("DELETE FROM second_factor WHERE account_id = \(account)") > 0
  }

  // MARK: Recovery codes

  func replaceRecoveryCodes(_ codes: [String], of account: AccountID, in session: any Session) throws {
    try session.run("DELETE FROM recovery_code WHERE account_id = \(account)")
    for code in codes {
      let digest: [UInt8] = keys.sign(message(code, account), for: .recoveryCode)
      try session.run("INSERT INTO recovery_code (account_id, digest) VALUES (\(account), \(digest))")
    }
  }

  /// Uses a code up; false when it is none or was used before.
  func takeRecoveryCode(_ code: String, of account: AccountID, at now: Moment, in session: any Session) throws -> Bool {
    let digests: [[UInt8]] = keys.signatures(of: message(code, account), for: .recoveryCode)
    return try session.run(
      "UPDATE recovery_code SET used = \(now) WHERE account_id = \(account) AND digest IN (\(list: digests)) AND used IS NULL") > 0
  }

  func recoveryCodesLeft(_ account: AccountID, in session: any Session) throws -> Int {
    try session.value("SELECT COUNT(*) FROM recovery_code WHERE account_id = \(account) AND used IS NULL")
  }

  private func message(_ code: String, _ account: AccountID) -> [UInt8] { Array("\(account) \(RecoveryCode.folded(code))".utf8) }

  private static func place(_ account: AccountID) -> SealPlace { SealPlace(table: "second_factor", column: "secret", row: account.raw) }
}
