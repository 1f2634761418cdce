import Pictures

/// Reads a code back as a scanner does, so that the encoder is not its own judge: the format bits, the mask, the zigzag and the
/// segments. Only codes up to version 3 (29 modules), whose data stands in one block.
struct QRReader {
  let code: QRCode

  /// The two bits that name the error correction level: 0 is M.
  var level: Int { format >> 13 }

  private var mask: Int { (format >> 10) & 7 }

  /// The 15 format bits around the upper left finder, the constant mask of the standard removed.
  private var format: Int {
    let columns: [(Int, Int)] = (0...5).map { ($0, 8) } + [(7, 8), (8, 8), (8, 7)] + (0...5).reversed().map { (8, $0) }
    var bits = 0
    for (x, y) in columns { bits = bits << 1 | (code.isDark(x, y) ? 1 : 0) }
    return bits ^ 0b101_0100_0001_0010
  }

  func text() -> String? {
    let bits: [Bool] = Array(dataBits().prefix(capacity))
    var position = 0
    func take(_ count: Int) -> Int {
      var number = 0
      for _ in 0..<count {
        number = number << 1 | (position < bits.count && bits[position] ? 1 : 0)
        position += 1
      }
      return number
    }
    var bytes: [UInt8] = []
    while position + 4 <= bits.count {
      switch take(4) {
      case 0: return String(validating: bytes, as: UTF8.self)
      case 4: for _ in 0..<take(8) { bytes.append(UInt8(take(8))) }
      case 1: bytes += QRReader.digits(count: take(10), take: take)
      case 2: bytes += QRReader.letters(count: take(9), take: take)
      default: return nil
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }

  /// Bits of data in versions 1, 2 and 3 at level M; behind them stand the correction bytes. A full code has no terminator.
  private var capacity: Int { ([21: 16, 25: 28, 29: 44][code.size] ?? 0) * 8 }

  private static func digits(count: Int, take: (Int) -> Int) -> [UInt8] {
    var out = ""
    var rest = count
    while rest > 0 {
      let width: Int = min(rest, 3)
      let group = String(take([4, 7, 10][width - 1]))
      out += String(repeating: "0", count: width - group.count) + group
      rest -= width
    }
    return Array(out.utf8)
  }

  private static func letters(count: Int, take: (Int) -> Int) -> [UInt8] {
    let alphabet: [UInt8] = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:".utf8)
    var out: [UInt8] = []
    for _ in 0..<count / 2 {
      let pair: Int = take(11)
      out += [alphabet[pair / 45], alphabet[pair % 45]]
    }
    return count.isMultiple(of: 2) ? out : out + [alphabet[take(6)]]
  }

  /// Two columns at a time from the right, up and down in turn, over everything that is not a function pattern.
  private func dataBits() -> [Bool] {
    var bits: [Bool] = []
    var right: Int = code.size - 1
    var upwards = true
    while right > 0 {
      if right == 6 { right = 5 }
      for step in 0..<code.size {
        let y: Int = upwards ? code.size - 1 - step : step
        for x in [right, right - 1] where !isFunction(x, y) {
          bits.append(code.isDark(x, y) != isMasked(x, y))
        }
      }
      upwards.toggle()
      right -= 2
    }
    return bits
  }

  private func isFunction(_ x: Int, _ y: Int) -> Bool {
    let last: Int = code.size - 1
    if x == 6 || y == 6 { return true }
    if (x <= 8 && y <= 8) || (x >= last - 7 && y <= 8) || (x <= 8 && y >= last - 7) { return true }
    // From version 2 on one alignment pattern stands 7 modules from the lower right corner.
    return code.size > 21 && abs(x - (last - 6)) <= 2 && abs(y - (last - 6)) <= 2
  }

  private func isMasked(_ x: Int, _ y: Int) -> Bool {
    switch mask {
    case 0: (x + y).isMultiple(of: 2)
    case 1: y.isMultiple(of: 2)
    case 2: x.isMultiple(of: 3)
    case 3: (x + y).isMultiple(of: 3)
    case 4: (y / 2 + x / 3).isMultiple(of: 2)
    case 5: x * y % 2 + x * y % 3 == 0
    case 6: (x * y % 2 + x * y % 3).isMultiple(of: 2)
    default: ((x + y) % 2 + x * y % 3).isMultiple(of: 2)
    }
  }
}
