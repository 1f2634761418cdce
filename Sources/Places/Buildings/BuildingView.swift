import Ground

/// A building with what belongs to it, as its page shows it.
struct BuildingView: Sendable {
  let building: Building
  /// From the city down to the grid.
  let chain: [Area]
  let estate: Estate?
  let units: [BuildingUnit]
  let codes: [DoorCode]
  /// Its planned end and those of its units.
  let ends: [PlannedEnd<Noun.Building>]
  /// The building that is to take over.
  let heir: Building?
  let mayManage: Bool

  /// The planned end of the building, or of one of its units.
  func end(unit: Int?) -> PlannedEnd<Noun.Building>? { ends.first { $0.unit == unit } }
}

/// A page of buildings.
struct BuildingList: Sendable {
  let rows: [BuildingRow]
  /// Of the whole list, not of the page.
  let count: Int
  /// Where the next page begins.
  let next: RowCursor?
}
