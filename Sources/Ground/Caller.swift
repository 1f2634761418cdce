/// What a role may do, by name. Roles are data of the city; the names they may use are these.
public enum Permission: String, Sendable, CaseIterable, Codable {
  case matterRead = "matter.read"
  case matterRegister = "matter.register"
  case matterDispatch = "matter.dispatch"
  case matterHandle = "matter.handle"
  case matterVerify = "matter.verify"
  /// See a reporter's contact in clear; each look is journalled.
  case contactReveal = "contact.reveal"
  case areaRead = "area.read"
  case areaManage = "area.manage"
  case codePrint = "code.print"
  case peopleRead = "people.read"
  case peopleManage = "people.manage"
  case organisationRead = "organisation.read"
  case organisationManage = "organisation.manage"
  case accountManage = "account.manage"
  case journalRead = "journal.read"
}

/// A post held now, and what it gives.
public struct Holding: Sendable, Hashable {
  public let post: PostID
  /// The post's name for people, such as 网格长.
  public let title: String
  public let area: AreaID
  public let range: PlaceRange
  /// When the post belongs to an organisation, its permissions hold within that organisation instead of the area.
  public let organisation: OrganisationID?
  public let permissions: Set<Permission>

  public init(post: PostID, title: String, area: AreaID, range: PlaceRange, organisation: OrganisationID?, permissions: Set<Permission>) {
    self.post = post
    self.title = title
    self.area = area
    self.range = range
    self.organisation = organisation
    self.permissions = permissions
  }
}

/// Who asks. Passed along, never ambient.
public struct Caller: Sendable, Hashable {
  public let account: AccountID?
  public let person: PersonID?
  public let name: String
  public let holdings: [Holding]
  /// The request this belongs to, for the journal and the log.
  public let request: String

  public init(account: AccountID?, person: PersonID?, name: String, holdings: [Holding], request: String) {
    self.account = account
    self.person = person
    self.name = name
    self.holdings = holdings
    self.request = request
  }

  /// A resident or any visitor without an account.
  public static func visitor(request: String) -> Caller {
    Caller(account: nil, person: nil, name: "", holdings: [], request: request)
  }

  /// The machine itself: demo data, jobs, commands.
  public static func system(request: String) -> Caller {
    Caller(account: nil, person: nil, name: "lianzhi", holdings: [], request: request)
  }

  public var isSignedIn: Bool { account != nil }

  public func may(_ permission: Permission) -> Bool {
    holdings.contains { $0.permissions.contains(permission) }
  }

  /// Where this caller may do something. A post always reaches what is in its own hands.
  public func policy(for permission: Permission) -> Policy {
    var ranges: [PlaceRange] = []
    var organisations: [OrganisationID] = []
    var posts: [PostID] = []
    for holding in holdings where holding.permissions.contains(permission) {
      posts.append(holding.post)
      if let organisation = holding.organisation {
        organisations.append(organisation)
      } else {
        ranges.append(holding.range)
      }
    }
    return Policy(ranges: ranges, organisations: organisations, posts: posts)
  }

  /// The post under which this caller acts: the first that gives the permission there.
  public func acting(_ permission: Permission, place: Place, organisation: OrganisationID? = nil, post: PostID? = nil) -> Holding? {
    holdings.first { holding in
      guard holding.permissions.contains(permission) else { return false }
      if holding.post == post { return true }
      if let own = holding.organisation { return own == organisation }
      return holding.range.contains(place)
    }
  }
}
