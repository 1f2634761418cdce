import Ground
import Places

/// Where the registers stand: how many each has, how much of an audience a course has reached, how many workers are both all-round and special.
struct CareerOverview: Sendable {
  let within: Within?
  struct Register: Sendable {
    let register: CityProfile.CareerRegister
    /// How many entries of each item hold today.
    let counts: [String: Int]
    var total: Int { counts.values.reduce(0, +) }
  }

  struct Course: Sendable {
    let register: String
    let item: String
    /// Held posts of the audience, and how many of their holders have completed it this year.
    let audience: Int
    let reached: Int
  }

  let registers: [Register]
  let courses: [Course]
  /// Of those who have a grade, how many have an item of each group of the skills. nil where the city keeps no grades or no groups.
  let both: (register: String, of: Int, both: Int)?
  let filings: FilingPages.Tally?
}
