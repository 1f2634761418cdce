import Ground
import Vault

/// The number a person reads out on the phone: eight random digits and a check digit, said in groups of three.
///
/// It tells nothing about how many matters there are, and opens nothing by itself. The check digit is ISO/IEC 7064
/// MOD 11,10, which finds every single wrong digit and nearly every swapped pair.
public struct MatterNumber: Hashable, Sendable, CustomStringConvertible {
  /// Nine digits without spaces.
  public let digits: String

  /// What a person typed: digits with any spaces or dashes. nil when it is not nine digits or the check digit is wrong.
  public init?(typed: String) {
    let digits = typed.filter { !" -\u{3000}\u{2013}".contains($0) }
    guard digits.count == 9, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    guard MatterNumber.check(digits.dropLast()) == digits.last else { return nil }
    self.digits = digits
  }

  /// A new number from eight digits.
  init(payload: Int) {
    let text = String(payload)
    let padded = String(repeating: "0", count: max(0, 8 - text.count)) + text
    digits = padded + String(MatterNumber.check(padded[...]))
  }

  static func random() -> MatterNumber { MatterNumber(payload: Int.random(in: 10_000_000...99_999_999)) }

  /// `482 730 619`
  public var description: String {
    let all = Array(digits)
    return "\(String(all[0..<3])) \(String(all[3..<6])) \(String(all[6..<9]))"
  }

  private static func check(_ payload: Substring) -> Character {
    var product = 10
    for digit in payload.utf8 {
      var sum = (product + Int(digit) - 0x30) % 10
      if sum == 0 { sum = 10 }
      product = sum * 2 % 11
    }
    return Character(String((11 - product) % 10))
  }
}
