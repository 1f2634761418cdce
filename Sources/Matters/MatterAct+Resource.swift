public import Ground

extension MatterAct {
  /// The last part of the address to which the act's form is sent: `/matters/{id}/<resource>`. Also where its form stands on the page.
  public var resource: String {
    switch self {
    case .consult: "consultation"
    case .dispatch: "dispatch"
    case .accept: "acceptance"
    case .askMoreTime: "more-time-request"
    case .grantMoreTime: "more-time-grant"
    case .refuseMoreTime: "more-time-refusal"
    case .giveBack: "return"
    case .recordWork: "work-record"
    case .answer: "answer"
    case .verify: "verification"
    case .sendBack: "send-back"
    case .close: "closure"
    case .join: "joining"
    // The requester's own, by the secret link; staff have no form for it.
    case .reopen: "reopening"
    }
  }
}
