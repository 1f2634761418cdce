import Ground

/// A building with what belongs to it, as its page shows it.
struct BuildingView: Sendable {
  let building: Building
  /// From the city down to the grid.
  let chain: [Area]
  let estate: Estate?
  let units: [BuildingUnit]
  let codes: [DoorCode]
  let mayManage: Bool
}

/// A page of buildings.
struct BuildingList: Sendable {
  let rows: [BuildingRow]
  /// Of the whole list, not of the page.
  let count: Int
  /// Where the next page begins.
  let next: RowCursor?
}
