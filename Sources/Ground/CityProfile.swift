/// Everything that is local to a city, as values. Made by `Profiles` from `cities/_base` and `cities/<slug>`.
public struct CityProfile: Sendable {
  /// The folder's name, `jilin`.
  public let slug: String
  /// The city's division code, `2202`. Its name is the division's.
  public let divisionCode: String
  /// IANA name.
  public let timeZone: String
  /// Locales with complete words, the first is the default.
  public let locales: [String]
  /// From the city down: city, district, subdistrict, community, grid.
  public let levels: [Level]
  public let roles: [Role]
  /// Duties that nobody may hold together.
  public let separations: [Separation]
  public let postTypes: [PostType]
  public let organisationKinds: [OrganisationKind]
  public let organisationRules: OrganisationRules
  /// The departments and units that the catalogue names; a real city replaces them by its register.
  public let organisations: [NamedOrganisation]
  public let categories: [Category]
  public let workflow: Workflow
  public let calendar: WorkingCalendar
  public let intake: IntakeRules
  public let alliances: AllianceRules
  public let demo: DemoPlan
  public let grids: GridRules
  public let careers: CareerRules
  public let housing: Housing
  public let property: PropertyRules
  private let words: [String: Words]

  public init(
    slug: String, divisionCode: String, timeZone: String, locales: [String], levels: [Level], roles: [Role],
    separations: [Separation] = [], postTypes: [PostType],
    organisationKinds: [OrganisationKind], organisationRules: OrganisationRules, organisations: [NamedOrganisation], categories: [Category],
    workflow: Workflow,
    calendar: WorkingCalendar, intake: IntakeRules, alliances: AllianceRules, demo: DemoPlan, grids: GridRules,
    careers: CareerRules = CareerRules(), housing: Housing = Housing(), property: PropertyRules = PropertyRules(), words: [String: Words]
  ) {
    self.slug = slug
    self.divisionCode = divisionCode
    self.timeZone = timeZone
    self.locales = locales
    self.levels = levels
    self.roles = roles
    self.separations = separations
    self.postTypes = postTypes
    self.organisationKinds = organisationKinds
    self.organisationRules = organisationRules
    self.organisations = organisations
    self.categories = categories
    self.workflow = workflow
    self.calendar = calendar
    self.intake = intake
    self.alliances = alliances
    self.demo = demo
    self.grids = grids
    self.careers = careers
    self.housing = housing
    self.property = property
    self.words = words
  }

  /// The words of a locale, or of the default one.
  public func words(_ locale: String) -> Words { words[locale] ?? words[locales[0]] ?? Words(locale: locale, texts: [:]) }

  public func category(_ id: String) -> Category? { categories.first { $0.id == id } }
  public func level(_ id: String) -> Level? { levels.first { $0.id == id } }
  public func role(_ id: String) -> Role? { roles.first { $0.id == id } }
  public func postType(_ id: String) -> PostType? { postTypes.first { $0.id == id } }

  /// The level above, or nil at the top.
  public func levelAbove(_ id: String) -> Level? {
    guard let index = levels.firstIndex(where: { $0.id == id }), index > 0 else { return nil }
    return levels[index - 1]
  }

  /// A rung of the area tree. Its word is `level.<id>`; `digits` is the length of an area code at this level (4, 6, 9, 12, 15).
  public struct Level: Sendable, Hashable {
    public let id: String
    public let digits: Int
    public init(id: String, digits: Int) {
      self.id = id
      self.digits = digits
    }
  }

  /// Its word is `role.<id>`.
  public struct Role: Sendable, Hashable {
    public let id: String
    public let permissions: Set<Permission>
    /// true: within the post's organisation; false: within the post's area and all below.
    public let withinOrganisation: Bool
    /// Whoever holds it signs in with a second factor, or it gives nothing.
    public let needsSecondFactor: Bool
    public init(id: String, permissions: Set<Permission>, withinOrganisation: Bool, needsSecondFactor: Bool = false) {
      self.id = id
      self.permissions = permissions
      self.withinOrganisation = withinOrganisation
      self.needsSecondFactor = needsSecondFactor
    }
  }

  /// A kind of post, such as 网格长. Its word is `post.<id>`.
  public struct PostType: Sendable, Hashable {
    public let id: String
    /// The level of the areas that have this post; `building` and `unit` stand below the grid; nil for posts of organisations.
    public let level: String?
    public let role: String
    public let holders: Holders
    /// How long a term lasts, in years; nil: no term is laid down.
    public let termYears: Int?
    public init(id: String, level: String?, role: String, holders: Holders = .one, termYears: Int? = nil) {
      self.id = id
      self.level = level
      self.role = role
      self.holders = holders
      self.termYears = termYears
    }

    /// How many may hold one post of the type at once.
    public enum Holders: String, Sendable, CaseIterable {
      case one, many
    }
  }

  /// Its word is `organisation.<id>`.
  public struct NamedOrganisation: Sendable, Hashable {
    public let id: String
    public let kind: String
    /// The level at which there is one each: `city` one for the city, `district` one for every district.
    public let level: String
    public init(id: String, kind: String, level: String) {
      self.id = id
      self.kind = kind
      self.level = level
    }
  }

  /// A class of matters. Its words are `category.<id>` and `category.<id>.hint`.
  public struct Category: Sendable, Hashable {
    public let id: String
    /// The time to handle it, from the report to the answer.
    public let budget: Budget
    /// Who handles it by the catalogue: an organisation's id, or a post type's id (then the one at the matter's place).
    public let owner: Owner
    /// Shown as a chip on the resident's form.
    public let offered: Bool
    public enum Owner: Sendable, Hashable {
      case organisation(String)
      case post(String)
    }
    public init(id: String, budget: Budget, owner: Owner, offered: Bool) {
      self.id = id
      self.budget = budget
      self.owner = owner
      self.offered = offered
    }
  }

  public struct IntakeRules: Sendable, Hashable {
    /// Contact data are deleted this many days after the matter is closed.
    public let retentionDays: Int
    /// A regular expression for a phone number after spaces and dashes are taken out, and the digits expected.
    public let phonePattern: String
    public let phoneDigits: Int
    public let hotline: String
    /// The level whose desk receives a report first.
    public let firstDesk: String
    public init(retentionDays: Int, phonePattern: String, phoneDigits: Int, hotline: String, firstDesk: String) {
      self.retentionDays = retentionDays
      self.phonePattern = phonePattern
      self.phoneDigits = phoneDigits
      self.hotline = hotline
      self.firstDesk = firstDesk
    }
  }

  /// What the demo city is made of at town scale: one subdistrict of the real divisions.
  public struct DemoPlan: Sendable, Hashable {
    /// The subdistrict's division code.
    public let subdistrict: String
    /// WGS-84 degrees around which the generator lays the city out.
    public let longitude: Double
    public let latitude: Double
    /// Names for the generated communities, lanes and estates.
    public let communityNames: [String]
    public let laneNames: [String]
    public let estateNames: [String]
    public init(subdistrict: String, longitude: Double, latitude: Double, communityNames: [String], laneNames: [String], estateNames: [String]) {
      self.subdistrict = subdistrict
      self.longitude = longitude
      self.latitude = latitude
      self.communityNames = communityNames
      self.laneNames = laneNames
      self.estateNames = estateNames
    }
  }
}
