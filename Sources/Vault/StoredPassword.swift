import Foundation

/// `$scrypt$ln=15,r=8,p=3$salt$hash`, salt and hash in base64 without padding, as the PHC string format has it.
struct StoredPassword: Equatable, CustomStringConvertible {
  let cost: PasswordHasher.Cost
  let salt: [UInt8]
  let key: [UInt8]

  init(cost: PasswordHasher.Cost, salt: [UInt8], key: [UInt8]) {
    self.cost = cost
    self.salt = salt
    self.key = key
  }

  init?(_ text: String) {
    let parts: [Substring] = text.split(separator: "$", omittingEmptySubsequences: false)
    guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt", let cost = StoredPassword.cost(parts[2]) else { return nil }
    guard let salt = StoredPassword.bytes(parts[3]), let key = StoredPassword.bytes(parts[4]) else { return nil }
    guard (8...64).contains(salt.count), (16...64).contains(key.count) else { return nil }
    self.init(cost: cost, salt: salt, key: key)
  }

  var description: String {
    "$scrypt$ln=\(cost.log2N),r=\(cost.r),p=\(cost.p)$\(StoredPassword.text(salt))$\(StoredPassword.text(key))"
  }

  private static func cost(_ text: Substring) -> PasswordHasher.Cost? {
    let fields: [Substring] = text.split(separator: ",", omittingEmptySubsequences: false)
    guard fields.count == 3, let log2N = number(fields[0], "ln="), let r = number(fields[1], "r="), let p = number(fields[2], "p=") else {
      return nil
    }
    return PasswordHasher.Cost(log2N: log2N, r: r, p: p)
  }

  private static func number(_ field: Substring, _ name: String) -> Int? {
    field.hasPrefix(name) ? Int(field.dropFirst(name.count)) : nil
  }

  private static func text(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString().replacing("=", with: "")
  }

  private static func bytes(_ text: Substring) -> [UInt8]? {
    let padded: String = text + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
    return Data(base64Encoded: padded).map { [UInt8]($0) }
  }
}
