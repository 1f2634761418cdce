extension CityProfile {
  /// How this city ties organisations to one another: alliances, pairs and visits. Words of their own, all data.
  public struct AllianceRules: Sendable, Hashable {
    /// A kind of organisation that is an alliance: 党建联盟, 大工委, 联合党委.
    public struct Kind: Sendable, Hashable {
      /// Of ``CityProfile/OrganisationKind``.
      public let id: String
      /// The level of the areas that have one: coverage is measured against these.
      public let level: String
      /// Post types of its seats. Without a rotating chair there are no turns.
      public let standingChair: String
      public let rotatingChair: String?
      public let member: String
      /// The length of a turn unless an alliance says otherwise.
      public let turnMonths: Int

      public init(id: String, level: String, standingChair: String, rotatingChair: String?, member: String, turnMonths: Int) {
        self.id = id
        self.level = level
        self.standingChair = standingChair
        self.rotatingChair = rotatingChair
        self.member = member
        self.turnMonths = turnMonths
      }
    }

    public let kinds: [Kind]
    /// Their words are `alliance_member_type.<id>`, `alliance_principle.<id>`, `alliance_mechanism.<id>`, `two_way.<id>`.
    public let memberTypes: [String]
    public let principles: [String]
    public let mechanisms: [String]
    public let twoWay: [String]
    /// Their words are `pair_type.<id>` and, for what each fixes, `pair_type.<id>.fixes`.
    public let pairTypes: [String]
    /// The post type of those who visit the units: the communities' secretaries.
    public let visitor: String
    /// Working days before its end from which an agreement is due for renewal.
    public let renewalNotice: Int

    public init(
      kinds: [Kind], memberTypes: [String], principles: [String], mechanisms: [String], twoWay: [String], pairTypes: [String],
      visitor: String, renewalNotice: Int
    ) {
      self.kinds = kinds
      self.memberTypes = memberTypes
      self.principles = principles
      self.mechanisms = mechanisms
      self.twoWay = twoWay
      self.pairTypes = pairTypes
      self.visitor = visitor
      self.renewalNotice = renewalNotice
    }

    public func kind(_ id: String) -> Kind? { kinds.first { $0.id == id } }
  }
}
