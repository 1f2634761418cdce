public import Ground

/// The city's pattern of area codes: how many digits each level has, from the city down.
public struct AreaCode: Sendable, Hashable {
  private let levels: [CityProfile.Level]

  public init(levels: [CityProfile.Level]) { self.levels = levels }

  /// The level whose codes have this length, if the code is digits only.
  public func level(of code: String) -> CityProfile.Level? {
    guard code.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return levels.first { $0.digits == code.utf8.count }
  }

  /// The code of the area above: the digits of the level above, or nil at the top.
  public func above(_ code: String) -> String? {
    guard let index = levels.firstIndex(where: { $0.digits == code.utf8.count }), index > 0 else { return nil }
    return String(code.prefix(levels[index - 1].digits))
  }

  /// The code of the nth area (from 1) under another, its number padded to the level below: `220202001` and 4 is `220202001004`.
  /// - Returns: nil at the lowest level, or when the number has more digits than the level leaves.
  public func below(_ code: String, number: Int) -> String? {
    guard let index = levels.firstIndex(where: { $0.digits == code.utf8.count }), index + 1 < levels.count else { return nil }
    let width = levels[index + 1].digits - levels[index].digits
    let digits = String(number)
    guard number > 0, digits.utf8.count <= width else { return nil }
    return code + String(repeating: "0", count: width - digits.utf8.count) + digits
  }
}
