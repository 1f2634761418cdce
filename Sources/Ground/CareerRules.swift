extension CityProfile {
  /// What the city's offices keep about those who serve, and who reviews the filing (备案) of secretaries.
  public struct CareerRules: Sendable, Hashable {
    public let registers: [CareerRegister]
    public let filing: CareerFiling?

    public init(registers: [CareerRegister] = [], filing: CareerFiling? = nil) {
      self.registers = registers
      self.filing = filing
    }

    public func register(_ id: String) -> CareerRegister? { registers.first { $0.id == id } }
  }

  /// One register: reserve pools, mentoring, skills, grades, training, delegates … Its word is `career_register.<id>`.
  public struct CareerRegister: Sendable, Hashable {
    /// What an entry has beside the person, the item and the first day.
    public enum Field: String, Sendable, CaseIterable {
      /// A last day.
      case until
      /// A second person: the mentor of a pair.
      case partner
      /// A body: the studio of veteran secretaries, the branch that looks after a mobile member.
      case organisation
      /// What is intended, in words.
      case plan
      /// How it went, in words, when it is over.
      case evaluation
      /// How many hours.
      case hours
    }

    public let id: String
    /// Pools, grades, courses, kinds of delegates; words `career_item.<register>.<id>`.
    public let items: [CareerItem]
    public let fields: Set<Field>
    /// Why an entry may end; words `career_ending.<id>`. None: no reason is asked.
    public let endings: [String]
    /// A person has one entry at a time: the next one ends the one before, as a grade does.
    public let isSingle: Bool

    public init(id: String, items: [CareerItem], fields: Set<Field> = [], endings: [String] = [], isSingle: Bool = false) {
      self.id = id
      self.items = items
      self.fields = fields
      self.endings = endings
      self.isSingle = isSingle
    }

    public func item(_ id: String) -> CareerItem? { items.first { $0.id == id } }
  }

  public struct CareerItem: Sendable, Hashable {
    public let id: String
    /// The post types whose holders are to have it, each year for a course: the share of them is shown.
    public let audience: [String]
    /// Items of one group count together: who has the first of the groups and any other has both (全科+全能).
    public let group: String?

    public init(id: String, audience: [String] = [], group: String? = nil) {
      self.id = id
      self.audience = audience
      self.group = group
    }
  }

  /// Who is filed with the county, for which posts.
  public struct CareerFiling: Sendable, Hashable {
    public let posts: [String]
    /// Why a filing may be returned; words `career_return.<id>`.
    public let returns: [String]

    public init(posts: [String], returns: [String]) {
      self.posts = posts
      self.returns = returns
    }
  }
}
