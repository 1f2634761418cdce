public import Ground
public import Places

/// Who answers for a door on a day: from the stairwell up to the city, rung by rung.
public struct Door: Sendable {
  public let building: Building?
  public let unit: Int?
  /// From the top down to the grid, as it was on the day.
  public let chain: [Area]
  public let day: CivilDay
  public let estate: Estate?
  /// The nearest first.
  public let rungs: [DoorRung]
  /// Venues around it, the nearest first, with metres.
  public let venues: [(venue: Venue, metres: Int)]

  /// The first rung above this one where somebody is.
  public func stepsIn(for index: Int) -> DoorRung? { rungs.dropFirst(index + 1).first { !$0.isVacant } }

  /// The rung that answers first.
  public var answering: Int? { rungs.firstIndex { !$0.isVacant } }
}

/// One rung: the unit, the building, or one of the areas above, with its posts in the order of the profile.
public struct DoorRung: Sendable, Hashable {
  /// Of the profile's levels, or `building` or `unit`.
  public let level: String
  public let name: String
  public var posts: [DoorPost]

  /// Nobody is there, or there is no such post.
  public var isVacant: Bool { posts.allSatisfy(\.holders.isEmpty) }
}

/// A post that answers, as far as the one who looks may see it.
public struct DoorPost: Sendable, Hashable {
  public struct Holder: Sendable, Hashable {
    public let person: PersonID
    /// nil where the name is not for this caller's eyes.
    public var name: String?
    public let since: CivilDay
    /// For the time being, in place of who holds it or should.
    public let isActing: Bool
  }

  public let id: PostID
  public let type: String
  public let area: AreaID
  public let place: Place
  public let building: BuildingID?
  public let unit: Int?
  public var holders: [Holder]
  /// Whether this caller may open the post's own page.
  public var isOpen: Bool
}
