import Ground

/// A route with one of its faces, everything about it made ready when the site starts.
final class Endpoint: Sendable {
  let route: Route
  let face: Route.Face
  /// Where it is served, names in braces.
  let path: String
  /// Its position in the table, for the meter.
  let number: Int
  let names: [String]
  /// Its address alone opens what it shows: a follow link.
  let hasSecret: Bool
  let pathCheck: FieldCheck
  let queryCheck: FieldCheck
  let bodyCheck: FieldCheck
  /// What each file field of a multipart body accepts.
  let fileLimits: [String: MultipartReader.FileLimit]

  init(_ route: Route, face: Route.Face, number: Int) {
    self.route = route
    self.face = face
    self.number = number
    path = face == .json ? RouteTable.apiPrefix + route.path : route.path
    names = Endpoint.names(in: route.path)
    hasSecret = names.contains { $0 == "secret" || $0 == "token" || $0 == "link" }
    pathCheck = FieldCheck(Endpoint.pathShapes(route, names))
    queryCheck = FieldCheck(route.query + (route.isList ? Endpoint.listShapes : []))
    // A page may have been given files where the JSON of the same route has none.
    bodyCheck = FieldCheck(route.body)
    var limits: [String: MultipartReader.FileLimit] = [:]
    for shape in route.body {
      if case .files(let count, let bytes) = shape.kind { limits[shape.name] = MultipartReader.FileLimit(count: count, bytes: bytes) }
    }
    fileLimits = limits
  }

  static let defaultLimit: Int = 50
  static let maxLimit: Int64 = 200
  static let listShapes: [FieldShape] = [
    FieldShape("cursor", .text(max: 600, pattern: Cursor.pattern), about: "Where the page starts, from `next` or `Link` of the page before."),
    FieldShape("limit", .integer(1...maxLimit), about: "Rows to a page, \(defaultLimit) unless given."),
  ]

  private static func names(in path: String) -> [String] {
    path.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
  }

  /// The shapes of the names in the path; a name without one is text.
  private static func pathShapes(_ route: Route, _ names: [String]) -> [FieldShape] {
    names.map { name in
      let shape = route.pathFields.first { $0.name == name }
      return FieldShape(name, shape?.kind ?? .text(max: 200), required: true, about: shape?.about ?? "")
    }
  }

  /// The values of the names in the path; nil when one is not what its shape says, and so names nothing.
  func pathValues(_ segments: [Substring]) -> FieldValues? {
    guard !names.isEmpty else { return FieldValues() }
    var raw = RawFields(manner: .address)
    for (name, segment) in zip(names, segments) {
      let bytes = Array(segment.utf8)
      guard let text = try? FormText.text(bytes[...], plusIsSpace: false) else { return nil }
      raw.values.append((name, .text(text)))
    }
    let outcome = pathCheck.check(raw, refusesUnknown: false)
    return outcome.problems.isEmpty ? outcome.values : nil
  }
}
