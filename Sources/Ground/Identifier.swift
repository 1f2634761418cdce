public import SQL

/// A typed id: 63 bits, time-ordered, unique across nodes. In JSON and in forms it is a decimal string, because JavaScript
/// loses digits past 2^53.
public struct Identifier<Noun>: Hashable, Comparable, Sendable, Codable, LosslessStringConvertible, Bindable {
  public let raw: Int64

  public init(_ raw: Int64) { self.raw = raw }

  /// Only plain decimal digits without a sign or leading zero are an id.
  public init?(_ text: String) {
    guard let raw = Int64(text), raw > 0, String(raw) == text else { return nil }
    self.raw = raw
  }

  public var description: String { String(raw) }

  public static func < (left: Self, right: Self) -> Bool { left.raw < right.raw }

  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let id = Self(text) else {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "not an id: \(text)"))
    }
    self = id
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  public var bound: Value { .int(raw) }
  public static func unbound(_ value: Value) throws -> Self { Self(try Int64.unbound(value)) }
}

/// What ids are of. References between rooms are these types, never another room's values.
public enum Noun {
  public enum Account {}
  public enum Area {}
  public enum AreaChange {}
  public enum Building {}
  public enum DoorCode {}
  public enum GridLayer {}
  public enum Estate {}
  public enum JournalEntry {}
  public enum Matter {}
  public enum MatterEvent {}
  public enum Organisation {}
  public enum Person {}
  public enum Photo {}
  public enum Post {}
  public enum Report {}
  public enum Venue {}
}

public typealias AccountID = Identifier<Noun.Account>
public typealias AreaID = Identifier<Noun.Area>
public typealias AreaChangeID = Identifier<Noun.AreaChange>
public typealias BuildingID = Identifier<Noun.Building>
public typealias DoorCodeID = Identifier<Noun.DoorCode>
public typealias GridLayerID = Identifier<Noun.GridLayer>
public typealias EstateID = Identifier<Noun.Estate>
public typealias JournalEntryID = Identifier<Noun.JournalEntry>
public typealias MatterID = Identifier<Noun.Matter>
public typealias MatterEventID = Identifier<Noun.MatterEvent>
public typealias OrganisationID = Identifier<Noun.Organisation>
public typealias PersonID = Identifier<Noun.Person>
public typealias PhotoID = Identifier<Noun.Photo>
public typealias PostID = Identifier<Noun.Post>
public typealias ReportID = Identifier<Noun.Report>
public typealias VenueID = Identifier<Noun.Venue>
