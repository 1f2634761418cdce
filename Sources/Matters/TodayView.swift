import Ground
import Organisations
import Places

/// What a grid leader or a handler has on hand, for a phone.
struct TodayView: Sendable {
  /// Late or nearly so.
  let first: [QueueRow]
  let rest: [QueueRow]
  /// Answered by this caller's posts within the last seven days.
  let answered: [QueueRow]
  let home: Area?
  /// The post's title, 网格长.
  let title: String?
  /// Whether matters can be in this caller's hands at all.
  let mayHandle: Bool
  /// What other rooms have to say.
  let reminders: [Reminder]
}

/// The figures of an area and of the areas below it.
struct TilesView: Sendable {
  struct Line: Sendable {
    let area: Area
    let tiles: MatterTiles
  }

  let area: Area
  let chain: [Area]
  let tiles: MatterTiles
  let lines: [Line]
  /// The areas are those of this day; nil: of today.
  var structure: CivilDay?
}
