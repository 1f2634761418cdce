import Ground
import HTTPTypes
import Hummingbird
import Markup
import SQL

extension Reception {
  /// Calls the handler, or shows the refused form again.
  func handle(_ endpoint: Endpoint, _ order: Order, _ guest: Guest) async throws -> Answer {
    let visit = visit(endpoint, order, guest)
    do {
      if let refusal = order.refusal { throw refusal }
      return encode(try await endpoint.route.handle(visit), visit, guest)
    } catch {
      let refusal = condition(error, order)
      if let again = try await refusedForm(refusal, endpoint, visit, guest) { return again }
      throw refusal
    }
  }

  /// A version that nobody named is not stale but missing.
  private func condition(_ error: any Error, _ order: Order) -> any Error {
    guard order.lacksCondition, let refusal = error as? Refusal, refusal.kind == .stale else { return error }
    return Refusal(.conditionMissing)
  }

  private func refusedForm(_ error: any Error, _ endpoint: Endpoint, _ visit: Visit, _ guest: Guest) async throws -> Answer? {
    let outcome = Outcome(error)
    guard endpoint.face == .page, let refused = endpoint.route.refused, outcome.status < 500, outcome.refusal.kind != .absent else { return nil }
    var reply = try await refused(visit, outcome.refusal)
    if (200..<300).contains(reply.status) { reply.status = outcome.status }
    var answer = encode(reply, visit, guest)
    answer.detail = outcome.detail
    return answer
  }

  private func visit(_ endpoint: Endpoint, _ order: Order, _ guest: Guest) -> Visit {
    Visit(
      requestID: guest.arrival.requestID, route: endpoint.route, face: endpoint.face, target: guest.arrival.target, caller: guest.caller,
      now: guest.arrival.now, words: guest.words, pathValues: order.pathValues, query: order.query, body: order.body,
      expectedVersion: order.expectedVersion, cursor: order.cursor, limit: order.limit, origin: origins.own(guest.arrival),
      sessions: sessions, sessionToken: guest.token, memory: RequestMemory(order.claim), seal: guest.seal, cursors: cursors,
      lacksCondition: order.lacksCondition)
  }

  /// A reply as it goes out.
  private func encode(_ reply: Reply, _ visit: Visit, _ guest: Guest) -> Answer {
    var answer = Answer(status: reply.status, fields: headers.fields)
    answer.fields[.cacheControl] = cacheControl(visit, guest)
    switch reply.body {
    case .none: break
    case .page(let page):
      answer.bytes = render(page, guest)
      answer.fields[.contentType] = "text/html; charset=utf-8"
    case .json(let bytes):
      answer.bytes = visit.route.isList ? items(bytes, reply.nextCursor.map(visit.sealed)) : bytes
      answer.fields[.contentType] = "application/json"
    case .bytes(let bytes, let type):
      answer.bytes = bytes
      answer.fields[.contentType] = type
    }
    answer.fields[.vary] = visit.face == .page ? "Cookie, Accept-Language" : "Authorization, Cookie, Accept-Language"
    if let next = reply.nextCursor { answer.fields[.link] = "<\(visit.address(next: next))>; rel=\"next\"" }
    add(reply, guest, to: &answer)
    return visit.face == .json ? tagged(answer, reply, guest) : answer
  }

  /// Pages for everyone may be kept by the browser that showed them, so that going back does not lose a form; what somebody
  /// signed in sees, and what is reached by a secret in the address, may not.
  private func cacheControl(_ visit: Visit, _ guest: Guest) -> String {
    let isPlain = visit.face == .page && !guest.caller.isSignedIn && guest.endpoint?.hasSecret == false
    return isPlain ? "private, no-cache" : "no-store"
  }

  private func add(_ reply: Reply, _ guest: Guest, to answer: inout Answer) {
    for header in reply.headers {
      guard let name = HTTPField.Name(header.name) else { continue }
      answer.fields[name] = header.value
    }
    for cookie in reply.cookies { answer.fields.append(HTTPField(name: .setCookie, value: cookie)) }
    if let nonce = guest.seal.freshNonce {
      let cookie = Cookie(Cookie.visitor, nonce, seconds: 7 * 86400, isSecure: site.settings.isSecure)
      answer.fields.append(HTTPField(name: .setCookie, value: cookie.header))
    }
  }

  /// `ETag`, and 304 for who has it already.
  private func tagged(_ answer: Answer, _ reply: Reply, _ guest: Guest) -> Answer {
    guard let version = reply.version, (200..<300).contains(reply.status) else { return answer }
    let tag = EntityTag.of(version)
    var out = answer.with(.eTag, tag)
    let isGet = guest.arrival.method == "GET" || guest.arrival.method == "HEAD"
    guard isGet, let known = guest.arrival.headers[.ifNoneMatch], EntityTag.isUnchanged(known, tag: tag) else { return out }
    out.status = 304
    out.bytes = []
    out.fields[.contentType] = nil
    return out
  }

  /// A list that was written as an array alone gets its envelope here.
  private func items(_ bytes: [UInt8], _ next: String?) -> [UInt8] {
    guard bytes.first == UInt8(ascii: "[") else { return bytes }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + 64)
    out.append(contentsOf: "{\"items\":".utf8)
    out.append(contentsOf: bytes)
    // A sealed cursor has no character that JSON escapes.
    out.append(contentsOf: (next.map { ",\"next\":\"\($0)\"}" } ?? ",\"next\":null}").utf8)
    return out
  }
}
