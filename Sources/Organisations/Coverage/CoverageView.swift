import Ground
import Places

/// Where posts and bodies stand in one area: the figures, and the areas below with theirs.
struct CoverageView: Sendable {
  let within: Within
  let tally: PostTally
  let figures: [CoverageFigure]
  /// Posts of buildings and units: as many as have been set up, and how many are held.
  let seats: [(type: String, all: Int, vacant: Int)]
  let below: [(area: AreaID, name: String, tally: PostTally)]
}
