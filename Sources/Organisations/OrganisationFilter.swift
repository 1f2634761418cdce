public import Ground
import SQL

/// What a list of organisations is narrowed by; the same fields as in the URL.
public struct OrganisationFilter: Sendable, Hashable {
  /// Organisations of this area and of all below it.
  public var range: PlaceRange?
  public var kind: String?

  public init(range: PlaceRange? = nil, kind: String? = nil) {
    self.range = range
    self.kind = kind
  }

  var conditions: [Query] {
    var out: [Query] = []
    if let range { out.append("o.place BETWEEN \(range.first) AND \(range.last)") }
    if let kind { out.append("o.kind = \(kind)") }
    return out
  }
}
