import Ground
import Web

extension MatterAct {
  /// The acts that have a route of their own; reopening comes with the requester's rating.
  static let routed: [MatterAct] = allCases.filter { $0 != .reopen }

  private static let note: FieldShape = FieldShape("note", .text(max: 2000), about: "The reason, or what was done, in the city's language")
  static let photo: FieldShape = FieldShape("photo", .files(max: 4, bytes: 15 * 1024 * 1024), about: "Evidence: JPEG, PNG, WebP or HEIC")

  var takesPhotos: Bool { self == .answer || self == .recordWork }

  /// What the act's form and JSON may carry.
  var fields: [FieldShape] {
    switch self {
    case .accept: []
    case .dispatch:
      [
        FieldShape(
          "handler", .text(max: 40, pattern: "^(post|organisation):[1-9][0-9]{0,18}$"), required: true, about: "post:<id> or organisation:<id>"),
        Self.note,
      ]
    case .askMoreTime:
      [FieldShape("days", .integer(1...30), required: true, about: "Working days; natural days where the clock never rests"), Self.note]
    case .join: [FieldShape("number", .text(max: 20), required: true, about: "The number of the matter to join to"), Self.note]
    case .answer, .recordWork: [Self.note, Self.photo]
    default: [Self.note]
    }
  }

  /// The operation's name and what it does, for the OpenAPI document.
  var operation: (name: String, summary: String) {
    switch self {
    case .consult: ("consultOnMatter", "Write down what the desk and the alliance agreed")
    case .dispatch: ("dispatchMatter", "Give a matter to a post or an organisation")
    case .accept: ("acceptMatter", "Accept a matter")
    case .askMoreTime: ("askMoreTime", "Ask for more time, with a reason")
    case .grantMoreTime: ("grantMoreTime", "Grant the time that was asked for")
    case .refuseMoreTime: ("refuseMoreTime", "Refuse the time that was asked for, with a reason")
    case .giveBack: ("returnMatter", "Return a matter as not ours, with a reason")
    case .recordWork: ("recordWork", "Record work done on a matter")
    case .answer: ("answerMatter", "Answer a matter, with evidence")
    case .verify: ("verifyMatter", "Confirm that a matter is resolved")
    case .sendBack: ("sendMatterBack", "Send a matter back to its handler, with a reason")
    case .close: ("closeMatter", "Close a matter")
    case .join: ("joinMatter", "Join a matter to another that reports the same")
    case .reopen: ("reopenMatter", "Reopen a matter")
    }
  }

  /// The permission whose holders see the route at all; the table of moves and the look-up decide the rest.
  func permission(_ workflow: Workflow) -> Permission {
    workflow.moves.first { $0.act == self }?.permission ?? .matterRead
  }
}
