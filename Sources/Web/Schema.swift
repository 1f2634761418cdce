/// The shape of a JSON value, for the OpenAPI document.
public indirect enum Schema: Sendable {
  case string
  /// A decimal id as a string.
  case id
  case time
  case day
  case integer
  case number
  case flag
  case choice([String])
  case array(Schema)
  case object([Property])
  /// A named schema, collected under `components/schemas`.
  case named(String, Schema)
  case nullable(Schema)
  /// Any JSON value, such as a GeoJSON geometry.
  case any

  public struct Property: Sendable {
    public let name: String
    public let schema: Schema
    public let required: Bool
    public init(_ name: String, _ schema: Schema, required: Bool = true) {
      self.name = name
      self.schema = schema
      self.required = required
    }
  }
}
