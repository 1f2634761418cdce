public import Ground

/// How a person's name and telephone are sealed before they are stored and opened after they are read.
/// The sealed bytes carry the id of their key, so that keys can be changed without touching the rows.
public struct PersonSeal: Sendable {
  /// - Parameters: the text in clear and the person it belongs to, so that sealed bytes moved to another row do not open.
  public var seal: @Sendable (String, PersonID) throws -> [UInt8]
  public var open: @Sendable ([UInt8], PersonID) throws -> String
  /// The marks by which a name is found again, one for each key, the newest first. Several names share a mark (ADR 0022).
  public var marks: @Sendable (String) -> [Int64]

  public init(
    seal: @escaping @Sendable (String, PersonID) throws -> [UInt8], open: @escaping @Sendable ([UInt8], PersonID) throws -> String,
    marks: @escaping @Sendable (String) -> [Int64]
  ) {
    self.seal = seal
    self.open = open
    self.marks = marks
  }

  func seal(_ text: String?, of person: PersonID) throws -> [UInt8]? { try text.map { try seal($0, person) } }
  func open(_ bytes: [UInt8]?, of person: PersonID) throws -> String? { try bytes.map { try open($0, person) } }
}
