import Ground

/// What signed-in people are shown about themselves: which posts, where, and why they can see things.
struct Me: Sendable {
  struct Reach: Sendable {
    let post: PostOption
    /// When the permissions hold only within an organisation.
    let organisation: String?
    let permissions: [Permission]
  }

  let account: String
  let person: PersonID?
  let name: String
  let reaches: [Reach]
  /// Nothing is given before the password that somebody else chose is changed.
  let hasTemporaryPassword: Bool
  let hasSecondFactor: Bool
  /// Whether some post gives nothing only because there is no second factor.
  let lacksSecondFactor: Bool
}
