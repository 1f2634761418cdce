extension CityProfile {
  /// What the city keeps about the management of its estates, and who is to work together at one.
  public struct PropertyRules: Sendable, Hashable {
    public let registers: [PropertyRegister]
    /// Who is to stand together at an estate, in the order in which they are shown.
    public let parties: [PropertyParty]
    /// Which parties' members may sit in which others (双向进入、交叉任职); nil where the city asks for none.
    public let cross: PropertyCross?
    /// What a demo city gets, where a city reports a number.
    public let demo: [PropertyTarget]

    public init(registers: [PropertyRegister] = [], parties: [PropertyParty] = [], cross: PropertyCross? = nil, demo: [PropertyTarget] = []) {
      self.registers = registers
      self.parties = parties
      self.cross = cross
      self.demo = demo
    }

    public func register(_ id: String) -> PropertyRegister? { registers.first { $0.id == id } }

    /// The kinds of the bodies that are bound to estates, each once.
    public var estateKinds: [String] {
      var seen: Set<String> = []
      return parties.filter { $0.stands == .estate }.flatMap(\.kinds).filter { seen.insert($0).inserted }
    }
  }

  /// One register: recognitions, filings, fees, inspections, facilities … Its word is `property_register.<id>`.
  public struct PropertyRegister: Sendable, Hashable {
    /// What an entry is about.
    public enum Subject: String, Sendable, CaseIterable { case area, estate, body }

    /// What an entry has beside its subject, the item and the first day.
    public enum Field: String, Sendable, CaseIterable {
      /// A last day.
      case until
      /// One of the register's levels: who gave it.
      case level
      /// Another body: the company of a contract, the branch of a company.
      case partner
      /// The number of the document that says so.
      case number
      case note
      /// 0 to 100.
      case score
      /// What was to be paid in the period, and what was.
      case fees
      /// How many people, and how many of them are Party members; never who.
      case members
    }

    public let id: String
    public let subject: Subject
    /// The kinds of the bodies it is about; empty: any.
    public let kinds: [String]
    /// The kinds of the bodies that an entry may name as partner; empty: any.
    public let partners: [String]
    /// Words `property_item.<register>.<id>`.
    public let items: [String]
    public let fields: Set<Field>
    /// Words `property_level.<id>`.
    public let levels: [String]
    /// What is looked at one by one, and is there or not; words `property_check.<id>`.
    public let checks: [String]
    /// What is counted: how many there are and how many work; words `property_asset.<id>`.
    public let assets: [String]
    /// Why an entry may end; words `property_ending.<id>`. None: no reason is asked.
    public let endings: [String]
    /// A subject has one entry at a time: the next one ends the one before.
    public let isSingle: Bool
    /// An entry is about a period with a last day; the periods of one subject and item do not overlap.
    public let isPeriod: Bool
    /// The register in which everybody in this one is to be as well.
    public let expects: String?

    public init(
      id: String, subject: Subject, kinds: [String] = [], partners: [String] = [], items: [String], fields: Set<Field> = [], levels: [String] = [],
      checks: [String] = [], assets: [String] = [], endings: [String] = [], isSingle: Bool = false, isPeriod: Bool = false, expects: String? = nil
    ) {
      self.id = id
      self.subject = subject
      self.kinds = kinds
      self.partners = partners
      self.items = items
      self.fields = fields
      self.levels = levels
      self.checks = checks
      self.assets = assets
      self.endings = endings
      self.isSingle = isSingle
      self.isPeriod = isPeriod
      self.expects = expects
    }
  }

  /// One of those who are to work together at an estate: 社区党组织, 业主委员会, 物业服务企业 … Its word is `property_party.<id>`.
  public struct PropertyParty: Sendable, Hashable {
    /// Where its body stands: bound to the estate, or at home in the estate's community.
    public enum Stand: String, Sendable, CaseIterable { case community, estate }

    public let id: String
    public let stands: Stand
    public let kinds: [String]
    /// Only asked for where a property company is wanted by the way the estate is managed.
    public let needsCompany: Bool
    /// Shown where there is one, missed nowhere: 合零为整.
    public let isOptional: Bool
    /// An entry of this register about a body that stands at the estate counts as well: 企业党组织.
    public let register: String?

    public init(
      id: String, stands: Stand, kinds: [String], needsCompany: Bool = false, isOptional: Bool = false, register: String? = nil
    ) {
      self.id = id
      self.stands = stands
      self.kinds = kinds
      self.needsCompany = needsCompany
      self.isOptional = isOptional
      self.register = register
    }
  }

  /// Who of the community counts when they sit in a body of an estate there.
  public struct PropertyCross: Sendable, Hashable {
    /// Kinds of the community's own bodies.
    public let from: [String]
    /// Post types of the community itself.
    public let posts: [String]
    /// Kinds of the bodies at estates.
    public let into: [String]

    public init(from: [String], posts: [String], into: [String]) {
      self.from = from
      self.posts = posts
      self.into = into
    }
  }

  /// A number that the city reports of one item of a register: so many of so many subjects.
  public struct PropertyTarget: Sendable, Hashable {
    public let register: String
    public let item: String
    public let level: String?
    public let count: Int
    /// Of how many, where that is known; a smaller demo keeps the share.
    public let whole: Int?

    /// How many of them a place with so many subjects has.
    public func count(of there: Int) -> Int { min(whole.map { (there * count + $0 / 2) / $0 } ?? count, count, there) }

    public init(register: String, item: String, level: String?, count: Int, whole: Int?) {
      self.register = register
      self.item = item
      self.level = level
      self.count = count
      self.whole = whole
    }
  }
}
