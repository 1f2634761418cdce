import Ground
import HTTPTypes
import Hummingbird
import Markup
import SQL

/// What happens to every request, once, for every route: who and how, may they, what do they send, what do they get.
struct Reception: Sendable {
  let site: Site
  let table: RouteTable
  let sessions: SessionKeeper
  let origins: OriginCheck
  let cursors: Cursor
  let headers: SecurityHeaders
  let assets: Assets
  let gate: RateGate?
  let allowance: BodyAllowance

  init(_ site: Site) {
    self.site = site
    table = RouteTable(site.routes)
    sessions = site.sessions
    origins = OriginCheck(site.settings)
    cursors = Cursor(keys: site.keys)
    headers = SecurityHeaders(isSecure: site.settings.isSecure)
    assets = Assets(folders: site.assetFolders)
    allowance = BodyAllowance(limit: site.settings.bodiesInMemory)
    gate = site.settings.visitorLimit.map { RateGate(limit: $0) }
  }

  /// A request under way: what is known of it so far.
  struct Guest: Sendable {
    let arrival: Arrival
    let presentation: Presentation
    let words: Words
    var endpoint: Endpoint?
    var token: SessionToken?
    /// The token came in the header Authorization, which no foreign page can make a browser send.
    var isBearer: Bool = false
    var caller: Caller
    var seal: FormSeal
    /// An address that may be asked for again, for the switches of the frame.
    var again: String
  }

  /// - Throws: only what reading the body from a broken connection throws.
  func answer(_ arrival: Arrival, body: RequestBody) async throws -> Answer {
    var guest = greet(arrival)
    do {
      guard let match = table.match(arrival.path) else { throw Refusal.absent }
      if arrival.method == "OPTIONS" { return options(match.place) }
      let method = arrival.method == "HEAD" ? "GET" : arrival.method
      guard let known = Method(rawValue: method), let endpoint = match.place.endpoints[known] else {
        return refuse(Refusal(.wrongMethod), guest).with(.allow, match.place.allow)
      }
      guest.endpoint = endpoint
      if match.place.endpoints[.get] == nil || !known.isSafe { guest.again = again(guest, match.place) }
      let answer = try await serve(endpoint, match, &guest, body)
      return answer.of(endpoint, guest.caller)
    } catch let broken as BrokenBody {
      throw broken.cause
    } catch {
      let answer = refuse(error, guest)
      return guest.endpoint.map { answer.of($0, guest.caller) } ?? answer
    }
  }

  private func greet(_ arrival: Arrival) -> Guest {
    let cookies = arrival.headers[.cookie]
    let presentation = Presentation(cookies: cookies, accepts: arrival.headers[.acceptLanguage], locales: site.locales)
    return Guest(
      arrival: arrival, presentation: presentation, words: site.words(presentation.locale), caller: .visitor(request: arrival.requestID),
      seal: FormSeal(keys: site.keys, session: nil, nonce: arrival.cookie(Cookie.visitor)), again: arrival.target)
  }

  /// Where the switches of a page lead that answers a form.
  private func again(_ guest: Guest, _ place: RouteTable.Place) -> String {
    if place.endpoints[.get]?.face == .page { return guest.arrival.target }
    return guest.arrival.referer(of: origins.own(guest.arrival)) ?? "/"
  }

  func wrongMethod(_ arrival: Arrival, allow: String) -> Answer {
    if arrival.method == "OPTIONS" { return Answer(status: 204, fields: headers.fields, name: "options").with(.allow, allow) }
    return refuse(Refusal(.wrongMethod), greet(arrival)).with(.allow, allow)
  }

  private func options(_ place: RouteTable.Place) -> Answer {
    Answer(status: 204, fields: headers.fields, name: "options").with(.allow, place.allow)
  }

