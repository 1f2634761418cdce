import Ground
import Web

enum BuildingJSON {
  static let building: Schema = .named(
    "Building",
    .object([
      .init("id", .id), .init("name", .string), .init("former_name", .nullable(.string)), .init("area", .id), .init("estate", .nullable(.id)),
      .init("units", .integer), .init("households", .nullable(.integer)), .init("longitude", .number), .init("latitude", .number),
      .init("valid_from", .nullable(.day)), .init("valid_until", .nullable(.day)), .init("version", .integer),
    ]))

  static let view: Schema = .named(
    "BuildingWithUnits",
    .object([
      .init("building", building), .init("chain", .array(PlacesJSON.area)), .init("units", .array(unit)), .init("codes", .array(.string)),
      .init("ends", .array(end)), .init("door", .string),
    ]))

  private static let end: Schema = .object([
    .init("unit", .nullable(.integer)), .init("day", .day), .init("goes_to", .nullable(.id)), .init("put_off_from", .nullable(.day)),
  ])

  private static let unit: Schema = .object([
    .init("number", .integer), .init("households", .nullable(.integer)), .init("valid_from", .nullable(.day)),
    .init("valid_until", .nullable(.day)),
  ])

  static func write(_ building: Building, _ json: inout JSONWriter) {
    json.object { json in
      json.field("id", building.id)
      json.field("name", building.name)
      json.field("former_name", building.formerName)
      json.field("area", building.area)
      json.field("estate", building.estate)
      json.field("units", building.units)
      json.field("households", building.households)
      json.field("longitude", building.coordinates.longitude)
      json.field("latitude", building.coordinates.latitude)
      json.field("valid_from", building.validFrom)
      json.field("valid_until", building.validUntil)
      json.field("version", building.version)
    }
  }

  static func write(_ view: BuildingView, _ json: inout JSONWriter) {
    json.object { json in
      json.key("building")
      write(view.building, &json)
      json.key("chain")
      json.array(each: view.chain) { PlacesJSON.write($1, &$0) }
      json.key("units")
      json.array(each: view.units) { write($1, &$0) }
      json.key("codes")
      json.array(each: view.codes) { $0.string($1.code) }
      json.key("ends")
      json.array(each: view.ends) { write($1, &$0) }
      json.field("door", "/api/v1/doors/\(view.building.id)")
    }
  }

  private static func write(_ end: PlannedEnd<Noun.Building>, _ json: inout JSONWriter) {
    json.object { json in
      json.field("unit", end.unit)
      json.field("day", end.day)
      json.field("goes_to", end.heir)
      json.field("put_off_from", end.putOffFrom)
    }
  }

  private static func write(_ unit: BuildingUnit, _ json: inout JSONWriter) {
    json.object { json in
      json.field("number", unit.number)
      json.field("households", unit.households)
      json.field("valid_from", unit.validFrom)
      json.field("valid_until", unit.validUntil)
    }
  }
}
