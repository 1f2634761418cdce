import Ground
import Web

/// Findings on the wire, and on the map.
enum PlanJSON {
  static let finding: Schema = .named(
    "PlanFinding",
    .object([
      .init("kind", .choice(PlanFinding.Kind.allCases.map(\.rawValue))), .init("areas", .array(.id)), .init("within", .nullable(.id)),
      .init("building", .nullable(.id)), .init("square_metres", .nullable(.number)), .init("households", .nullable(.integer)),
      .init("longitude", .nullable(.number)), .init("latitude", .nullable(.number)),
    ]))

  static let collection: Schema = .named(
    "PlanMap", .object([.init("type", .choice(["FeatureCollection"])), .init("features", .array(.any))]))

  static func write(_ finding: PlanFinding, _ json: inout JSONWriter) {
    json.object { json in
      json.field("kind", finding.kind.rawValue)
      json.key("areas")
      json.array(each: finding.areas) { $0.string($1.description) }
      json.field("within", finding.whole)
      json.field("building", finding.building)
      json.field("square_metres", finding.squareMetres.map { ($0 * 10).rounded() / 10 })
      json.field("households", finding.households)
      json.field("longitude", finding.point?.longitude)
      json.field("latitude", finding.point?.latitude)
    }
  }

  /// A FeatureCollection after RFC 7946.
  static func collection(_ features: (inout JSONWriter) -> Void) -> [UInt8] {
    var json = JSONWriter(capacity: 4096)
    json.object { json in
      json.field("type", "FeatureCollection")
      json.key("features")
      json.array { features(&$0) }
    }
    return json.bytes
  }

  /// The land of a finding, dark on the map.
  static func land(_ finding: PlanFinding, name: String, _ json: inout JSONWriter) {
    json.object { json in
      json.field("type", "Feature")
      json.key("properties")
      json.object { json in
        json.field("name", name)
        json.field("level", 4)
      }
      json.key("geometry")
      json.object { json in
        json.field("type", "MultiPolygon")
        json.key("coordinates")
        json.array(each: finding.land) { json, ring in json.array { $0.array(each: ring + ring.prefix(1)) { position($1, &$0) } } }
      }
    }
  }

  /// The mark of a finding.
  static func mark(_ finding: PlanFinding, at point: Coordinates, title: String, href: String?, _ json: inout JSONWriter) {
    json.object { json in
      json.field("type", "Feature")
      json.key("properties")
      json.object { json in
        json.field("title", title)
        json.field("state", "warning")
        if let href { json.field("href", href) }
      }
      json.key("geometry")
      json.object { json in
        json.field("type", "Point")
        json.key("coordinates")
        position(point, &json)
      }
    }
  }

  private static func position(_ point: Coordinates, _ json: inout JSONWriter) {
    json.array { json in
      json.number(point.longitude)
      json.number(point.latitude)
    }
  }
}
