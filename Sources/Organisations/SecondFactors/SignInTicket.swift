import Ground
import Vault

/// What stands between the password and the code: that this account's password was right a moment ago. Signed, five minutes good, and
/// void once the account has changed.
struct SignInTicket: Sendable {
  /// Seconds.
  static let life: Int64 = 300
  /// Of the text, for the form's field.
  static let longest: Int = 200

  let keys: KeyRing

  func issue(_ account: Account, at now: Moment) -> String {
    let text: [UInt8] = Array("\(account.id) \(account.version) \(now.adding(seconds: SignInTicket.life).milliseconds)".utf8)
    return "\(Base64URL.encode(text)).\(Base64URL.encode(keys.sign(text, for: .signIn)))"
  }

  /// The account's id and version; nil when the ticket is none of ours or its time is over.
  func read(_ ticket: String, at now: Moment) -> (account: AccountID, version: Int64)? {
    let halves: [Substring] = ticket.split(separator: ".", omittingEmptySubsequences: false)
    guard halves.count == 2, let text = Base64URL.decode(String(halves[0])), let signature = Base64URL.decode(String(halves[1])),
      keys.verify(signature, of: text, for: .signIn)
    else { return nil }
    let parts: [Substring] = String(decoding: text, as: UTF8.self).split(separator: " ")
    guard parts.count == 3, let account = AccountID(String(parts[0])), let version = Int64(parts[1]), let end = Int64(parts[2]),
      now.milliseconds < end
    else { return nil }
    return (account, version)
  }
}
