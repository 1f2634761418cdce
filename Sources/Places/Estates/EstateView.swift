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
  /// When it is planned to end.
  let end: PlannedEnd<Noun.Estate>?
  /// The estate that its buildings go to then.
  let heir: Estate?
  let mayManage: Bool
}

/// A building in a list, with its grid's name as it stands alone.
struct BuildingRow: Sendable {
  let building: Building
  let grid: String
  let estate: String?
  /// When it is planned to end.
  let ends: CivilDay?
}

/// A page of estates, and how many there are of each kind.
struct EstateList: Sendable {
  struct Row: Sendable {
    let estate: Estate
    let area: String
    let buildings: Int
    /// When it is planned to end.
    let ends: CivilDay?
  }

  let rows: [Row]
  /// Of the whole list, not of the page.
  let count: Int
  /// How many of them have a flag, whatever flag the list is narrowed to.
  let flags: [String: Int]
  /// Where the next page begins.
  let next: RowCursor?
}
