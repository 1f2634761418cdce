import Ground
import Organisations
import Places
import SQL

struct CareerOverviewRecords: Sendable {
  let profile: CityProfile
  let within: Within?
  private let entries: CareerEntryRecords = CareerEntryRecords()

  init(profile: CityProfile, within: Within?) {
    self.profile = profile
    self.within = within
  }

  func registers(_ policy: Policy, on day: CivilDay, in session: any Session) throws -> [CareerOverview.Register] {
    try profile.careers.registers.map { register in
      // A course completed is done for good: it counts in the year in which it was.
      let counts: [String: Int] = try entries.counts(
        CareerFilter(register: register.id, within: within), of: policy, rules: profile.careers, on: day, in: session)
      return CareerOverview.Register(register: register, counts: counts)
    }
  }

  func both(_ policy: Policy, on day: CivilDay, in session: any Session) throws -> (register: String, of: Int, both: Int)? {
    guard let grades = profile.careers.registers.first(where: \.isSingle),
      profile.careers.registers.contains(where: { $0.items.contains { $0.group != nil } })
    else { return nil }
    let all = CareerFilter(register: grades.id, within: within)
    let both = CareerFilter(register: grades.id, within: within, isBoth: true)
    return (
      grades.id, try entries.count(all, of: policy, rules: profile.careers, on: day, in: session),
      try entries.count(both, of: policy, rules: profile.careers, on: day, in: session)
    )
  }

  func courses(_ policy: Policy, on day: CivilDay, in session: any Session) throws -> [CareerOverview.Course] {
    var out: [CareerOverview.Course] = []
    for register in profile.careers.registers {
      for item in register.items where !item.audience.isEmpty {
        let all: Int = try count(register.id, item, nil, policy, day, in: session)
        let reached: Int = try count(register.id, item, true, policy, day, in: session)
        out.append(CareerOverview.Course(register: register.id, item: item.id, audience: all, reached: reached))
      }
    }
    return out
  }

  private func count(_ register: String, _ item: CityProfile.CareerItem, _ isDone: Bool?, _ policy: Policy, _ day: CivilDay, in session: any Session)
    throws -> Int
  {
    try session.value(
      "SELECT COUNT(*) FROM post p JOIN post_holding h ON h.post_id = p.id WHERE \(condition(register, item, isDone, policy, day))")
  }

  /// The holders of a course's audience, in the order of their places.
  func audience(
    _ register: String, _ item: CityProfile.CareerItem, isDone: Bool?, of policy: Policy, on day: CivilDay, after cursor: RowCursor?, limit: Int,
    in session: any Session
  ) throws -> [(post: PostID, place: Place, person: PersonID)] {
    var conditions: Query = condition(register, item, isDone, policy, day)
    if let cursor { conditions = "\(conditions) AND \(cursor.condition("p"))" }
    return try session.rows(
      """
      SELECT p.id, p.place, h.person_id FROM post p JOIN post_holding h ON h.post_id = p.id WHERE \(conditions)
      ORDER BY p.place, p.id, h.person_id LIMIT \(limit)
      """
    ) { (try $0.at(0), try $0.at(1), try $0.at(2)) }
  }

  private func condition(_ register: String, _ item: CityProfile.CareerItem, _ isDone: Bool?, _ policy: Policy, _ day: CivilDay) -> Query {
    let year = CivilDay(year: day.parts.year, month: 1, day: 1)
    var held: Query = """
      p.type IN (\(list: item.audience)) AND \(policy.filter(place: "p.place")) AND \(Validity.condition("p", on: day))
        AND \(Validity.condition("h", on: day))
      """
    if let within { held = "\(held) AND \(within.condition("p", .posts))" }
    let done: Query = """
      EXISTS (SELECT 1 FROM career_entry e WHERE e.person_id = h.person_id AND e.register = \(register) AND e.item = \(item.id)
        AND e.valid_from >= \(year) AND e.valid_from <= \(day))
      """
    return isDone.map { $0 ? "\(held) AND \(done)" : "\(held) AND NOT \(done)" } ?? held
  }
}
