public import Ground

/// The filing (备案) of whoever holds a post, on its way from the subdistrict to the county's organisation department and back.
public struct Filing: Sendable, Hashable {
  public enum State: String, Sendable, CaseIterable {
    case submitted
    case underReview = "under_review"
    case filed, returned
  }

  /// What leads from state to state, and by whose permission.
  public enum Act: String, Sendable, CaseIterable {
    case review, approval, `return`, resubmission

    public var from: [State] {
      switch self {
      case .review: [.submitted]
      case .approval, .return: [.underReview]
      case .resubmission: [.returned]
      }
    }

    public var to: State {
      switch self {
      case .review: .underReview
      case .approval: .filed
      case .return: .returned
      case .resubmission: .submitted
      }
    }

    public var permission: Permission { self == .resubmission ? .careerManage : .careerDecide }
  }

  public let id: FilingID
  public let post: PostID
  public let person: PersonID
  public let area: AreaID
  public let place: Place
  public var state: State
  public var submittedOn: CivilDay
  public var submittedBy: PersonID?
  public var decidedOn: CivilDay?
  public var decidedBy: PersonID?
  /// Why it was returned, one of the profile's words.
  public var reason: String?
  /// The county's number for it.
  public var number: String?
  public var version: Int64

  /// One step of its story.
  public struct Step: Sendable, Hashable {
    public let at: Moment
    /// `submission`, or an ``Act``.
    public let act: String
    public let person: PersonID?
    public let reason: String?
    public let note: String?
  }
}