  private func serve(_ endpoint: Endpoint, _ match: RouteTable.Match, _ guest: inout Guest, _ body: RequestBody) async throws -> Answer {
    let arrival = guest.arrival
    let query = try FormText.pairs(Array(arrival.query.utf8)[...])
    if endpoint.face == .page, endpoint.route.method.isSafe, let switched = switched(endpoint, query, guest) { return switched }
    if endpoint.face == .json { try checkAccept(arrival.headers[.accept]) }
    try await identify(&guest, face: endpoint.face)
    if let turnedAway = try admit(endpoint, guest) { return turnedAway }
    guard let pathValues = endpoint.pathValues(match.values) else { throw Refusal.absent }
    let asked = try ask(endpoint, query)
    var order = Order(pathValues: pathValues, query: asked.query, cursor: asked.cursor, limit: asked.limit)
    guard !endpoint.route.method.isSafe else { return try await handle(endpoint, order, guest) }
    let size = BodyReader.size(arrival, endpoint)
    try allowance.take(size)
    defer { allowance.giveBack(size) }
    try await receive(&order, endpoint, &guest, body)
    return try await handle(endpoint, order, guest)
  }

  /// JSON is all there is: only a client that rules it out is told so.
  private func checkAccept(_ header: String?) throws {
    guard let header, !header.isEmpty else { return }
    let wanted = header.split(separator: ",").map { String($0.prefix { $0 != ";" }).trimmed.lowercased() }
    let isFine = wanted.contains { $0 == "*/*" || $0 == "application/*" || $0.hasSuffix("json") }
    if !isFine { throw Refusal(.notAcceptable) }
  }

  /// `?lang=`, `?mode=` and `?theme=` become cookies, and the page is asked for again without them.
  private func switched(_ endpoint: Endpoint, _ query: [(name: String, value: String)], _ guest: Guest) -> Answer? {
    guard !query.isEmpty else { return nil }
    let taken = Set(endpoint.route.query.map(\.name))
    guard let cookies = Presentation.switched(query, except: taken, locales: site.locales) else { return nil }
    let names: Set<String> = [Cookie.locale, Cookie.mode, Cookie.theme]
    let rest = query.filter { !names.contains($0.name) || taken.contains($0.name) }
    let parts = rest.map { "\(FormText.escaped($0.name))=\(FormText.escaped($0.value))" }
    let target = parts.isEmpty ? String(guest.arrival.path) : "\(guest.arrival.path)?\(parts.joined(separator: "&"))"
    var answer = Answer(status: 303, fields: headers.fields).with(.location, target).with(.cacheControl, "no-store")
    for cookie in cookies {
      answer.fields.append(HTTPField(name: .setCookie, value: Presentation.cookie(cookie.name, cookie.value, isSecure: site.settings.isSecure)))
    }
    return answer
  }

  private func admit(_ endpoint: Endpoint, _ guest: Guest) throws -> Answer? {
    switch endpoint.route.access {
    case .everyone: return nil
    case .signedIn where guest.caller.isSignedIn: return nil
    case .permission(let permission) where guest.caller.isSignedIn:
      guard guest.caller.may(permission) else { throw Refusal(.notAllowed) }
      return nil
    case .anyOf(let permissions) where guest.caller.isSignedIn:
      guard permissions.contains(where: guest.caller.may) else { throw Refusal(.notAllowed) }
      return nil
    case .signedIn, .permission, .anyOf:
      guard endpoint.face == .page else { throw Refusal(.signInNeeded) }
      return toSignIn(endpoint, guest)
    }
  }

  private func toSignIn(_ endpoint: Endpoint, _ guest: Guest) -> Answer {
    let next = endpoint.route.method.isSafe ? guest.arrival.target : guest.again
    let path = "\(site.settings.signInPath)?next=\(FormText.escaped(next))"
    return Answer(status: 303, fields: headers.fields).with(.location, path).with(.cacheControl, "no-store")
  }
}

extension Answer {
  func with(_ name: HTTPField.Name, _ value: String) -> Answer {
    var out = self
    out.fields[name] = value
    return out
  }

  func of(_ endpoint: Endpoint, _ caller: Caller) -> Answer {
    var out = self
    out.name = endpoint.route.name
    out.number = endpoint.number
    out.account = caller.account?.raw
    return out
  }
}

/// The connection failed while the body was being read: there is nobody to answer.
struct BrokenBody: Error {
  let cause: any Error
}
