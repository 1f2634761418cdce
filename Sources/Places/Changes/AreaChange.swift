public import Ground

/// A change of areas that has been decided: today's, of the past, or one whose day lies ahead.
public struct AreaChange: Sendable, Hashable {
  public let id: AreaChangeID
  public let plan: AreaPlan
  public let madeAt: Moment
  public let person: PersonID?
  /// The post under which it was decided.
  public let post: PostID?
  public let reason: String?
  /// When its effect came about; nil while its day lies ahead.
  public var enactedAt: Moment?
  /// The change that this one takes back.
  public let reverses: AreaChangeID?
  /// The change that takes this one back.
  public var reversedBy: AreaChangeID?
  public let version: Int64

  public init(
    id: AreaChangeID, plan: AreaPlan, madeAt: Moment, person: PersonID?, post: PostID?, reason: String?, enactedAt: Moment? = nil,
    reverses: AreaChangeID? = nil, reversedBy: AreaChangeID? = nil, version: Int64 = 1
  ) {
    self.id = id
    self.plan = plan
    self.madeAt = madeAt
    self.person = person
    self.post = post
    self.reason = reason
    self.enactedAt = enactedAt
    self.reverses = reverses
    self.reversedBy = reversedBy
    self.version = version
  }
}
