import Ground
import Organisations
import SQL

/// Which accounts a policy reaches: those whose person's posts of today, held or acted for, all lie within it. An account without a post
/// belongs to the city as a whole. So nobody gains power over somebody who also works elsewhere or further up.
struct AccountScope: Sendable {
  let calendar: WorkingCalendar
  /// The whole city's places.
  let city: PlaceRange?

  init(profile: CityProfile) {
    calendar = profile.calendar
    city = PlaceRange(code: profile.divisionCode)
  }

  /// A condition on `account a`.
  func condition(_ policy: Policy, at now: Moment) -> Query {
    if policy.isNothing { return "1 = 0" }
    let day: CivilDay = calendar.localDay(now)
    let held: Query = """
      SELECT 1 FROM \(OccupancyRecords.all) h JOIN post p ON p.id = h.post_id WHERE h.person_id = a.person_id
        AND \(Validity.condition("h", on: day)) AND \(Validity.condition("p", on: day))
      """
    let within: Query = policy.filter(place: "p.place", organisation: "p.organisation_id", post: "p.id")
    // A column that is NULL makes the filter NULL, and NOT NULL is not true: what is not within must be said to be outside.
    let outside: Query = "NOT EXISTS (\(held) AND CASE WHEN \(within) THEN 0 ELSE 1 END = 1)"
    return coversCity(policy) ? "(\(outside))" : "(\(outside) AND EXISTS (\(held)))"
  }

  func reaches(_ account: AccountID, by policy: Policy, at now: Moment, in session: any Session) throws -> Bool {
    try session.first("SELECT 1 FROM account a WHERE a.id = \(account) AND \(condition(policy, at: now))") != nil
  }

  func coversCity(_ policy: Policy) -> Bool {
    guard let city else { return false }
    return policy.ranges.contains { $0.contains(city) }
  }
}
