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
  /// Open accounts; nothing that would let one sign in as somebody who is at work already.
  case accountManage = "account.manage"
  /// Shut and unlock accounts, set their passwords and second factors back.
  case accountSecure = "account.secure"
  /// Edit what roles permit, and put people into posts that carry such power.
  case roleManage = "role.manage"
  /// Ask why somebody else can see something, or not.
  case accessExplain = "access.explain"
  case allianceRead = "alliance.read"
  case allianceManage = "alliance.manage"
  case careerRead = "career.read"
  case careerManage = "career.manage"
  /// Decide about the filing of secretaries.
  case careerDecide = "career.decide"
  case propertyRead = "property.read"
  /// Keep the registers of estates and property companies.
  case propertyManage = "property.manage"
  case journalRead = "journal.read"
  /// Have the whole journal checked against its published heads.
  case journalVerify = "journal.verify"
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
  /// The caller does not hold the post but acts for it for a while; the journal says so.
  public let isActing: Bool

  public init(
    post: PostID, title: String, area: AreaID, range: PlaceRange, organisation: OrganisationID?, permissions: Set<Permission>,
    isActing: Bool = false
  ) {
    self.post = post
    self.title = title
    self.area = area
    self.range = range
    self.organisation = organisation
    self.permissions = permissions
    self.isActing = isActing
  }

  /// What this post alone gives; a caller's policy is all of them together.
  public func policy(for permission: Permission) -> Policy {
    guard permissions.contains(permission) else { return .nothing }
    guard let organisation else { return Policy(ranges: [range], posts: [post]) }
    return Policy(organisations: [organisation], posts: [post])
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
    Policy(allOf: holdings.map { $0.policy(for: permission) })
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
