public import Ground

/// Something that is wrong in a neighbourhood, from the report to the requester's rating.
///
/// `closedAt`, `resolvedAt` and `confirmed` are three different facts: the office ended its work, the office found the
/// thing resolved, and the one who asked said so.
public struct Matter: Sendable, Hashable {
  public typealias ID = MatterID

  public enum Source: String, Sendable, CaseIterable {
    /// A code at a door, a grid or an area was scanned.
    case code
    /// Somebody called, staff wrote it down.
    case phone
    /// Staff saw it themselves.
    case patrol
  }

  public let id: MatterID
  public let number: String
  public var location: Location
  public var category: String
  public var title: String
  public let body: String
  public let source: Source
  public var state: String
  public var waitingFor: Workflow.WaitingFor
  public var isOpen: Bool
  /// The level whose desk answers for it now; a reopening raises it.
  public var deskLevel: String
  public var handlerPost: PostID?
  public var handlerOrganisation: OrganisationID?
  public var deadline: Deadline
  /// Minutes of more time that the handler has asked for and nobody has decided on.
  public var askedMinutes: Int?
  public let reportedAt: Moment
  public var dispatchedAt: Moment?
  public var acceptedAt: Moment?
  public var answeredAt: Moment?
  public var resolvedAt: Moment?
  public var closedAt: Moment?
  /// What the requester said last: solved or not; nil when nobody has said anything.
  public var confirmed: Bool?
  public var rating: Int?
  public var ratedAt: Moment?
  public var reopened: Int
  public var reports: Int
  /// The matter this one was joined to.
  public var joinedTo: MatterID?
  public var version: Int64

  /// Where the thing is.
  public struct Location: Sendable, Hashable {
    public var place: Place
    /// The smallest area that is known: the grid, or an area above it.
    public var area: AreaID
    public var building: BuildingID?
    /// As people say it: 银山门巷 6 幢 2 单元.
    public var address: String
    /// WGS-84 degrees.
    public var longitude: Double?
    public var latitude: Double?

    public init(place: Place, area: AreaID, building: BuildingID?, address: String, longitude: Double?, latitude: Double?) {
      self.place = place
      self.area = area
      self.building = building
      self.address = address
      self.longitude = longitude
      self.latitude = latitude
    }
  }

  /// The district's (county's) six-digit code, the distribution key of the row.
  public var district: Int64 { location.place.number / 1_000_000_000 }

  /// The range of the area whose desk answers for it: the first `digits` digits of the place.
  public func deskRange(_ profile: CityProfile) -> PlaceRange {
    var width: Int64 = 1
    for _ in (profile.level(deskLevel)?.digits ?? 12)..<15 { width *= 10 }
    let first = location.place.number / width * width
    return PlaceRange(Place(first), Place(first + width - 1))
  }
}

extension Matter {
  /// A title from the resident's own words: the first clause, and the next ones while it is too short to say anything
  /// (从昨晚开始，一楼下水道往外反水); at most 28 characters.
  static func title(from body: String) -> String {
    let text = body.trimmingPrefix(while: \.isWhitespace)
    var end = text.startIndex
    var clauses = text[...]
    while let mark = clauses.firstIndex(where: clauseEnds.contains) {
      end = mark
      if text[..<end].count >= 8 { break }
      clauses = text[text.index(after: mark)...]
    }
    let isWhole = clauses.isEmpty || end == text.startIndex || text[..<end].count < 8
    let title = isWhole ? String(text.trimmingSuffix(while: clauseEnds.contains)) : String(text[..<end])
    let shown = title.isEmpty ? String(text) : title
    return shown.count <= 28 ? shown : String(shown.prefix(27)) + "…"
  }

  private static let clauseEnds: Set<Character> = ["。", "，", ",", ".", "！", "!", "？", "?", "；", ";", "\n"]
}

extension Substring {
  fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> Substring {
    var rest = self
    while let last = rest.last, isTrimmed(last) { rest.removeLast() }
    return rest
  }
}
