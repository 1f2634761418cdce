import Synchronization

/// Counts requests for `/metrics`: by route and status, with their durations.
final class Meter: Sendable {
  /// Upper bounds of the histogram, in microseconds.
  static let bounds: [Int64] = [1000, 2500, 5000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000]

  struct Counts: Sendable {
    var statuses: [Int: Int64] = [:]
    var buckets: [Int64] = Array(repeating: 0, count: Meter.bounds.count)
    var total: Int64 = 0
    var microseconds: Int64 = 0
  }

  /// One lock for each route, so that routes do not wait for each other.
  private final class Cell: Sendable {
    let route: String
    let method: String
    let face: String
    let counts: Mutex<Counts> = Mutex(Counts())

    init(route: String, method: String, face: String) {
      self.route = route
      self.method = method
      self.face = face
    }
  }

  private let cells: [Cell]
  private let inFlight: Atomic<Int> = Atomic(0)

  /// The last cell is for what is no route.
  init(_ endpoints: [Endpoint]) {
    let routes = endpoints.map { Cell(route: $0.route.name, method: $0.route.method.rawValue, face: $0.face == .json ? "json" : "page") }
    cells = routes + [Cell(route: "none", method: "any", face: "none")]
  }

  func begin() { inFlight.wrappingAdd(1, ordering: .relaxed) }
  func end() { inFlight.wrappingSubtract(1, ordering: .relaxed) }

  func count(_ answer: Answer, _ took: Duration) {
    let (seconds, attoseconds) = took.components
    let microseconds = seconds * 1_000_000 + attoseconds / 1_000_000_000_000
    let cell = cells[answer.number ?? cells.count - 1]
    cell.counts.withLock { counts in
      counts.statuses[answer.status, default: 0] += 1
      counts.total += 1
      counts.microseconds += microseconds
      if let bucket = Meter.bounds.firstIndex(where: { microseconds <= $0 }) { counts.buckets[bucket] += 1 }
    }
  }

  /// The Prometheus text format, version 0.0.4.
  func text(_ gauges: [Gauge]) -> String {
    let snapshot = cells.map { (cell: $0, counts: $0.counts.withLock { $0 }) }.filter { $0.counts.total > 0 }
    var out = "# HELP lianzhi_http_requests_total Requests answered.\n# TYPE lianzhi_http_requests_total counter\n"
    for (cell, counts) in snapshot {
      for (status, count) in counts.statuses.sorted(by: { $0.key < $1.key }) {
        out += "lianzhi_http_requests_total{\(labels(cell)),status=\"\(status)\"} \(count)\n"
      }
    }
    out += "# HELP lianzhi_http_request_duration_seconds Time from a request's head to its answer.\n"
    out += "# TYPE lianzhi_http_request_duration_seconds histogram\n"
    for (cell, counts) in snapshot { out += histogram(cell, counts) }
    out += gauge("lianzhi_http_requests_in_flight", "Requests being answered.", Double(inFlight.load(ordering: .relaxed)))
    for gauge in gauges { out += self.gauge(gauge.name, gauge.help, gauge.read()) }
    return out
  }

  private func labels(_ cell: Cell) -> String { "route=\"\(cell.route)\",method=\"\(cell.method)\",face=\"\(cell.face)\"" }

  private func histogram(_ cell: Cell, _ counts: Counts) -> String {
    let name = "lianzhi_http_request_duration_seconds"
    var out = ""
    var sofar: Int64 = 0
    for (bound, count) in zip(Meter.bounds, counts.buckets) {
      sofar += count
      out += "\(name)_bucket{\(labels(cell)),le=\"\(Double(bound) / 1_000_000)\"} \(sofar)\n"
    }
    out += "\(name)_bucket{\(labels(cell)),le=\"+Inf\"} \(counts.total)\n"
    out += "\(name)_sum{\(labels(cell))} \(Double(counts.microseconds) / 1_000_000)\n"
    out += "\(name)_count{\(labels(cell))} \(counts.total)\n"
    return out
  }

  private func gauge(_ name: String, _ help: String, _ value: Double) -> String {
    "# HELP \(name) \(help)\n# TYPE \(name) gauge\n\(name) \(value)\n"
  }
}
