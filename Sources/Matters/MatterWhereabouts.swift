public import Ground
public import SQL

/// Where a matter is and in whose hands: all that a policy asks about it, and nothing of what it says.
public struct MatterWhereabouts: Sendable, Hashable {
  public let number: MatterNumber
  public let place: Place
  public let area: AreaID
  public let organisation: OrganisationID?
  public let post: PostID?

  /// - Parameter typed: the number as somebody read it out.
  /// - Returns: nil when it is no number or there is no such matter.
  public static func find(_ typed: String, in session: any Session) throws -> MatterWhereabouts? {
    guard let number = MatterNumber(typed: typed) else { return nil }
    return try session.first(
      """
      SELECT m.place, m.area_id, m.handler_organisation_id, m.handler_post_id
      FROM matter_report r JOIN matter m ON m.id = r.matter_id WHERE r.number = \(number.digits)
      """
    ) { row in
      var reader = row.reader()
      return MatterWhereabouts(
        number: number, place: try reader.next(), area: try reader.next(), organisation: try reader.next(), post: try reader.next())
    }
  }
}
