import Ground
public import Places
import SQL

extension AreaSubject {
  public static let posts = AreaSubject("posts")
  public static let organisations = AreaSubject("organisations")
  static let organisationAreas = AreaSubject("organisation_areas")
  static let territorialDuties = AreaSubject("territorial_duties")
  static let streetPowers = AreaSubject("street_powers")
}

extension OrganisationsRoom {
  /// Posts and organisations go where their area goes: a building chief with the building, a leader of a retired grid to its
  /// successor, until somebody ends the seat.
  public static let areaFollowers: [any AreaFollower] = [
    AreaTableFollower(
      .posts, table: "post", hasLast: true, hasBuilding: true, hasVersion: true,
      telling: .init(.peopleRead, title: "t.type", word: "post.", path: "/posts/"), current: open),
    AreaTableFollower(
      .organisations, table: "organisation", hasLast: true, hasVersion: true,
      telling: .init(.organisationRead, title: "coalesce(t.name, t.profile_key)", path: "/organisations/"), current: open),
    AreaTableFollower(.organisationAreas, table: "organisation_area", hasLast: true, hasBuilding: true, current: open),
    AreaTableFollower(.territorialDuties, table: "territorial_duty", hasLast: true, hasVersion: true, current: open),
    AreaTableFollower(.streetPowers, table: "street_power", hasLast: true, hasVersion: true, current: open),
    AreaNumberFollower(table: "person"),
  ]

  private static func open(on day: CivilDay) -> Query { "(valid_until IS NULL OR valid_until > \(day))" }
}
