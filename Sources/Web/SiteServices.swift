import HTTPTypes
import Hummingbird
import SQL
import Synchronization

/// What a site answers besides its routes: assets, health, metrics, its own description.
struct SiteServices: Sendable {
  let site: Site
  let reception: Reception
  let meter: Meter
  private let description: [UInt8]

  init(site: Site, reception: Reception, meter: Meter) {
    self.site = site
    self.reception = reception
    self.meter = meter
    description = OpenAPIDocument(endpoints: reception.table.endpoints).json
  }

  /// Seconds to wait for the database before saying that it is lost.
  private static let patience: Double = 1.5

  func answer(_ arrival: Arrival) async -> Answer? {
    guard arrival.method == "GET" || arrival.method == "HEAD" else { return wrongMethod(arrival) }
    if arrival.path.hasPrefix("/assets/") { return reception.assets.answer(arrival, headers: reception.headers) }
    switch arrival.path {
    case "/health/live": return plain("live", "ok\n")
    case "/health/ready": return await ready()
    case "/metrics": return plain("metrics", meter.text(site.gauges), type: "text/plain; version=0.0.4; charset=utf-8")
    case OpenAPIDocument.path[...]: return plain("openapi", description, type: "application/json")
    default: return nil
    }
  }

  private static let paths: Set<String> = ["/health/live", "/health/ready", "/metrics", OpenAPIDocument.path]

  private func wrongMethod(_ arrival: Arrival) -> Answer? {
    guard SiteServices.paths.contains(String(arrival.path)) else { return nil }
    return reception.wrongMethod(arrival, allow: "GET, HEAD, OPTIONS")
  }

  private func plain(_ name: String, _ text: String, status: Int = 200, type: String = "text/plain; charset=utf-8") -> Answer {
    plain(name, Array(text.utf8), status: status, type: type)
  }

  private func plain(_ name: String, _ bytes: [UInt8], status: Int = 200, type: String) -> Answer {
    var answer = Answer(status: status, fields: reception.headers.fields, bytes: bytes, name: name)
    answer.fields[.contentType] = type
    answer.fields[.cacheControl] = "no-store"
    return answer
  }

  private func ready() async -> Answer {
    let database = site.database
    let isThere = await Deadline.within(seconds: SiteServices.patience) {
      let one: Int64? = try? await database.read { try $0.value("SELECT 1") }
      return one == 1
    }
    return isThere == true ? plain("ready", "ok\n") : plain("ready", "the database does not answer\n", status: 503)
  }
}

/// Waits for something, but not for ever. What was not waited for goes on by itself.
enum Deadline {
  static func within<Value: Sendable>(seconds: Double, _ work: @escaping @Sendable () async -> Value) async -> Value? {
    await withCheckedContinuation { continuation in
      let first = First(continuation)
      Task { first.resume(await work()) }
      Task {
        try? await Task.sleep(for: .seconds(seconds))
        first.resume(nil)
      }
    }
  }

  /// A continuation that takes the first answer and ignores the second.
  private final class First<Value: Sendable>: Sendable {
    private let continuation: Mutex<CheckedContinuation<Value?, Never>?>

    init(_ continuation: CheckedContinuation<Value?, Never>) { self.continuation = Mutex(continuation) }

    func resume(_ value: Value?) {
      let waiting = continuation.withLock { continuation in
        defer { continuation = nil }
        return continuation
      }
      waiting?.resume(returning: value)
    }
  }
}
