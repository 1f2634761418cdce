import Ground
import HTTPTypes
import Hummingbird
import SQL
import Vault

extension Reception {
  /// Everything about an unsafe request: where it comes from, what it carries, which version it saw, which key it has.
  func receive(_ order: inout Order, _ endpoint: Endpoint, _ guest: inout Guest, _ body: RequestBody) async throws {
    let arrival = guest.arrival
    try origins.check(arrival)
    if case .everyone = endpoint.route.access, !guest.caller.isSignedIn { try gate?.pass(arrival.remote, at: arrival.now) }
    var raw = try await BodyReader(endpoint: endpoint, arrival: arrival).read(body)
    let csrf = raw.text("_csrf")
    let version = raw.text("_version")
    let formKey = raw.text("_key")
    if raw.manner == .form { raw.values.removeAll { Fingerprint.hidden.contains($0.name) } }
    if let refusal = checkToken(csrf, endpoint, guest) {
      // The text that was typed is not lost: the form comes back with a token of its own.
      order.refusal = refusal
      order.body = raw.echo
      return
    }
    try readVersion(&order, endpoint, arrival, version)
    let outcome = endpoint.bodyCheck.check(raw, refusesUnknown: endpoint.face == .json)
    order.body = outcome.values
    if !outcome.problems.isEmpty {
      order.refusal = Refusal.invalid(outcome.problems)
      order.body = raw.echo
      return
    }
    let claim = try claim(arrival, guest, raw, formKey: formKey, version: order.expectedVersion)
    // Nothing will come of a request without its condition, so there is nothing to remember.
    if !order.lacksCondition { order.claim = claim }
  }

  /// Forms always carry a token. JSON needs one only where the browser would have sent the cookie by itself.
  private func checkToken(_ token: String?, _ endpoint: Endpoint, _ guest: Guest) -> Refusal? {
    if endpoint.face == .json, guest.isBearer || !guest.caller.isSignedIn { return nil }
    let given = token ?? guest.arrival.headers[.csrfToken] ?? ""
    return guest.seal.accepts(given) ? nil : Refusal(.foreignOrigin, "refusal.foreignOrigin.form")
  }

  private func readVersion(_ order: inout Order, _ endpoint: Endpoint, _ arrival: Arrival, _ hidden: String?) throws {
    if let header = arrival.headers[.ifMatch] {
      order.expectedVersion = try EntityTag.expected(header)
    } else if let hidden, !hidden.isEmpty {
      guard let version = Int64(hidden), version >= 0 else { throw Refusal(.malformed) }
      order.expectedVersion = version
    }
    guard endpoint.route.isConditional, order.expectedVersion == nil else { return }
    guard endpoint.face == .json else { throw Refusal(.conditionMissing) }
    order.lacksCondition = true
    // No row has it: a desk that compares refuses.
    order.expectedVersion = -1
  }

  /// Whose key it is, of those without an account: two of them may well choose the same one. A browser has its cookie; a
  /// program without one is known by its address, which is kept as a digest only.
  private func visitor(_ arrival: Arrival, _ guest: Guest) -> String {
    if let nonce = guest.seal.visitorNonce { return "visitor \(nonce)" }
    let digest = site.keys.sign(Array("visitor's address \(arrival.remote)".utf8), for: .lookUp)
    return "address \(Base64URL.encode(Array(digest.prefix(16))))"
  }

  private func claim(_ arrival: Arrival, _ guest: Guest, _ raw: RawFields, formKey: String?, version: Int64?) throws -> RequestMemory.Claim? {
    guard let key = arrival.headers[.idempotencyKey] ?? formKey.flatMap({ $0.isEmpty ? nil : $0 }) else { return nil }
    guard (1...200).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else {
      throw Refusal(.malformed, "refusal.malformed.key")
    }
    let fingerprint = Fingerprint.of(method: arrival.method, path: arrival.path, raw: raw, version: version)
    let scope = guest.caller.account.map { "account \($0)" } ?? visitor(arrival, guest)
    return RequestMemory.Claim(
      scope: scope, key: key, fingerprint: fingerprint, now: arrival.now, keys: site.keys, render: { self.render($0, guest) })
  }
}
