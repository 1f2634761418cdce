import Ground
import RegexBuilder

/// A phone number as a person writes it, against the city's rule.
enum PhoneNumber {
  /// The number without spaces and dashes; nil when there is none.
  /// - Throws: ``Refusal`` `.invalid` that says how many digits there are and how many are expected.
  static func checked(_ typed: String?, _ rules: CityProfile.IntakeRules) throws -> String? {
    guard let typed else { return nil }
    let phone = String(typed.filter { !" -\u{3000}()".contains($0) })
    guard !phone.isEmpty else { return nil }
    let digits = phone.utf8.count { (0x30...0x39).contains($0) }
    guard digits == rules.phoneDigits, phone.count == digits else {
      let arguments = ["digits": "\(rules.phoneDigits)", "given": "\(digits)"]
      throw Refusal.invalid([FieldProblem("phone", "matter.problem.phone_digits", arguments)])
    }
    guard let pattern = try? Regex(rules.phonePattern), phone.wholeMatch(of: pattern) != nil else {
      throw Refusal.invalid([FieldProblem("phone", "matter.problem.phone")])
    }
    return phone
  }
}
