/// A random source that gives the same numbers for the same seed, on every machine: SplitMix64 (Steele, Lea, Flood 2014).
/// For demo data and tests only; it can be guessed.
public struct DemoGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    return DemoGenerator.mixed(state)
  }

  static func mixed(_ number: UInt64) -> UInt64 {
    var mixed = number
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// Splits a total into parts of about the same size, each within `bounds` as far as the total allows.
  mutating func parts(of total: Int, into count: Int, within bounds: ClosedRange<Int>) -> [Int] {
    guard count > 0 else { return [] }
    var parts: [Int] = []
    for _ in 0..<count { parts.append(Int.random(in: bounds, using: &self)) }
    var rest = total - parts.reduce(0, +)
    // Beyond these bounds for lack of room there is only the even share left to give.
    let widest = min(bounds.lowerBound, total / count)...max(bounds.upperBound, (total + count - 1) / count)
    while rest != 0 {
      let index = Int.random(in: 0..<count, using: &self)
      let step = rest.signum()
      guard widest.contains(parts[index] + step) else { continue }
      parts[index] += step
      rest -= step
    }
    return parts
  }
}
