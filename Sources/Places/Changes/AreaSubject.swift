public import SQL

/// A kind of thing that stands in areas, as `area_move` and the words (`area_touch.posts`) call it. Whoever writes a room's moves and
/// whoever asks for them later name the same value.
public struct AreaSubject: RawRepresentable, Hashable, Sendable, Bindable {
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }
  public init(_ name: String) { self.init(rawValue: name) }
}
