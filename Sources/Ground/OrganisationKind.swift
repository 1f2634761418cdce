extension CityProfile {
  /// A kind of body, such as 网格党支部. Its word is `organisation_kind.<id>`. Everything that says how bodies of the kind behave is here.
  public struct OrganisationKind: Sendable, Hashable {
    /// What a body is by nature; the groups of lists and filters. Its word is `organisation_family.<family>`.
    public enum Family: String, Sendable, CaseIterable {
      /// Party committees, branches and groups.
      case party
      /// Departments and offices of government.
      case government
      /// Public units, enterprises, banks, utilities.
      case unit
      case property
      /// Residents' and owners' own bodies.
      case residents
      case social
      /// Alliances, enlarged and joint committees: bodies whose members are bodies.
      case alliance
      /// Commissions, leading groups, their offices and task groups.
      case commission
    }

    /// What a body of the kind is tied to, beside the area where it stands.
    public enum Bound: String, Sendable, CaseIterable {
      case nothing, area, building, estate
    }

    /// So many posts of a type that a new body of the kind gets.
    public struct Seat: Sendable, Hashable {
      public let post: String
      public let count: Int
      public init(post: String, count: Int) {
        self.post = post
        self.count = count
      }
    }

    public let id: String
    public let family: Family
    /// The levels of the areas at which bodies of the kind stand; empty: at any.
    public let levels: [String]
    /// The kinds of the bodies directly above; empty: it stands on top, or on its own.
    public let parents: [String]
    public let bound: Bound
    public let seats: [Seat]
    /// The field of Party work that it belongs to unless said otherwise.
    public let field: String?

    public init(
      id: String, family: Family, levels: [String] = [], parents: [String] = [], bound: Bound = .nothing, seats: [Seat] = [], field: String? = nil
    ) {
      self.id = id
      self.family = family
      self.levels = levels
      self.parents = parents
      self.bound = bound
      self.seats = seats
      self.field = field
    }

    public func stands(at level: String) -> Bool { levels.isEmpty || levels.contains(level) }
  }

  /// One link of the city's chain or one body that a level must have: every area of the level has a body of one of the kinds, or
  /// (``posts``) a post that is held. Its word is `organisation_link.<id>`.
  public struct OrganisationLink: Sendable, Hashable {
    public enum Axis: String, Sendable, CaseIterable {
      /// From the city down to the building: 纵向到底.
      case vertical
      /// Beside one another at one level: 横向到边.
      case horizontal
    }

    public let id: String
    public let axis: Axis
    /// A level of areas, or `building`.
    public let level: String
    public let kinds: [String]
    public let posts: [String]

    public init(id: String, axis: Axis, level: String, kinds: [String], posts: [String] = []) {
      self.id = id
      self.axis = axis
      self.level = level
      self.kinds = kinds
      self.posts = posts
    }
  }

  /// How the bodies of the city are sorted, and which must be there.
  public struct OrganisationRules: Sendable, Hashable {
    /// 农村 城市 两新 机关 事业 国企: words `organisation_field.<id>`.
    public let fields: [String]
    /// 市级 县区级 垂管 金融: words `unit_level.<id>`.
    public let unitLevels: [String]
    /// From the top down.
    public let links: [OrganisationLink]
    /// Kinds of powers, services and resources that are given down to subdistricts: words `power.<id>`.
    public let powers: [String]

    public init(fields: [String] = [], unitLevels: [String] = [], links: [OrganisationLink] = [], powers: [String] = []) {
      self.fields = fields
      self.unitLevels = unitLevels
      self.links = links
      self.powers = powers
    }

    public func link(_ id: String) -> OrganisationLink? { links.first { $0.id == id } }
  }

  public func organisationKind(_ id: String) -> OrganisationKind? { organisationKinds.first { $0.id == id } }

  /// The kinds whose bodies can be given matters: those with a seat that may handle them.
  public var handlingKinds: [String] {
    organisationKinds.filter { kind in
      kind.seats.contains { seat in postType(seat.post).flatMap { role($0.role) }?.permissions.contains(.matterHandle) ?? false }
    }.map(\.id)
  }
}
