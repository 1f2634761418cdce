import Ground
import SQL
import Vault
import Web

/// Coming in and going out, as pages and as JSON.
extension OrganisationsRoom {
  private static let credentials: [FieldShape] = [
    FieldShape("account", .text(max: 64), required: true, about: "The sign-in name, in any case"),
    FieldShape("password", .text(max: PasswordRules.longest), required: true, about: "The password"),
  ]
  private static let next: FieldShape = FieldShape("next", .text(max: 2000), about: "The path to go to afterwards")

  var signInPage: Route {
    Route(
      .get, "/sign-in", name: "showSignIn", summary: "The sign-in form", access: .everyone, faces: [.page], query: [Self.next]
    ) { visit in
      .page(SignInPages(words: visit.words).page(tokens: visit.tokens(), next: visit.query.text("next").flatMap(LocalPath.checked)))
    }
  }

  var signIn: Route {
    Route(
      .post, "/sign-in", name: "signIn", summary: "Signs in by the form", access: .everyone, faces: [.page],
      body: Self.credentials + [Self.next],
      refused: { visit, refusal in
        let pages = SignInPages(words: visit.words)
        return .page(pages.page(tokens: visit.tokens(), account: visit.body.text("account") ?? "", next: visit.next, refusal: refusal))
      }
    ) { visit in try await enter(visit) }
  }

  /// The second step. A wrong code shows the form again; a ticket whose time is over begins anew.
  var signInByCode: Route {
    Route(
      .post, "/sign-in/code", name: "signInByCode", summary: "Signs in with the code of the second factor", access: .everyone, faces: [.page],
      body: [
        FieldShape("ticket", .text(max: SignInTicket.longest), required: true, about: "What the form for the password gave"),
        FieldShape("code", .text(max: 32), required: true, about: "Six digits, or a recovery code"), Self.next,
      ],
      refused: { visit, refusal in
        let pages = SignInPages(words: visit.words)
        if refusal.kind == .signInNeeded { return .page(pages.page(tokens: visit.tokens(), next: visit.next, refusal: refusal)) }
        return .page(pages.code(tokens: visit.tokens(), ticket: visit.body.text("ticket") ?? "", next: visit.next, refusal: refusal))
      }
    ) { visit in try await enterByCode(visit) }
  }

  var openSession: Route {
    Route(
      .post, "/sessions", name: "openSession", summary: "Signs in and gives a bearer token", access: .everyone, faces: [.json],
      body: Self.credentials + [FieldShape("code", .text(max: 32), about: "The code of the second factor, where the account has one")],
      gives: SignInJSON.session, status: 201
    ) { visit in try await enter(visit) }
  }

  var signOut: Route {
    Route(.post, "/sign-out", name: "signOut", summary: "Signs out", access: .everyone, faces: [.page]) { visit in
      try await leave(visit)
    }
  }

  var closeSession: Route {
    Route(
      .delete, "/session", name: "closeSession", summary: "Ends the session of the token", access: .signedIn, faces: [.json], status: 204
    ) { visit in try await leave(visit) }
  }

  /// The password is weighed before the transaction; the session, its journal entry and the remembered answer are one commit.
  private func enter(_ visit: Visit) async throws -> Reply {
    let name: String = visit.body.text("account") ?? ""
    let password: String = visit.body.text("password") ?? ""
    let account: Account = try await signIns.check(name, password, request: visit.requestID, database: database)
    guard try await signIns.needsCode(account, database: database) else { return try await admit(account, code: nil, visit) }
    guard visit.face == .json else {
      return .page(SignInPages(words: visit.words).code(tokens: visit.tokens(), ticket: signIns.ticket(account), next: visit.next))
    }
    guard let code = visit.body.text("code") else { throw Refusal.invalid([FieldProblem("code", "access.code_needed")]) }
    return try await admit(account, code: code, visit)
  }

  private func enterByCode(_ visit: Visit) async throws -> Reply {
    let ticket: String = visit.body.text("ticket") ?? ""
    let account: Account = try await database.read { session in try signIns.account(behind: ticket, in: session) }
    return try await admit(account, code: visit.body.text("code") ?? "", visit)
  }

  /// - Parameter code: nil where the password is enough.
  private func admit(_ account: Account, code: String?, _ visit: Visit) async throws -> Reply {
    guard let code else { return try await visit.change(database) { session in try begin(account, visit, in: session) } }
    try await signIns.beginCode(account, request: visit.requestID, database: database)
    do {
      return try await visit.change(database) { session in
        try signIns.takeCode(code, of: account, by: .visitor(request: visit.requestID), in: session)
        return try begin(account, visit, in: session)
      }
    } catch let refusal as Refusal where refusal == SecondFactorDesk.wrong {
      try await signIns.failCode(account, request: visit.requestID, database: database)
      throw refusal
    }
  }

  /// A new session, whatever the visitor carried before.
  private func begin(_ account: Account, _ visit: Visit, in session: any Session) throws -> Reply {
    guard let found = try callers.file(account.id, at: visit.now, in: session),
      let caller = found.file.caller(by: found.book, on: profile.calendar.localDay(visit.now), request: visit.requestID)
    else { throw Refusal(.signInNeeded, "organisations.sign_in_wrong") }
    try signIns.enter(account, as: caller, in: session)
    let start = try visit.sessions.open(account.id, at: visit.now, replacing: visit.sessionToken, in: session)
    if visit.face == .json { return .json(status: 201) { SignInJSON.write(start, &$0) } }
    var reply = Reply.see(firstPage(found.file, found.book, visit))
    reply.cookies.append(start.cookie)
    return reply
  }

  /// Whoever must do something before the account gives what it should is led there first.
  private func firstPage(_ file: AccountFile, _ book: RoleBook, _ visit: Visit) -> String {
    if !file.proof.hasOwnPassword { return "/me#password" }
    if file.lacksSecondFactor(by: book, on: profile.calendar.localDay(visit.now)) { return "/me/second-factor" }
    return visit.next ?? home
  }

  private func leave(_ visit: Visit) async throws -> Reply {
    try await visit.change(database) { session in
      if let token = visit.sessionToken { try visit.sessions.close(token, in: session) }
      if let account = visit.caller.account {
        try journal.append(JournalDraft("account.signed_out", subject: "account", id: account.raw), by: visit.caller, in: session)
      }
      var reply: Reply = visit.face == .json ? .nothing : .see("/sign-in")
      reply.cookies.append(visit.sessions.goodbye)
      return reply
    }
  }
}

extension Visit {
  /// Where to go afterwards, when the form says so and it is ours.
  fileprivate var next: String? { body.text("next").flatMap(LocalPath.checked) }
}
