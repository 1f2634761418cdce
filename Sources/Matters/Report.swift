public import Ground

/// One person's report of a matter. Several people may report the same; each has a link of their own, follows and rates.
public struct Report: Sendable, Hashable {
  public typealias ID = ReportID

  public let id: ReportID
  public let matter: MatterID
  /// This reporter's number; the matter's own for the first.
  public let number: String
  public let body: String
  public let at: Moment
  public var rating: Int?
  public var solved: Bool?
  public var comment: String?
  public var ratedAt: Moment?

  /// The step of the timeline with which it came in: both have one id, so that nobody takes a neighbour's step for their own.
  var firstStep: MatterEventID { MatterEventID(id.raw) }
}

/// How to reach a reporter, if they want to be reached. Kept encrypted in a table of its own and deleted when its time is
/// over.
public struct Contact: Sendable, Hashable {
  public let name: String?
  public let phone: String?

  /// `138****6021`: what a page shows before somebody asks for more.
  public var maskedPhone: String? {
    guard let phone else { return nil }
    guard phone.count >= 7 else { return String(repeating: "*", count: phone.count) }
    return "\(phone.prefix(3))\(String(repeating: "*", count: phone.count - 7))\(phone.suffix(4))"
  }
}
