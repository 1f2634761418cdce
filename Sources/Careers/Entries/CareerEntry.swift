public import Ground
import Places

/// One line of a register: what an office keeps about a person, from a day on.
public struct CareerEntry: Sendable, Hashable {
  public let id: CareerEntryID
  /// The profile's register and its item.
  public let register: String
  public let item: String
  public let person: PersonID
  /// The mentor of a pair.
  public var partner: PersonID?
  public var organisation: OrganisationID?
  /// Where the person works: who may see the entry.
  public let area: AreaID
  public let place: Place
  /// The first day, and the first on which it no longer holds.
  public let validFrom: CivilDay
  public var validUntil: CivilDay?
  /// Why it ended, one of the register's words.
  public var ending: String?
  public var hours: Int?
  public var plan: String?
  public var evaluation: String?
  public var version: Int64

  public init(
    id: CareerEntryID, register: String, item: String, person: PersonID, partner: PersonID? = nil, organisation: OrganisationID? = nil,
    area: AreaID, place: Place, validFrom: CivilDay, validUntil: CivilDay? = nil, ending: String? = nil, hours: Int? = nil, plan: String? = nil,
    evaluation: String? = nil, version: Int64 = 1
  ) {
    self.id = id
    self.register = register
    self.item = item
    self.person = person
    self.partner = partner
    self.organisation = organisation
    self.area = area
    self.place = place
    self.validFrom = validFrom
    self.validUntil = validUntil
    self.ending = ending
    self.hours = hours
    self.plan = plan
    self.evaluation = evaluation
    self.version = version
  }

  public func holds(on day: CivilDay) -> Bool { validFrom <= day && validUntil.map { day < $0 } ?? true }
}

extension Noun {
  public enum CareerEntry {}
  public enum Filing {}
}

public typealias CareerEntryID = Identifier<Noun.CareerEntry>
public typealias FilingID = Identifier<Noun.Filing>

/// What a list of a register is narrowed by; the same fields as in the URL.
struct CareerFilter: Sendable, Hashable {
  enum State: String, Sendable, CaseIterable {
    case current, past, all
  }

  let register: String
  var within: Within?
  var item: String?
  var state: State = .current
  /// Only people who have an item of each group of the skills: 全科+全能.
  var isBoth: Bool = false
}
