import Ground
import HTTPTypes
import SQL

extension Reception {
  /// Finds the session behind a bearer token or a cookie, and who stands behind it: one read, and only when there is a token.
  /// - Throws: ``Refusal`` `.signInNeeded` for a bearer token that is worth nothing. A cookie that is, is as good as none.
  func identify(_ guest: inout Guest, face: Route.Face) async throws {
    let bearer = face == .json ? guest.arrival.headers[.authorization] : nil
    if let bearer {
      guard let token = Reception.bearer(bearer) else { throw Refusal(.signInNeeded, "refusal.signInNeeded.token") }
      guest.token = token
      guest.isBearer = true
    } else if let text = guest.arrival.cookie(Cookie.session) {
      guest.token = SessionToken(text)
    }
    guard let token = guest.token else { return }
    guard let known = try await caller(behind: token, guest.arrival) else {
      if guest.isBearer { throw Refusal(.signInNeeded, "refusal.signInNeeded.token") }
      return
    }
    guest.caller = known
    guest.seal = FormSeal(keys: site.keys, session: token, nonce: nil)
  }

  private static func bearer(_ header: String) -> SessionToken? {
    guard header.utf8.count > 7, header.prefix(7).lowercased() == "bearer " else { return nil }
    return SessionToken(String(header.dropFirst(7)).trimmed)
  }

  private func caller(behind token: SessionToken, _ arrival: Arrival) async throws -> Caller? {
    let keeper = sessions
    let identify = site.identify
    let now = arrival.now
    let requestID = arrival.requestID
    let found = try await site.database.read { session -> (caller: Caller, isDue: Bool)? in
      guard let record = try keeper.find(token, at: now, in: session),
        let caller = try identify(session, record.account, now, requestID)
      else { return nil }
      return (caller, keeper.isDueForTouch(record, at: now))
    }
    if found?.isDue == true { await touch(token, at: now) }
    return found?.caller
  }

  /// Losing one of these is no reason to refuse a request.
  private func touch(_ token: SessionToken, at now: Moment) async {
    let keeper = sessions
    try? await site.database.write { try keeper.touch(token, at: now, in: $0) }
  }
}
