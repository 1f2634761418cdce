public import Ground
import Vault

/// An authenticator that shares a secret with an account.
public struct SecondFactor: Sendable, Hashable {
  public let account: AccountID
  /// 20 bytes.
  public let secret: [UInt8]
  /// When a first code proved that it works; nil while it is being set up.
  public let confirmed: Moment?
  /// The newest step whose code was taken.
  let usedStep: Int64

  public var isConfirmed: Bool { confirmed != nil }

  /// The secret as one types it in, in groups of four.
  public var typed: String {
    var out: String = ""
    for (index, character) in Base32.encode(secret).enumerated() {
      if index > 0, index.isMultiple(of: 4) { out.append(" ") }
      out.append(character)
    }
    return out
  }
}

/// Codes on paper for the day on which the telephone is gone: twelve digits, so that the same keyboard types them, each good once.
enum RecoveryCode {
  static let count: Int = 10

  /// `0417-2290-8816`.
  static func fresh() -> String {
    let digits: [String] = Randomness.bytes(12).map { String($0 % 10) }
    return [digits[0..<4], digits[4..<8], digits[8..<12]].map { $0.joined() }.joined(separator: "-")
  }

  /// Without what people put between.
  static func folded(_ text: String) -> String { text.filter { $0.isASCII && $0.isNumber } }
}
