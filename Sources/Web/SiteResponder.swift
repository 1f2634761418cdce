import Ground
import HTTPTypes
public import Hummingbird
import NIOCore
import ServiceLifecycle

/// What Hummingbird hands over with a request: where it came from.
public struct SiteContext: InitializableFromSource {
  let remote: String

  public init(source: ApplicationRequestContextSource) {
    remote = source.channel.remoteAddress?.ipAddress ?? ""
  }
}

/// The site as Hummingbird sees it: a request in, a response out, and a line in the log.
public struct SiteResponder: HTTPResponder {
  public typealias Context = SiteContext

  private let reception: Reception
  private let services: SiteServices
  private let meter: Meter
  private let log: RequestLog
  private let settings: SiteSettings

  init(_ site: Site) {
    reception = Reception(site)
    meter = Meter(reception.table.endpoints)
    services = SiteServices(site: site, reception: reception, meter: meter)
    log = site.log
    settings = site.settings
  }

  public func respond(to request: Request, context: SiteContext) async throws -> Response {
    let started = ContinuousClock.now
    let arrival = Arrival(request.head, remote: remote(request, context), now: reception.site.timepiece.now())
    meter.begin()
    defer { meter.end() }
    var answer: Answer
    if let own = await services.answer(arrival) {
      answer = own
    } else {
      answer = try await reception.answer(arrival, body: request.body)
    }
    let took = ContinuousClock.now - started
    answer.fields[.requestID] = arrival.requestID
    // The connection closes behind this answer: who knows it does not send the next request into nothing.
    if Task.isShuttingDownGracefully { answer.fields[.connection] = "close" }
    meter.count(answer, took)
    if settings.logsRequests || answer.status >= 500 { log.write(LogLine.of(arrival, answer, took)) }
    return response(answer, to: arrival)
  }

  private func remote(_ request: Request, _ context: SiteContext) -> String {
    guard settings.trustsForwarded, let forwarded = request.headers[.forwardedFor] else { return context.remote }
    return forwarded.split(separator: ",").last.map { String($0).trimmed } ?? context.remote
  }

  /// Compressed where that helps. Not what carries an ETag: a strong one names exact bytes, and If-Match compares it.
  private func packed(_ answer: Answer, for arrival: Arrival) -> Answer {
    guard !answer.isEncoded, answer.bytes.count >= Gzip.minimum, answer.fields[.eTag] == nil, answer.fields[.contentEncoding] == nil,
      let type = answer.fields[.contentType], Gzip.isWorthwhile(type)
    else { return answer }
    var out = answer
    out.fields[.vary] = answer.fields[.vary].map { "\($0), Accept-Encoding" } ?? "Accept-Encoding"
    // Level 3 takes a third of the time of 6 for a tenth more bytes.
    guard Gzip.isAccepted(arrival.headers[.acceptEncoding]), let small = Gzip.compressed(answer.bytes, level: 3) else { return out }
    out.bytes = small
    out.fields[.contentEncoding] = "gzip"
    return out
  }

  private func response(_ answer: Answer, to arrival: Arrival) -> Response {
    let answer = packed(answer, for: arrival)
    var fields = answer.fields
    let hasBody = answer.status != 304 && answer.status != 204
    if hasBody { fields[.contentLength] = String(answer.bytes.count) }
    let body: ResponseBody = arrival.method == "HEAD" || !hasBody ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: answer.bytes))
    var response = Response(status: HTTPResponse.Status(code: answer.status), headers: fields, body: body)
    if !hasBody { response.headers[.contentLength] = nil }
    return response
  }
}
