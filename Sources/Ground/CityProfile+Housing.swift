/// How estates, venues and doors are spoken of in a city.
extension CityProfile {
  public struct Housing: Sendable, Hashable {
    public let flags: [EstateFlag]
    public let modes: [EstateMode]
    public let venueKinds: [VenueKind]
    /// What a venue can be there for; the word is `venue_function.<id>`.
    public let venueFunctions: [String]
    /// The posts that answer for a door.
    public let answering: [Answering]
    /// Whether everybody may see the telephone of a community's own venue, as it hangs at its entrance.
    public let publishesPhone: Bool

    public init(
      flags: [EstateFlag] = [], modes: [EstateMode] = [], venueKinds: [VenueKind] = [], venueFunctions: [String] = [],
      answering: [Answering] = [], publishesPhone: Bool = false
    ) {
      self.flags = flags
      self.modes = modes
      self.venueKinds = venueKinds
      self.venueFunctions = venueFunctions
      self.answering = answering
      self.publishesPhone = publishesPhone
    }

    /// Whether these marks say that no company works there, and this mode that one does.
    public func contradict(_ marks: Set<String>, _ mode: String?) -> Bool {
      guard let mode, modes.contains(where: { $0.id == mode && $0.hasCompany }) else { return false }
      return flags.contains { $0.excludesCompany && marks.contains($0.id) }
    }
  }

  /// What an estate can be marked with; its word is `estate_flag.<id>`.
  public struct EstateFlag: Sendable, Hashable {
    public let id: String
    /// No property company works at an estate that is marked so.
    public let excludesCompany: Bool
    public init(id: String, excludesCompany: Bool) {
      self.id = id
      self.excludesCompany = excludesCompany
    }
  }

  /// A way in which an estate is managed; its word is `estate_mode.<id>`.
  public struct EstateMode: Sendable, Hashable {
    public let id: String
    /// Whether a property company works there: then the triad wants one.
    public let hasCompany: Bool
    public init(id: String, hasCompany: Bool) {
      self.id = id
      self.hasCompany = hasCompany
    }
  }

  /// A kind of venue; its word is `venue_kind.<id>`.
  public struct VenueKind: Sendable, Hashable {
    public let id: String
    /// Where one asks for the community's own people: its telephone is the office's.
    public let isOffice: Bool
    public init(id: String, isOffice: Bool) {
      self.id = id
      self.isOffice = isOffice
    }
  }

  /// A post that answers for a door, and what of it hangs on the notice board for everybody to see.
  public struct Answering: Sendable, Hashable {
    public enum Face: String, Sendable, CaseIterable { case title, name }
    /// Of a post type.
    public let id: String
    public let shows: Face
    public init(id: String, shows: Face) {
      self.id = id
      self.shows = shows
    }
  }
}
