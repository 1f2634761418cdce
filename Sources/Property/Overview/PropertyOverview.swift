import Ground
import Places

/// Where the management of estates stands in an area. Every number is the length of a list.
struct PropertyOverview: Sendable {
  /// At so many of the estates stands a body of the kind.
  struct Kind: Sendable {
    let kind: String
    let count: Int
  }

  struct Register: Sendable {
    let register: CityProfile.PropertyRegister
    let lines: [Line]
    /// With all points of the checklist; nil without one.
    let complete: Int?
    /// Of the current entries, those that are in the register this one expects; nil when it expects none.
    let expected: Int?
    let people: People?

    var total: Int { lines.map(\.count).reduce(0, +) }
  }

  struct Line: Sendable {
    let item: String
    let level: String?
    let count: Int
  }

  /// The people whom the current entries count.
  struct People: Sendable {
    let all: Int
    let party: Int
    /// Entries with at least half.
    let half: Int
  }

  /// The fees of the periods that began in a year, in fen.
  struct Year: Sendable {
    let register: String
    let year: Int
    let count: Int
    let due: Int64
    let collected: Int64

    var share: Share { Share(collected, of: due) }
  }

  /// An area directly below, with the figures by which areas are compared.
  struct Below: Sendable {
    let area: AreaID
    let name: String
    let estates: Int
    /// By kind, in the order of ``PropertyOverview/kinds``.
    let kinds: [Int]
    let crossed: Int
    let nobody: Int
  }

  /// All within reach when nil.
  let within: Within?
  let estates: Int
  let kinds: [Kind]
  /// Parties that are wanted and not there.
  let missing: [(party: String, count: Int)]
  let crossed: Int
  let nobody: Int
  let modes: [(mode: String, count: Int)]
  let flags: [(flag: String, count: Int)]
  let registers: [Register]
  /// The oldest first: the baseline.
  let years: [Year]
  let below: [Below]
}
