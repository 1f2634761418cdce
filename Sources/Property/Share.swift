import Ground

/// Part of a whole, as a rate is told: numerator, denominator, and the percentage to one place.
struct Share: Sendable, Hashable {
  let part: Int64
  let whole: Int64

  init(_ part: Int64, of whole: Int64) {
    self.part = part
    self.whole = whole
  }

  init(_ part: Int, of whole: Int) { self.init(Int64(part), of: Int64(whole)) }

  /// Rounded half up, in thousandths; nil of nothing.
  var permille: Int64? { whole == 0 ? nil : (part * 2000 + whole) / (2 * whole) }

  var text: String { permille.map { "\($0 / 10).\($0 % 10)%" } ?? "—" }
}

/// An amount in fen, as it is typed and shown: yuan with two places.
enum Yuan {
  static func fen(_ yuan: Double) -> Int64 { Int64((yuan * 100).rounded()) }

  static func text(_ fen: Int64, _ words: Words) -> String {
    let (yuan, rest): (Int64, Int64) = (fen / 100, fen % 100)
    return rest == 0 ? words.number(Int(yuan)) : "\(words.number(Int(yuan))).\(rest < 10 ? "0" : "")\(rest)"
  }
}
