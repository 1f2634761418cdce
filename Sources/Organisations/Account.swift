import Foundation
public import Ground

/// The right to sign in, of one person.
public struct Account: Sendable, Hashable {
  public let id: AccountID
  /// The sign-in name, case-folded and normalised.
  public let name: String
  public let person: PersonID
  /// The scrypt hash with its parameters.
  public var hash: String
  public let created: Moment
  public var isDisabled: Bool
  /// The password was chosen by somebody else: the account gives nothing before its owner has chosen one.
  public var isTemporary: Bool
  public var version: Int64

  public init(
    id: AccountID, name: String, person: PersonID, hash: String, created: Moment, isDisabled: Bool = false, isTemporary: Bool = false,
    version: Int64 = 1
  ) {
    self.id = id
    self.name = Account.folded(name)
    self.person = person
    self.hash = hash
    self.created = created
    self.isDisabled = isDisabled
    self.isTemporary = isTemporary
    self.version = version
  }

  /// How sign-in names are compared: without the space around them, NFKC-normalised (full-width letters become ordinary ones), in lower case.
  public static func folded(_ name: String) -> String {
    let trimmed: String = name.trimmingCharacters(in: .whitespacesAndNewlines)
    return trimmed.precomposedStringWithCompatibilityMapping.lowercased()
  }
}
