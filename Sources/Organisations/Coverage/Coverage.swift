public import Ground

/// What is asked of every area of a level: that a post of a type is held there, or that a body of certain kinds stands there.
public struct CoverageMeasure: Sendable, Hashable {
  public enum Wanted: Sendable, Hashable {
    /// A held post of one of these types.
    case posts([String])
    /// A body of one of these kinds, or a held post of one of these types.
    case bodies([String], posts: [String])
  }

  /// As in the address: `post-grid_leader`, `body-party_grid`.
  public let id: String
  /// The key of its word.
  public let word: String
  public let level: String
  public let wanted: Wanted

  /// Every post type of an area level, then the links of the city's chain.
  public static func all(_ profile: CityProfile) -> [CoverageMeasure] {
    let levels: Set<String> = Set(profile.levels.map(\.id))
    let posts: [CoverageMeasure] = profile.postTypes.compactMap { type in
      guard let level = type.level, levels.contains(level) else { return nil }
      return CoverageMeasure(id: "post-\(type.id)", word: "post.\(type.id)", level: level, wanted: .posts([type.id]))
    }
    let bodies: [CoverageMeasure] = profile.organisationRules.links.filter { levels.contains($0.level) }.map { link in
      CoverageMeasure(
        id: "body-\(link.id)", word: "organisation_link.\(link.id)", level: link.level, wanted: .bodies(link.kinds, posts: link.posts))
    }
    return posts + bodies
  }
}

/// So many of so many areas.
public struct CoverageFigure: Sendable, Hashable {
  public let measure: CoverageMeasure
  public let total: Int
  public let covered: Int

  public var missing: Int { total - covered }

  /// In tenths of a percent, rounded down: all is only what is all.
  public var permille: Int { total == 0 ? 0 : covered * 1000 / total }
}

/// One area of the level and whether it has what is asked.
public struct CoverageLine: Sendable, Hashable {
  public let area: AreaID
  public let name: String
  public let code: String
  public let place: Place
  public let isCovered: Bool
}
