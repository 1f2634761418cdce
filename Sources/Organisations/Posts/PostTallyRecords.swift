public import Ground
public import SQL

/// How many posts of a list stand how. Every figure is the length of the list with the same filter.
public struct PostTally: Sendable, Hashable {
  public var all: Int = 0
  public var vacant: Int = 0
  public var expiring: Int = 0
  public var expired: Int = 0
  public var acting: Int = 0

  public subscript(_ state: PostState?) -> Int {
    switch state {
    case nil: all
    case .held: all - vacant
    case .vacant: vacant
    case .expiring: expiring
    case .expired: expired
    case .acting: acting
    }
  }
}

public struct PostTallyRecords: Sendable {
  public init() {}

  /// - Parameter filter: its state is left aside.
  public func tally(_ filter: PostFilter, of policy: Policy, on day: CivilDay, in session: any Session) throws -> PostTally {
    func count(_ state: PostState?) throws -> Int {
      var narrowed = filter
      narrowed.state = state
      return try session.value("SELECT COUNT(*) FROM post p WHERE \(PostTallyRecords.condition(narrowed, policy, day))")
    }
    return PostTally(
      all: try count(nil), vacant: try count(.vacant), expiring: try count(.expiring), expired: try count(.expired), acting: try count(.acting))
  }

  /// Only how many there are and how many are vacant.
  func standing(_ filter: PostFilter, of policy: Policy, on day: CivilDay, in session: any Session) throws -> PostTally {
    var vacant = filter
    vacant.state = .vacant
    return PostTally(
      all: try session.value("SELECT COUNT(*) FROM post p WHERE \(PostTallyRecords.condition(filter, policy, day))"),
      vacant: try session.value("SELECT COUNT(*) FROM post p WHERE \(PostTallyRecords.condition(vacant, policy, day))"))
  }

  static func condition(_ filter: PostFilter, _ policy: Policy, _ day: CivilDay) -> Query {
    let scope: [Query] = [
      policy.filter(place: "p.place", organisation: "p.organisation_id", post: "p.id"), Validity.condition("p", on: day),
    ]
    return Query.joined(scope + filter.conditions(on: day), by: " AND ")
  }
}
