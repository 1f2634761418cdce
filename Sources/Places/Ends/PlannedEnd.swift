public import Ground

/// An end that lies ahead. Until its day everything stays as it is; then it is carried out.
public struct PlannedEnd<Noun>: Sendable, Hashable {
  public let id: Identifier<Noun>
  /// One of a building's units; nil: the whole.
  public let unit: Int?
  /// The first day on which it no longer is.
  public let day: CivilDay
  /// Who takes over; nil: nobody of its kind.
  public let heir: Identifier<Noun>?
  /// When it was to end at first, where something stood against it on that day.
  public let putOffFrom: CivilDay?

  init(_ id: Identifier<Noun>, unit: Int? = nil, on day: CivilDay, heir: Identifier<Noun>? = nil, putOffFrom: CivilDay? = nil) {
    self.id = id
    self.unit = unit
    self.day = day
    self.heir = heir
    self.putOffFrom = putOffFrom
  }
}
