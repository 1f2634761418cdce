public import Ground
public import SQL

/// A printed code on a door, a stairwell or a notice board. It names a place and nothing else, so it stays valid for ever:
/// a sticker cannot be recalled.
public struct DoorCode: Placed, Hashable {
  public enum Kind: String, Sendable, CaseIterable, Bindable {
    case building, unit, grid, area
  }

  public let id: DoorCodeID
  /// Eight characters of ``alphabet``.
  public let code: String
  public let kind: Kind
  /// The grid or other area it stands in.
  public let area: AreaID
  public let place: Place
  public let building: BuildingID?
  /// The stairwell, from 1.
  public let unit: Int?

  public init(id: DoorCodeID, code: String, kind: Kind, area: AreaID, place: Place, building: BuildingID? = nil, unit: Int? = nil) {
    self.id = id
    self.code = code
    self.kind = kind
    self.area = area
    self.place = place
    self.building = building
    self.unit = unit
  }

  /// Of characters that look alike only one is used: 2 not Z, 5 not S, 8 not B, V not U; neither 0 nor O, 1 nor I nor L.
  /// 27^8 = 2.8e11 codes: with 250,000 printed, one guess in a million finds one.
  public static let alphabet: [Character] = Array("23456789ACDEFGHJKMNPQRTVWXY")

  public static let length: Int = 8

  /// A new code that cannot be told from the ones before it.
  public static func draw(using generator: inout some RandomNumberGenerator) -> String {
    var out = ""
    for _ in 0..<length { out.append(alphabet[Int.random(in: alphabet.indices, using: &generator)]) }
    return out
  }

  /// What somebody typed or scanned, as it is stored: spaces and dashes taken out, capitals, look-alikes put right.
  /// - Returns: nil when it cannot be a code.
  public static func normal(_ text: String) -> String? {
    var out = ""
    for character in text.uppercased() where character != " " && character != "-" {
      let meant = lookalikes[character] ?? character
      guard alphabet.contains(meant), out.count < length else { return nil }
      out.append(meant)
    }
    return out.count == length ? out : nil
  }

  /// In two groups, to be read out: `7K3M-9QXA`.
  public var readable: String { "\(code.prefix(4))-\(code.dropFirst(4))" }

  /// What the QR picture says: `https://lz.example/q/7K3M9QXA`.
  public func address(at origin: String) -> String { "\(origin)/q/\(code)" }

  private static let lookalikes: [Character: Character] = ["Z": "2", "S": "5", "B": "8", "U": "V"]
}
