public import Ground
public import SQL
import Synchronization

/// Answers which grid a point lies in from an index kept in memory. The index is only a copy: each question first looks at
/// the revision of the boundaries, and builds it anew when another process has changed them.
public final class GridLocator: Sendable {
  private struct Known {
    let revision: Int64
    let finder: GridFinder
  }

  private let level: String
  private let records: BoundaryRecords = BoundaryRecords()
  private let known: Mutex<Known?> = Mutex(nil)

  /// - Parameter level: the lowest level of the profile, such as `grid`.
  public init(level: String) { self.level = level }

  /// The grid of a point, or nil where there is none.
  public func grid(at point: Coordinates, in session: any Session) throws -> AreaID? {
    try finder(in: session).grid(at: point)
  }

  /// The index itself, for those who ask thousands of points.
  public func finder(in session: any Session) throws -> GridFinder {
    let revision = try records.revision(in: session)
    if let known = known.withLock({ $0 }), known.revision == revision { return known.finder }
    let finder = GridFinder(try records.grids(level: level, in: session))
    known.withLock { $0 = Known(revision: revision, finder: finder) }
    return finder
  }
}
