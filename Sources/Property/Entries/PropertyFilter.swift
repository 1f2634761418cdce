import Ground
import Places
import SQL

/// What a list of a register is narrowed by; the same fields as in the URL.
struct PropertyFilter: Sendable, Hashable {
  enum State: String, Sendable, CaseIterable {
    case current, ending, past, all
  }

  /// Who ends within so many days is shown as ending.
  private static let soon: Int = 90

  let register: CityProfile.PropertyRegister
  var within: Within?
  var item: String?
  var level: String?
  var state: State = .current
  /// Only periods that began in this year.
  var year: Int?
  /// Only what has, or has not, all points of the register's checklist.
  var isComplete: Bool?
  /// Only those whose subject is, or is not, in the register that this one expects.
  var isExpectedThere: Bool?
  /// Only where at least half of the people are Party members, or fewer.
  var isHalfParty: Bool?

  init(_ register: CityProfile.PropertyRegister) { self.register = register }

  /// The condition on `property_entry e`.
  func condition(_ policy: Policy, on day: CivilDay) -> Query {
    var all: [Query] = ["e.register = \(register.id)", policy.filter(place: "e.place", organisation: "e.organisation_id")]
    if let within { all.append(within.condition("e", .propertyEntries)) }
    if let item { all.append("e.item = \(item)") }
    if let level { all.append("e.level = \(level)") }
    switch state {
    case .current: all.append(Validity.condition("e", on: day))
    case .ending: all.append("\(Validity.condition("e", on: day)) AND e.valid_until <= \(day.adding(days: Self.soon))")
    case .past: all.append("e.valid_until <= \(day)")
    case .all: break
    }
    if let year { all.append(Self.began(in: year)) }
    if let isComplete { all.append(isComplete ? Self.complete(register) : "NOT (\(Self.complete(register)))") }
    if let isExpectedThere { all.append(isExpectedThere ? expected(day) : "NOT \(expected(day))") }
    if let isHalfParty { all.append(isHalfParty ? "2 * e.party_members >= e.members" : "2 * e.party_members < e.members") }
    return Query.joined(all, by: " AND ")
  }

  private static func began(in year: Int) -> Query {
    let first = CivilDay(year: year, month: 1, day: 1)
    let next = CivilDay(year: year + 1, month: 1, day: 1)
    return "e.valid_from >= \(first) AND e.valid_from < \(next)"
  }

  static func complete(_ register: CityProfile.PropertyRegister) -> Query {
    guard !register.checks.isEmpty else { return "1 = 1" }
    return """
      (SELECT COUNT(*) FROM property_point c WHERE c.entry_id = e.id AND c.point IN (\(list: register.checks))) = \(register.checks.count)
      """
  }

  private func expected(_ day: CivilDay) -> Query {
    guard let other = register.expects else { return "1 = 0" }
    return """
      EXISTS (SELECT 1 FROM property_entry x WHERE x.register = \(other) AND \(Validity.condition("x", on: day))
        AND (x.estate_id = e.estate_id OR x.organisation_id = e.organisation_id
          OR (x.estate_id IS NULL AND x.organisation_id IS NULL AND x.area_id = e.area_id AND e.estate_id IS NULL AND e.organisation_id IS NULL)))
      """
  }
}
