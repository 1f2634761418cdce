public import Ground

/// What an entry of a register is about.
public enum PropertySubject: Sendable, Hashable {
  case area(AreaID)
  case estate(EstateID)
  case body(OrganisationID)

  var estate: EstateID? { if case .estate(let id) = self { id } else { nil } }
  var body: OrganisationID? { if case .body(let id) = self { id } else { nil } }
}

/// One line of a register: what is kept about an estate, a body or an area, from a day on.
public struct PropertyEntry: Sendable, Hashable {
  /// What was to be paid in a period and what was, in fen.
  public struct Fees: Sendable, Hashable {
    public let due: Int64
    public let collected: Int64

    public init(due: Int64, collected: Int64) {
      self.due = due
      self.collected = collected
    }
  }

  /// How many people, and how many of them are Party members.
  public struct Members: Sendable, Hashable {
    public let all: Int
    public let party: Int

    public init(all: Int, party: Int) {
      self.all = all
      self.party = party
    }
  }

  /// How many there are of an asset, and how many of them work.
  public struct Asset: Sendable, Hashable {
    public let id: String
    public let count: Int
    public let working: Int

    public init(id: String, count: Int, working: Int) {
      self.id = id
      self.count = count
      self.working = working
    }
  }

  /// What an entry may say beside its subject, item and days.
  public struct Facts: Sendable, Hashable {
    public var level: String?
    public var partner: OrganisationID?
    public var number: String?
    public var note: String?
    public var score: Int?
    public var fees: Fees?
    public var members: Members?
    /// The points of the register's checklist that are met.
    public var checks: Set<String> = []
    public var assets: [Asset] = []

    public init() {}
  }

  public let id: PropertyEntryID
  public let register: String
  public let item: String
  public let subject: PropertySubject
  /// Where the subject lies: who may see the entry.
  public let area: AreaID
  public let place: Place
  /// The first day, and the first on which it no longer holds.
  public let validFrom: CivilDay
  public var validUntil: CivilDay?
  /// Why it ended, one of the register's words.
  public var ending: String?
  public var facts: Facts
  public var version: Int64

  public init(
    id: PropertyEntryID, register: String, item: String, subject: PropertySubject, area: AreaID, place: Place, validFrom: CivilDay,
    validUntil: CivilDay? = nil, ending: String? = nil, facts: Facts = Facts(), version: Int64 = 1
  ) {
    self.id = id
    self.register = register
    self.item = item
    self.subject = subject
    self.area = area
    self.place = place
    self.validFrom = validFrom
    self.validUntil = validUntil
    self.ending = ending
    self.facts = facts
    self.version = version
  }

  public func holds(on day: CivilDay) -> Bool { validFrom <= day && validUntil.map { day < $0 } ?? true }

  /// Whether it shares a day with a stretch of days.
  func overlaps(from: CivilDay, until: CivilDay?) -> Bool {
    (until.map { validFrom < $0 } ?? true) && (validUntil.map { from < $0 } ?? true)
  }
}

extension Noun {
  public enum PropertyEntry {}
}

public typealias PropertyEntryID = Identifier<Noun.PropertyEntry>
