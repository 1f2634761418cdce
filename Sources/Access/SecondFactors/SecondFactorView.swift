import Ground
import Organisations

/// What the owner of an account is shown about the second factor.
struct SecondFactorView: Sendable {
  let account: String
  let standing: SecondFactorDesk.Standing
  /// Whether some role in office needs it: then it cannot be taken away.
  let isRequired: Bool
  /// For the authenticator's list.
  let issuer: String

  enum State: String, CaseIterable { case none, pending, set }

  var state: State {
    guard let factor = standing.factor else { return .none }
    return factor.isConfirmed ? .set : .pending
  }

  /// What the picture says (Key Uri Format of the Google Authenticator, which the others read too).
  static func uri(_ factor: SecondFactor, account: String, issuer: String, encode: (String) -> String) -> String {
    let label: String = "\(encode(issuer)):\(encode(account))"
    let secret: String = factor.typed.filter { $0 != " " }
    return "otpauth://totp/\(label)?secret=\(secret)&issuer=\(encode(issuer))&algorithm=SHA1&digits=6&period=30"
  }
}
