public import Ground
public import SQL

/// A room that keeps something in areas: it says what a change would move, and moves it on the day.
///
/// Every table with an `area_id` or a `place` needs one. For most tables ``AreaTableFollower`` is enough:
///
/// ```swift
/// // In the room: what `estate (id, area_id, place, …)` does when areas change.
/// public static let areaFollowers: [any AreaFollower] = [AreaTableFollower(.estates, table: "estate")]
/// // In lianzhi/House: handed to the change desk.
/// places = PlacesRoom(…).following(OrganisationsRoom.areaFollowers + …)
/// ```
///
/// The words are `area_touch.<subject>` (how many things: `{count} 个岗位`), in the room's own words file.
public protocol AreaFollower: Sendable {
  /// What a change would touch, for the dry run. Nothing has changed yet: look with ``AreaEffect/Source/before``.
  /// - Parameter caller: rows are shown only as far as this caller may see them; counts are whole.
  func touched(by effect: AreaEffect, for caller: Caller, words: Words, in session: any Session) throws -> [AreaTouch]

  /// Carries the effect out, in the change's own transaction. The areas and buildings have changed already.
  func follow(_ effect: AreaEffect, by caller: Caller, in session: any Session) throws
}

/// What a change does to one kind of thing.
public struct AreaTouch: Sendable, Hashable {
  public struct Row: Sendable, Hashable {
    public let title: String
    public let href: String?
    public let from: AreaID
    public let to: AreaID

    public init(title: String, href: String?, from: AreaID, to: AreaID) {
      self.title = title
      self.href = href
      self.from = from
      self.to = to
    }
  }

  /// `buildings`, `posts`, `matters`: the word is `area_touch.<subject>`.
  public let subject: String
  /// How many get another area.
  public let moved: Int
  /// How many stay in their area, whose number changes.
  public let renumbered: Int
  /// Some of those that get another area, as far as the caller may see them: see ``AreaEffect/page(of:)``.
  public let rows: [Row]

  public init(subject: String, moved: Int, renumbered: Int, rows: [Row] = []) {
    self.subject = subject
    self.moved = moved
    self.renumbered = renumbered
    self.rows = rows
  }
}
