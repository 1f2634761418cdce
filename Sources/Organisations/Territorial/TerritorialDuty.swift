public import Ground

/// Who answers for something at a place, named in a way that fits every place: a body of its own, whichever body of the profile is
/// responsible there, or whoever holds a kind of post there.
public enum DutyHolder: Sendable, Hashable, LosslessStringConvertible {
  case organisation(OrganisationID)
  /// The profile's id of an organisation, such as `drainage`.
  case named(String)
  /// The profile's id of a post type, such as `desk_subdistrict`.
  case post(String)

  /// `organisation:17`, `named:drainage`, `post:desk_subdistrict`.
  public init?(_ description: String) {
    let parts: [Substring] = description.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[1].isEmpty else { return nil }
    switch parts[0] {
    case "organisation":
      guard let id = OrganisationID(String(parts[1])) else { return nil }
      self = .organisation(id)
    case "named": self = .named(String(parts[1]))
    case "post": self = .post(String(parts[1]))
    default: return nil
    }
  }

  public var description: String {
    switch self {
    case .organisation(let id): "organisation:\(id)"
    case .named(let key): "named:\(key)"
    case .post(let type): "post:\(type)"
    }
  }

  static let pattern: String = "^(organisation:[1-9][0-9]{0,18}|named:[a-z][a-z0-9_]{0,59}|post:[a-z][a-z0-9_]{0,59})$"
}

/// A line of the territorial duty list (属地管理事项清单): within an area, for a kind of matters, who leads and who supports.
public struct TerritorialDuty: Sendable, Hashable {
  public let id: TerritorialDutyID
  public var title: String
  /// The profile's category whose matters it is about; nil: it is a list entry that dispatch does not use.
  public var category: String?
  public let area: AreaID
  public let range: PlaceRange
  /// 主体责任.
  public var lead: DutyHolder
  /// 配合责任.
  public var supports: [DutyHolder]
  public var basis: String?
  public var position: Int
  public var validFrom: CivilDay
  public var validUntil: CivilDay?
  public var version: Int64

  public init(
    id: TerritorialDutyID, title: String, category: String?, area: AreaID, range: PlaceRange, lead: DutyHolder, supports: [DutyHolder] = [],
    basis: String? = nil, position: Int = 1, validFrom: CivilDay, validUntil: CivilDay? = nil, version: Int64 = 1
  ) {
    self.id = id
    self.title = title
    self.category = category
    self.area = area
    self.range = range
    self.lead = lead
    self.supports = supports
    self.basis = basis
    self.position = position
    self.validFrom = validFrom
    self.validUntil = validUntil
    self.version = version
  }

  public func holds(on day: CivilDay) -> Bool { validFrom <= day && validUntil.map { day < $0 } ?? true }
}

/// What the list says about a matter at a place: whom to give it to first, and who must help.
public struct TerritorialAdvice: Sendable, Hashable {
  public let duty: TerritorialDutyID
  public let title: String
  public let basis: String?
  /// nil when there is nobody at that place who can take it.
  public let lead: DispatchCandidates.Owner?
  public let leadName: String
  public let supports: [DispatchCandidates.Owner]
  public let supportNames: [String]
}
