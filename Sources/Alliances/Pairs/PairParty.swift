public import Ground

/// One side of a pair or an agreement: an organisation, or a community or other area as such.
public enum PairParty: Sendable, Hashable, Comparable, LosslessStringConvertible {
  case area(AreaID)
  case organisation(OrganisationID)

  public init?(_ description: String) {
    let parts: [Substring] = description.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    switch parts[0] {
    case "area": guard let id = AreaID(String(parts[1])) else { return nil }; self = .area(id)
    case "organisation": guard let id = OrganisationID(String(parts[1])) else { return nil }; self = .organisation(id)
    default: return nil
    }
  }

  public var description: String {
    switch self {
    case .area(let id): "area:\(id)"
    case .organisation(let id): "organisation:\(id)"
    }
  }

  /// What a field must look like.
  static let pattern: String = "^(area|organisation):[1-9][0-9]{0,17}$"

  var area: AreaID? { if case .area(let id) = self { id } else { nil } }
  var organisation: OrganisationID? { if case .organisation(let id) = self { id } else { nil } }

  init?(area: AreaID?, organisation: OrganisationID?) {
    if let area { self = .area(area) } else if let organisation { self = .organisation(organisation) } else { return nil }
  }

  public static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}
