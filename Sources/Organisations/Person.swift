public import Ground

/// Someone who can hold posts. Name and telephone are personal data: the database keeps them sealed.
public struct Person: Sendable, Hashable {
  public let id: PersonID
  public var name: String
  /// As it was entered, without spaces and dashes.
  public var phone: String?
  /// Where the person was entered: who holds no post is found and kept there.
  public var place: Place?
  public var version: Int64

  public init(id: PersonID, name: String, phone: String? = nil, place: Place? = nil, version: Int64 = 1) {
    self.id = id
    self.name = name
    self.phone = phone
    self.place = place
    self.version = version
  }

  /// The telephone as lists show it: the first three and the last two digits, `138******42`. Shorter than seven, only the last two.
  public var maskedPhone: String? {
    guard let phone else { return nil }
    let shown: Int = phone.count >= 7 ? 3 : 0
    let hidden: Int = max(0, phone.count - shown - 2)
    return phone.prefix(shown) + String(repeating: "*", count: hidden) + phone.suffix(min(2, phone.count))
  }
}
