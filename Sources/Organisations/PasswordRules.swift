public import Foundation
public import Ground

/// What a new password must be: long enough, not the sign-in name, not one of the commonest. Nothing about kinds of characters
/// (NIST SP 800-63B, 5.1.1.2).
public struct PasswordRules: Sendable {
  public static let shortest: Int = 8
  /// Enough for any sentence; scrypt's time does not depend on it.
  public static let longest: Int = 128

  private let commonest: Set<String>

  public init(commonest: Set<String>) { self.commonest = commonest }

  /// Reads `passwords.txt`: one password a line, lines that start with `#` aside.
  public init(contentsOf file: URL) throws {
    let lines: [Substring] = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    self.init(commonest: Set(lines.filter { !$0.hasPrefix("#") }.map { $0.lowercased() }))
  }

  /// What is wrong with a new password; nil when nothing is.
  public func problem(_ password: String, account name: String, field: String) -> FieldProblem? {
    let length: Int = password.unicodeScalars.count
    if length < PasswordRules.shortest {
      return FieldProblem(
        field, "organisations.password_short", ["count": String(length), "shortest": String(PasswordRules.shortest)])
    }
    if length > PasswordRules.longest {
      return FieldProblem(field, "organisations.password_long", ["count": String(length), "longest": String(PasswordRules.longest)])
    }
    if Account.folded(password) == Account.folded(name) { return FieldProblem(field, "organisations.password_is_name") }
    if commonest.contains(password.lowercased()) { return FieldProblem(field, "organisations.password_common") }
    return nil
  }
}
