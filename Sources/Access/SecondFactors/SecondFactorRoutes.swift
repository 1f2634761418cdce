import Ground
import Markup
import Organisations
import SQL
import Web

/// One's own second factor.
extension AccessRoom {
  private static let code: FieldShape = FieldShape("code", .text(max: 32), required: true, about: "Six digits by time, or a recovery code")

  var secondFactorRoutes: [Route] { [showSecondFactor, beginSecondFactor, confirmSecondFactor, removeSecondFactor] }

  private var showSecondFactor: Route {
    Route(
      .get, "/me/second-factor", name: "showSecondFactor", summary: "How my second factor stands", access: .signedIn, gives: SecondFactorJSON.standing
    ) { visit in
      let view: SecondFactorView = try await secondFactor(visit)
      if visit.face == .json { return .json { SecondFactorJSON.write(view, &$0) } }
      return .page(try SecondFactorPages(words: visit.words).page(view, tokens: { visit.tokens() }))
    }
  }

  private var beginSecondFactor: Route {
    Route(
      .post, "/me/second-factor", name: "beginSecondFactor", summary: "Makes a secret for an authenticator, to be confirmed with a first code",
      access: .signedIn, gives: SecondFactorJSON.begun, status: 201
    ) { visit in
      try await visit.change(database) { session in
        let factor: SecondFactor = try organisations.factors.begin(by: visit.caller, in: session)
        if visit.face == .page { return .see("/me/second-factor") }
        let view: SecondFactorView = try secondFactor(visit, in: session)
        let uri: String = SecondFactorView.uri(factor, account: view.account, issuer: view.issuer, encode: Address.encode)
        return .json(status: 201) { SecondFactorJSON.write(secret: factor.typed, uri: uri, &$0) }
      }
    }
  }

  /// From here on every session needs the code: the others end, and this one goes on under a new token.
  private var confirmSecondFactor: Route {
    Route(
      .post, "/me/second-factor/confirmation", name: "confirmSecondFactor",
      summary: "Confirms my second factor with a first code; gives recovery codes once, ends my other sessions and renews this one",
      access: .signedIn, body: [Self.code], gives: SecondFactorJSON.confirmed, refused: refusedFactor
    ) { visit in
      try await visit.change(database) { session in
        let codes: [String] = try organisations.factors.confirm(visit.body.text("code") ?? "", by: visit.caller, in: session)
        guard let account = visit.caller.account else { throw Refusal(.signInNeeded) }
        try visit.sessions.closeAll(of: account, in: session)
        let start = try visit.sessions.open(account, at: visit.now, replacing: visit.sessionToken, in: session)
        if visit.face == .json { return .json { SecondFactorJSON.write(codes, start, &$0) } }
        var reply: Reply = .page(SecondFactorPages(words: visit.words).recovery(codes))
        reply.cookies.append(start.cookie)
        return reply
      }
    }
  }

  private var removeSecondFactor: Route {
    Route(
      .post, "/me/second-factor/removal", name: "removeSecondFactor", summary: "Takes my second factor away, unless a role of mine needs it",
      access: .signedIn, body: [Self.code], status: 204, refused: refusedFactor
    ) { visit in
      guard let account = visit.caller.account else { throw Refusal(.signInNeeded) }
      let known: Account? = try await database.read { try AccountRecords().account(account, in: $0) }
      guard let known else { throw Refusal(.signInNeeded) }
      try await organisations.signIns.beginCode(known, request: visit.requestID, database: database)
      return try await visit.change(database) { session in
        if try secondFactor(visit, in: session).isRequired { throw Refusal(.conflict, "access.factor.is_required") }
        try organisations.signIns.takeCode(visit.body.text("code") ?? "", of: known, by: visit.caller, in: session)
        try organisations.factors.remove(by: visit.caller, in: session)
        return visit.face == .json ? .nothing : .see("/me/second-factor")
      }
    }
  }

  private var refusedFactor: @Sendable (Visit, Refusal) async throws -> Reply {
    { visit, refusal in
      .page(try SecondFactorPages(words: visit.words).page(await secondFactor(visit), tokens: { visit.tokens() }, refusal: refusal))
    }
  }

  private func secondFactor(_ visit: Visit) async throws -> SecondFactorView {
    try await database.read { session in try secondFactor(visit, in: session) }
  }

  private func secondFactor(_ visit: Visit, in session: any Session) throws -> SecondFactorView {
    guard let account = visit.caller.account, let found = try organisations.callers.file(account, at: visit.now, in: session) else {
      throw Refusal(.signInNeeded)
    }
    return SecondFactorView(
      account: found.file.name, standing: try organisations.factors.standing(account, in: session),
      isRequired: found.file.needsSecondFactor(by: found.book, on: profile.calendar.localDay(visit.now)), issuer: visit.words("frame.seal"))
  }
}
