import Ground

/// Who may edit roles, and when, from some day on. A city where nobody may has locked itself out of its own rules.
struct RoleEditors: Sendable {
  /// From this day on, and until the next rule's, posts of these types may edit roles.
  struct Rule: Sendable {
    let from: CivilDay
    let types: Set<String>
  }

  /// A post that somebody with an open account holds or acts for.
  struct Office: Sendable {
    let post: PostID
    let type: String
    let days: Range<CivilDay>

    /// nil when the post is not there on any of these days.
    init?(post: PostID, type: String, term: Seat.Days, existence: Seat.Days) {
      let from: CivilDay = max(term.from, existence.from)
      let until: CivilDay = min(term.until ?? .farAway, existence.until ?? .farAway)
      guard from < until else { return nil }
      self.post = post
      self.type = type
      days = from..<until
    }
  }

  /// In the order of their days.
  let rules: [Rule]
  private(set) var offices: [Office]

  init(rules: [Rule], offices: [Office]) {
    self.rules = rules
    self.offices = offices
  }

  /// Whether a post of this type may edit roles, on some day.
  func includes(_ type: String) -> Bool { rules.contains { $0.types.contains(type) } }

  /// As it is when others have a post, or the same on other days.
  func replacing(_ post: PostID, by new: [Office]) -> RoleEditors {
    RoleEditors(rules: rules, offices: offices.filter { $0.post != post } + new)
  }

  /// When somebody is there; these may overlap.
  private var stretches: [Range<CivilDay>] {
    let ends: [CivilDay] = rules.dropFirst().map(\.from) + [.farAway]
    return zip(rules, ends).flatMap { rule, end in
      offices.filter { rule.types.contains($0.type) }.map { $0.days.clamped(to: rule.from..<end) }.filter { !$0.isEmpty }
    }
  }

  /// The first day on which somebody is there by this and nobody by the other; nil when there is none.
  func firstDay(lostBy other: RoleEditors) -> CivilDay? {
    let kept: [Range<CivilDay>] = other.stretches
    return stretches.compactMap { stretch in
      var day: CivilDay = stretch.lowerBound
      while let next = kept.filter({ $0.contains(day) }).map(\.upperBound).max() { day = next }
      return stretch.contains(day) ? day : nil
    }.min()
  }

  /// - Throws: ``Refusal`` `.conflict` naming the first day from which nobody would be left, where somebody was.
  func check(against after: RoleEditors) throws {
    if let day = firstDay(lostBy: after) { throw Refusal(.conflict, "access.nobody_left", ["day": day.description]) }
  }
}
