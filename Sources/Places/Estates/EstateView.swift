import Ground

/// An estate with what stands in it, as its page shows it.
struct EstateView: Sendable {
  let estate: Estate
  /// From the city down to the community.
  let chain: [Area]
  /// How it has been managed, the latest first.
  let modes: [EstateModeSpan]
  /// The first of its buildings, grid by grid.
  let buildings: [BuildingRow]
  let count: Int
  /// The grids its buildings stand in, with how many of them.
  let grids: [(id: AreaID, name: String, buildings: Int)]
  let facets: [EstateFacet]
  let mayManage: Bool
}

/// A building in a list, with its grid's name as it stands alone.
struct BuildingRow: Sendable {
  let building: Building
  let grid: String
  let estate: String?
}

/// A page of estates, and how many there are of each kind.
struct EstateList: Sendable {
  struct Row: Sendable {
    let estate: Estate
    let area: String
    let buildings: Int
  }

  let rows: [Row]
  /// Of the whole list, not of the page.
  let count: Int
  /// How many of them have a flag, whatever flag the list is narrowed to.
  let flags: [String: Int]
  /// Where the next page begins.
  let next: RowCursor?
}
