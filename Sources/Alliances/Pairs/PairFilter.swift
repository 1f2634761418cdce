import Ground
import Places
import SQL

/// What the list of pairs is narrowed by; the same fields as in the URL.
struct PairFilter: Sendable, Hashable {
  enum View: String, Sendable, CaseIterable {
    /// In force.
    case live
    /// In force, between districts.
    case cross
    /// The same two parties under several campaigns.
    case double
    case ended
    /// Gone into another.
    case merged
  }

  var view: View = .live
  var type: String?
  var within: Within?
  var party: PairParty?
  /// Only those of this campaign.
  var campaign: String?
  /// Digits of a district's code.
  var districtDigits: Int = 6

  func conditions(on day: CivilDay) -> [Query] {
    var out: [Query] = state(day)
    if let type { out.append("p.type = \(type)") }
    if let within {
      out.append("(\(within.condition("p", .pairs)) OR \(within.condition("p", .pairsRight, place: "other_place")))")
    }
    if let campaign { out.append("p.campaign = \(campaign)") }
    switch party {
    case .area(let id): out.append("(p.left_area_id = \(id) OR p.right_area_id = \(id))")
    case .organisation(let id): out.append("(p.left_organisation_id = \(id) OR p.right_organisation_id = \(id))")
    case nil: break
    }
    return out
  }

  private func state(_ day: CivilDay) -> [Query] {
    let live: [Query] = ["p.merged_into IS NULL", Validity.condition("p", on: day)]
    switch view {
    case .live: return live
    case .cross: return live + ["p.place / \(width) <> p.other_place / \(width)"]
    case .double:
      return live + [
        """
        EXISTS (SELECT 1 FROM pair d WHERE d.party_key = p.party_key AND d.id <> p.id AND d.merged_into IS NULL
          AND \(Validity.condition("d", on: day)))
        """
      ]
    case .ended: return ["p.merged_into IS NULL", "p.valid_until IS NOT NULL", "p.valid_until <= \(day)"]
    case .merged: return ["p.merged_into IS NOT NULL"]
    }
  }

  /// How many places a district has. Bound as a number, PostgreSQL would not know its type beside the division.
  private var width: Query {
    var width: Int64 = 1
    for _ in districtDigits..<15 { width *= 10 }
    return "CAST(\(width) AS BIGINT)"
  }
}
