import Ground
import HTTPTypes
import Hummingbird
import NIOCore

/// Reads the body of one request: no more of it than the route allows, and only in a format that it takes.
struct BodyReader {
  let endpoint: Endpoint
  let arrival: Arrival

  /// How large the body is, or may become when the request does not say.
  static func size(_ arrival: Arrival, _ endpoint: Endpoint) -> Int {
    if let length = arrival.headers[.contentLength].flatMap({ Int($0) }) { return min(max(length, 0), endpoint.route.maxBody) }
    return arrival.headers[.contentType] == nil ? 0 : endpoint.route.maxBody
  }

  private enum Format {
    case json
    case form
    case multipart(boundary: String)
  }

  /// - Throws: ``Refusal`` `.tooLarge`, `.unsupportedMedia`, `.malformed`, `.invalid`; ``BrokenBody``.
  func read(_ body: RequestBody) async throws -> RawFields {
    let max = endpoint.route.maxBody
    if let length = arrival.headers[.contentLength].flatMap({ Int($0) }), length > max { throw tooLarge }
    guard let format = try format() else { return try await readNothing(body) }
    switch format {
    case .json:
      let bytes = try await collect(body)
      return bytes.isEmpty ? RawFields(manner: .json) : try JSONReader.fields(of: bytes)
    case .form:
      let pairs = try FormText.pairs(try await collect(body)[...])
      var raw = RawFields()
      raw.values = pairs.map { ($0.name, RawValue.text($0.value)) }
      return raw
    case .multipart(let boundary): return try await readParts(body, boundary)
    }
  }

  private var tooLarge: Refusal {
    let max = endpoint.route.maxBody
    return Refusal(.tooLarge, "refusal.tooLarge", ["max": max < 1024 * 1024 ? "\(max / 1024) KB" : "\(max / 1024 / 1024) MB"])
  }

  /// nil without a Content-Type, which is right only without a body.
  private func format() throws -> Format? {
    guard let header = arrival.headers[.contentType] else { return nil }
    var reader = ParameterReader(header)
    let type = reader.token().lowercased()
    var parameters: [String: String] = [:]
    while let (key, value) = try reader.parameter() { parameters[key] = value }
    if let charset = parameters["charset"], !["utf-8", "utf8"].contains(charset.lowercased()) { throw unsupported }
    switch (type, endpoint.face) {
    case ("application/json", .json): return .json
    case ("application/x-www-form-urlencoded", .page): return .form
    case ("multipart/form-data", .page): break
    case ("multipart/form-data", .json) where !endpoint.fileLimits.isEmpty: break
    default: throw unsupported
    }
    guard let boundary = parameters["boundary"] else { throw Refusal(.malformed, "refusal.malformed.multipart") }
    return .multipart(boundary: boundary)
  }

  private var unsupported: Refusal {
    Refusal(.unsupportedMedia, endpoint.face == .json ? "refusal.unsupportedMedia.json" : "refusal.unsupportedMedia.form")
  }

  private func readNothing(_ body: RequestBody) async throws -> RawFields {
    guard try await collect(body).isEmpty else { throw unsupported }
    return RawFields(manner: endpoint.face == .json ? .json : .form)
  }

  private func collect(_ body: RequestBody) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    try await each(body) { bytes.append(contentsOf: $0.readableBytesView) }
    return bytes
  }

  private func readParts(_ body: RequestBody, _ boundary: String) async throws -> RawFields {
    guard var reader = MultipartReader(boundary: boundary, limits: endpoint.fileLimits) else {
      throw Refusal(.malformed, "refusal.malformed.multipart")
    }
    try await each(body) { try reader.feed($0.readableBytesView) }
    return try reader.finish()
  }

  /// Chunk by chunk, never more than the route allows.
  private func each(_ body: RequestBody, _ take: (ByteBuffer) throws -> Void) async throws {
    var count = 0
    var chunks = body.makeAsyncIterator()
    while let chunk = try await next(&chunks) {
      count += chunk.readableBytes
      guard count <= endpoint.route.maxBody else { throw tooLarge }
      try take(chunk)
    }
  }

  private func next(_ chunks: inout RequestBody.AsyncIterator) async throws -> ByteBuffer? {
    do { return try await chunks.next() } catch { throw BrokenBody(cause: error) }
  }
}
