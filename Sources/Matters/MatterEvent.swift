public import Ground

/// One step in a matter's story, as its timeline tells it.
public struct MatterEvent: Sendable, Hashable {
  /// The acts of the workflow, and the three things a requester does.
  public enum Kind: Sendable, Hashable {
    case reported
    /// Another person reported the same.
    case alsoReported
    case rated
    /// The post that has it is held by somebody else from a day on, or has gone.
    case handedOver
    /// The areas changed, and it went along.
    case rehomed
    case act(MatterAct)

    var word: String {
      switch self {
      case .reported: "reported"
      case .alsoReported: "also_reported"
      case .rated: "rated"
      case .handedOver: "handed_over"
      case .rehomed: "rehomed"
      case .act(let act): act.rawValue
      }
    }

    init?(word: String) {
      switch word {
      case "reported": self = .reported
      case "also_reported": self = .alsoReported
      case "rated": self = .rated
      case "handed_over": self = .handedOver
      case "rehomed": self = .rehomed
      default:
        guard let act = MatterAct(rawValue: word) else { return nil }
        self = .act(act)
      }
    }
  }

  public let id: MatterEventID
  public let matter: MatterID
  public let at: Moment
  public let kind: Kind
  public let person: PersonID?
  public let post: PostID?
  /// Whom it was dispatched to.
  public let targetPost: PostID?
  public let targetOrganisation: OrganisationID?
  public let note: String?
  public let dueBefore: Moment?
  public let dueAfter: Moment?
  /// Of a handover: who had it, who has it from then on, and the first day.
  public var before: PersonID? = nil
  public var after: PersonID? = nil
  public var day: CivilDay? = nil
}

/// A picture of a report or of work done.
public struct MatterPhoto: Sendable, Hashable {
  public enum Kind: String, Sendable, CaseIterable {
    case report, evidence
  }

  public let id: PhotoID
  public let matter: MatterID
  public let event: MatterEventID
  public let kind: Kind
  /// SHA-256 of the stored JPEG in hex: its name in the photo store.
  public let digest: String
  public let width: Int
  public let height: Int
  public let at: Moment
}
