import Ground
import SQL

/// How a seat stands on a day. Each is a filter of the list, a figure above it, and the same condition in SQL.
public enum PostState: String, Sendable, CaseIterable {
  /// Somebody holds it.
  case held
  /// Nobody does.
  case vacant
  /// The term, or the time itself, of somebody who holds it ends within so many days.
  case expiring
  /// The term is over and its holder sits on.
  case expired
  /// Somebody acts for it.
  case acting

  public static let usualDays: Int = 90

  /// On `post p`.
  func condition(on day: CivilDay, within days: Int) -> Query {
    let now: Int = day.daysSince1970
    let last: Int = now + days
    switch self {
    case .held: return "EXISTS (\(PostState.holding(on: day)))"
    case .vacant: return "NOT EXISTS (\(PostState.holding(on: day)))"
    case .expiring:
      // Two arms, each with an index of its own.
      return """
        (p.id IN (SELECT e.post_id FROM post_holding e WHERE e.term_until > \(now) AND e.term_until <= \(last) AND \(Validity.condition("e", on: day)))
        OR p.id IN (SELECT e.post_id FROM post_holding e WHERE e.valid_until > \(now) AND e.valid_until <= \(last) AND e.valid_from <= \(now)))
        """
    case .expired:
      return "p.id IN (SELECT e.post_id FROM post_holding e WHERE e.term_until <= \(now) AND \(Validity.condition("e", on: day)))"
    case .acting:
      return "p.id IN (SELECT e.post_id FROM post_stand_in e WHERE e.kind = 'acting' AND \(Validity.condition("e", on: day)))"
    }
  }

  private static func holding(on day: CivilDay) -> Query {
    "SELECT 1 FROM post_holding v WHERE v.post_id = p.id AND \(Validity.condition("v", on: day))"
  }
}
