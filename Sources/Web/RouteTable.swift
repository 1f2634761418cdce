/// The URL table as a tree of path segments: a fixed segment wins over a `{name}`.
struct RouteTable: Sendable {
  /// What stands at one path.
  struct Place: Sendable {
    var endpoints: [Method: Endpoint] = [:]

    /// For the header Allow, in a fixed order.
    var allow: String {
      var names: [String] = Method.allCases.filter { endpoints[$0] != nil }.map(\.rawValue)
      if endpoints[.get] != nil { names.insert("HEAD", at: 1) }
      names.append("OPTIONS")
      return names.joined(separator: ", ")
    }
  }

  struct Match: Sendable {
    let place: Place
    /// The segments that stood for names, in order, still escaped.
    let values: [Substring]
  }

  private struct Node: Sendable {
    var fixed: [Substring: Int] = [:]
    var named: Int?
    var place: Place?
  }

  private var nodes: [Node] = [Node()]
  private(set) var endpoints: [Endpoint] = []

  static let apiPrefix: String = "/api/v1"

  init(_ routes: [Route]) {
    for route in routes {
      if route.faces.contains(.page) { add(Endpoint(route, face: .page, number: endpoints.count)) }
      if route.faces.contains(.json) { add(Endpoint(route, face: .json, number: endpoints.count)) }
    }
  }

  private mutating func add(_ endpoint: Endpoint) {
    var at = 0
    for segment in endpoint.path.split(separator: "/") {
      at = segment.hasPrefix("{") ? named(below: at) : fixed(segment, below: at)
    }
    var place = nodes[at].place ?? Place()
    precondition(place.endpoints[endpoint.route.method] == nil, "two routes for \(endpoint.route.method.rawValue) \(endpoint.path)")
    place.endpoints[endpoint.route.method] = endpoint
    nodes[at].place = place
    endpoints.append(endpoint)
  }

  private mutating func named(below parent: Int) -> Int {
    if let known = nodes[parent].named { return known }
    nodes.append(Node())
    nodes[parent].named = nodes.count - 1
    return nodes.count - 1
  }

  private mutating func fixed(_ segment: Substring, below parent: Int) -> Int {
    if let known = nodes[parent].fixed[segment] { return known }
    nodes.append(Node())
    nodes[parent].fixed[segment] = nodes.count - 1
    return nodes.count - 1
  }

  /// - Parameter path: as it came, still escaped. A path with an empty segment, such as a trailing slash, is nowhere.
  func match(_ path: Substring) -> Match? {
    guard path.utf8.first == UInt8(ascii: "/") else { return nil }
    let segments: [Substring] = path == "/" ? [] : path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    guard !segments.contains(where: \.isEmpty) else { return nil }
    var values: [Substring] = []
    guard let place = match(segments[...], at: 0, &values) else { return nil }
    return Match(place: place, values: values)
  }

  private func match(_ segments: ArraySlice<Substring>, at: Int, _ values: inout [Substring]) -> Place? {
    guard let segment = segments.first else { return nodes[at].place }
    if let next = nodes[at].fixed[segment], let place = match(segments.dropFirst(), at: next, &values) { return place }
    guard let next = nodes[at].named else { return nil }
    values.append(segment)
    if let place = match(segments.dropFirst(), at: next, &values) { return place }
    values.removeLast()
    return nil
  }
}
