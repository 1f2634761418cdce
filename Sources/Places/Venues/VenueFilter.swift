import Ground
import SQL

/// What a list of venues is narrowed by; the same fields as in the URL.
public struct VenueFilter: Sendable, Hashable {
  public var within: Within?
  public var kind: String?
  public var function: String?
  /// A piece of the name, the address, or of what it offers and lends.
  public var text: String?

  public init(within: Within? = nil, kind: String? = nil, function: String? = nil, text: String? = nil) {
    self.within = within
    self.kind = kind
    self.function = function
    self.text = text
  }

  var conditions: [Query] {
    var out: [Query] = []
    if let within { out.append(within.condition("v", .venues)) }
    if let kind { out.append("v.kind = \(kind)") }
    if let function { out.append("EXISTS (SELECT 1 FROM venue_function f WHERE f.venue_id = v.id AND f.function = \(function))") }
    if let text {
      let pattern = "%\(Pattern.escaped(text.lowercased()))%"
      let columns: [Query] = ["v.name", "v.address", "v.services", "v.loans"]
      out.append("(\(Query.joined(columns.map { "LOWER(\($0)) LIKE \(pattern) ESCAPE '!'" }, by: " OR ")))")
    }
    return out
  }
}
