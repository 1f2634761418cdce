public import Ground

/// The written rules of an alliance as of a day: its principles and mechanisms, each in the alliance's own words.
public struct AllianceCharter: Sendable, Hashable {
  public let id: AllianceCharterID
  public let alliance: OrganisationID
  /// It holds from this day until a later one is dated.
  public let dated: CivilDay
  /// By the profile's ids.
  public let principles: [String: String]
  public let mechanisms: [String: String]

  public init(id: AllianceCharterID, alliance: OrganisationID, dated: CivilDay, principles: [String: String], mechanisms: [String: String]) {
    self.id = id
    self.alliance = alliance
    self.dated = dated
    self.principles = principles
    self.mechanisms = mechanisms
  }

  /// The one in force on a day, of those of one alliance.
  public static func inForce(_ charters: [AllianceCharter], on day: CivilDay) -> AllianceCharter? {
    charters.filter { $0.dated <= day }.max { ($0.dated, $0.id) < ($1.dated, $1.id) }
  }
}
