import Ground
import Organisations
import Places

/// One row of a queue with the names that belong to it.
struct QueueRow: Sendable, Hashable {
  let matter: Matter
  /// The grid or area, with its community: 吉钢社区第4网格.
  let areaName: String
  /// In whose hands it is, as people say it; nil while it lies at the desk.
  let handler: String?
  let standing: MatterStanding
}

/// A page of a queue as it is shown.
struct QueueView: Sendable {
  /// A named filter with its count: 待派单 23.
  struct Named: Sendable {
    let id: String
    let filter: MatterFilter
    let count: Int
  }

  let filter: MatterFilter
  let rows: [QueueRow]
  /// How many the filter has in all.
  let total: Int
  /// The cursor of the next page.
  let next: String?
  let views: [Named]
  /// The areas one can choose: those directly below the caller's own, and the chosen one.
  let areas: [Area]
  /// The area that the caller's first post stands for, for the head of the page.
  let home: Area?
}
