import Ground
import Organisations

/// A thing that somebody can or cannot see or act on, as far as a policy asks about it.
struct WhyTarget: Sendable, Hashable {
  enum Kind: String, CaseIterable, Sendable { case matter, area, post, organisation }

  let kind: Kind
  /// What people call it, and where it is.
  let name: String
  let home: String
  let place: Place
  var organisation: OrganisationID?
  var post: PostID?

  func isAllowed(by policy: Policy) -> Bool { policy.allows(place: place, organisation: organisation, post: post) }
}

/// Whether an account may do something, and what each of its posts says to that. The verdict is the caller's own policy, and what a post
/// says is the post's part of that policy: there is no second rule that could say otherwise.
struct WhyAnswer: Sendable, Hashable {
  enum Finding: Sendable, Hashable {
    case gives
    /// The role permits it, but not there.
    case elsewhere
    /// The role does not permit it.
    case lacks
    /// The post gives nothing at all.
    case nothing(Seat.Obstacle)
  }

  struct Reason: Sendable, Hashable {
    let seat: Seat
    let role: CityProfile.Role?
    let finding: Finding
  }

  let permission: Permission
  let isAllowed: Bool
  let isDisabled: Bool
  /// What gives it first, then what comes close, then the rest.
  let reasons: [Reason]

  /// - Parameter target: nil asks whether it may be done anywhere at all.
  init(_ file: AccountFile, _ book: RoleBook, on day: CivilDay, _ permission: Permission, _ target: WhyTarget?) {
    self.permission = permission
    isDisabled = file.isDisabled
    let policy: Policy = file.caller(by: book, on: day, request: "")?.policy(for: permission) ?? .nothing
    isAllowed = WhyAnswer.isAllowed(policy, target)
    let found: [Reason] = file.seats.map { seat in
      let finding: Finding =
        switch seat.judged(by: book, on: day, file.proof) {
        case .failure(let obstacle): .nothing(obstacle)
        case .success(let holding): WhyAnswer.finding(holding, permission, target)
        }
      return Reason(seat: seat, role: book.role(ofType: seat.type), finding: finding)
    }
    reasons = found.enumerated().sorted { ($0.element.finding.rank, $0.offset) < ($1.element.finding.rank, $1.offset) }.map(\.element)
  }

  private static func isAllowed(_ policy: Policy, _ target: WhyTarget?) -> Bool { target.map { $0.isAllowed(by: policy) } ?? !policy.isNothing }

  private static func finding(_ holding: Holding, _ permission: Permission, _ target: WhyTarget?) -> Finding {
    let policy: Policy = holding.policy(for: permission)
    if isAllowed(policy, target) { return .gives }
    return policy.isNothing ? .lacks : .elsewhere
  }
}

extension WhyAnswer.Finding {
  fileprivate var rank: Int {
    switch self {
    case .gives: 0
    case .elsewhere: 1
    case .nothing: 2
    case .lacks: 3
    }
  }

  /// For JSON.
  var code: String {
    switch self {
    case .gives: "gives"
    case .elsewhere: "elsewhere"
    case .lacks: "role_lacks_permission"
    case .nothing(let obstacle): obstacle.code
    }
  }

  static let codes: [String] = [
    "gives", "elsewhere", "role_lacks_permission", "term_not_begun", "term_ended", "post_not_begun", "post_abolished", "type_unknown",
    "organisation_missing", "second_factor_missing", "password_temporary",
  ]
}

extension Seat.Obstacle {
  var code: String {
    switch self {
    case .notBegun: "term_not_begun"
    case .ended: "term_ended"
    case .postNotBegun: "post_not_begun"
    case .postAbolished: "post_abolished"
    case .typeUnknown: "type_unknown"
    case .organisationMissing: "organisation_missing"
    case .secondFactorMissing: "second_factor_missing"
    case .passwordTemporary: "password_temporary"
    }
  }

  /// The day of which it speaks.
  var day: CivilDay? {
    switch self {
    case .notBegun(let day), .ended(let day), .postNotBegun(let day), .postAbolished(let day): day
    case .typeUnknown, .organisationMissing, .secondFactorMissing, .passwordTemporary: nil
    }
  }
}
