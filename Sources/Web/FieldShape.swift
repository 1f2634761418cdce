public import Ground

/// One field of a request as it is declared: it validates forms and JSON alike and becomes the OpenAPI schema.
public struct FieldShape: Sendable {
  public enum Kind: Sendable {
    /// Text in Unicode scalars after trimming; control characters other than newline and tab are refused.
    case text(max: Int, pattern: String? = nil)
    /// A decimal id, a string in JSON.
    case id
    case integer(ClosedRange<Int64>)
    case number(ClosedRange<Double>)
    case flag
    case choice([String])
    case day
    /// Uploaded files, multipart only.
    case files(max: Int, bytes: Int)
  }

  public let name: String
  public let kind: Kind
  public let required: Bool
  /// The field may come several times (checkboxes), an array in JSON.
  public let many: Bool
  /// For the OpenAPI document, in English.
  public let about: String

  public init(_ name: String, _ kind: Kind, required: Bool = false, many: Bool = false, about: String = "") {
    self.name = name
    self.kind = kind
    self.required = required
    self.many = many
    self.about = about
  }
}

/// A file that came with a multipart form.
public struct Upload: Sendable {
  public let filename: String
  public let bytes: [UInt8]
  public init(filename: String, bytes: [UInt8]) {
    self.filename = filename
    self.bytes = bytes
  }
}

/// The fields of a request after validation against their shapes; empty text counts as absent.
public struct FieldValues: Sendable {
  public let values: [String: [String]]
  public let files: [String: [Upload]]

  public init(values: [String: [String]] = [:], files: [String: [Upload]] = [:]) {
    self.values = values
    self.files = files
  }

  public func text(_ name: String) -> String? { values[name]?.first.flatMap { $0.isEmpty ? nil : $0 } }
  public func texts(_ name: String) -> [String] { (values[name] ?? []).filter { !$0.isEmpty } }
  public func id<Noun>(_ name: String, of: Noun.Type = Noun.self) -> Identifier<Noun>? { text(name).flatMap(Identifier.init) }
  public func integer(_ name: String) -> Int64? { text(name).flatMap { Int64($0) } }
  public func number(_ name: String) -> Double? { text(name).flatMap { Double($0) } }
  public func flag(_ name: String) -> Bool { ["1", "true", "on"].contains(text(name) ?? "") }
  public func day(_ name: String) -> CivilDay? { text(name).flatMap { CivilDay($0) } }
  public func uploads(_ name: String) -> [Upload] { files[name] ?? [] }
}
