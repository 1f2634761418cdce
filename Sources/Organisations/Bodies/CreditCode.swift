/// A unified social credit code (统一社会信用代码) by GB 32100-2015: 18 characters of an alphabet of 31. A wrong one is shown with a
/// warning and kept as it was given: registers hold wrong codes, and a clerk can only ask for the right one.
public struct CreditCode: Sendable, Hashable {
  public enum Warning: String, Sendable, CaseIterable {
    /// Not 18 characters.
    case length
    /// A character outside the alphabet (I O S V Z are not in it), or a letter in the division code.
    case character
    /// No registration authority and type of bodies begins so.
    case authority
    /// The inner organisation code (GB 11714), places 9 to 17, does not fit its own check character.
    case organisation
    /// The last character does not fit the others.
    case check
  }

  /// In capitals, without spaces and hyphens.
  public let text: String

  public init(_ raw: String) {
    text = String(raw.uppercased().filter { !$0.isWhitespace && $0 != "-" })
  }

  /// What does not fit, the gravest first; empty for a code that may well be right.
  public var warnings: [Warning] {
    let characters: [Character] = Array(text)
    guard characters.count == 18 else { return [.length] }
    guard let values = CreditCode.values(characters) else { return [.character] }
    var out: [Warning] = []
    if CreditCode.check(values) != values[17] { out.append(.check) }
    if !CreditCode.isKnownRegister(characters) { out.append(.authority) }
    if !CreditCode.fitsOrganisation(characters) { out.append(.organisation) }
    return out
  }

  /// The code that begins with 8 characters (authority, type, division) and 8 of the organisation, both check characters worked out.
  /// - Returns: nil when a character is outside the alphabet or the lengths are others.
  public static func made(register: String, organisation: String) -> CreditCode? {
    guard register.count == 8, organisation.count == 8, let inner = organisationCheck(Array(organisation)) else { return nil }
    let body: [Character] = Array(register + organisation + String(inner))
    guard let values = values(body + ["0"]) else { return nil }
    return CreditCode(String(body + [alphabet[check(values)]]))
  }

  // MARK: Arithmetic

  private static let alphabet: [Character] = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
  /// Powers of 3 modulo 31 (GB 32100-2015, annex A).
  private static let weights: [Int] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
  /// GB 11714.
  private static let organisationWeights: [Int] = [3, 7, 9, 10, 5, 8, 4, 2]

  /// The places of the characters in the alphabet; nil for a character that is not in it and for a division that is not digits.
  private static func values(_ characters: [Character]) -> [Int]? {
    let values: [Int] = characters.compactMap { alphabet.firstIndex(of: $0) }
    guard values.count == characters.count, values[2..<8].allSatisfy({ $0 < 10 }) else { return nil }
    return values
  }

  private static func check(_ values: [Int]) -> Int {
    var sum: Int = 0
    for (value, weight) in zip(values, weights) { sum += value * weight }
    return (31 - sum % 31) % 31
  }

  /// The check character of the inner code: letters count as 10 to 35, X stands for 10.
  private static func organisationCheck(_ characters: [Character]) -> Character? {
    var sum: Int = 0
    for (character, weight) in zip(characters, organisationWeights) {
      guard let value = Int(String(character), radix: 36) else { return nil }
      sum += value * weight
    }
    let rest: Int = 11 - sum % 11
    return rest == 10 ? "X" : rest == 11 ? "0" : Character(String(rest))
  }

  private static func fitsOrganisation(_ characters: [Character]) -> Bool {
    organisationCheck(Array(characters[8..<16])) == characters[16]
  }

  /// Registration authorities and the types each registers: table 1 of the standard with its first amendment, and the codes that civil
  /// affairs give to residents' and villagers' committees.
  private static let registers: [Character: String] = [
    "1": "12349", "2": "19", "3": "123459", "4": "19", "5": "1234569", "6": "129", "7": "129", "8": "19", "9": "1239", "A": "19", "N": "1239",
    "Y": "1",
  ]

  private static func isKnownRegister(_ characters: [Character]) -> Bool {
    registers[characters[0]]?.contains(characters[1]) ?? false
  }
}
