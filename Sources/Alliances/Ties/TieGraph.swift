import Ground

/// Who is tied to whom around one area, as a value: the area, its alliances, and the organisations around them.
struct TieGraph: Sendable, Hashable {
  enum Kind: String, Sendable, CaseIterable {
    case member, pair, agreement
  }

  struct Node: Sendable, Hashable {
    let party: PairParty
    let name: String
  }

  struct Tie: Sendable, Hashable {
    /// The alliance through which it runs; nil: straight to the area.
    let alliance: OrganisationID?
    let unit: PairParty
    let kind: Kind
  }

  let area: Node
  let alliances: [Node]
  /// In the order in which they are drawn: those with most ties first, then by name.
  let units: [Node]
  let ties: [Tie]

  /// A part whose order is known already.
  init(area: Node, alliances: [Node], ordered units: [Node], ties: [Tie]) {
    self.area = area
    self.alliances = alliances
    self.units = units
    self.ties = ties
  }

  init(area: Node, alliances: [Node], units: [Node], ties: [Tie]) {
    let unique: [Tie] = Array(Set(ties))
    var counts: [PairParty: Int] = [:]
    for tie in unique { counts[tie.unit, default: 0] += 1 }
    self.area = area
    self.alliances = alliances.sorted { ($0.name, $0.party) < ($1.name, $1.party) }
    self.units = units.sorted { left, right in
      let one: Int = counts[left.party] ?? 0
      let other: Int = counts[right.party] ?? 0
      return one == other ? (left.name, left.party) < (right.name, right.party) : one > other
    }
    self.ties = unique.sorted { left, right in
      (left.unit, left.kind.rawValue, left.alliance ?? OrganisationID(1)) < (right.unit, right.kind.rawValue, right.alliance ?? OrganisationID(1))
    }
  }

  func ties(of unit: PairParty) -> [Tie] { ties.filter { $0.unit == unit } }
}
