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
        let next: String? = visit.body.text("next").flatMap(LocalPath.checked)
        let pages = SignInPages(words: visit.words)
        return .page(pages.page(tokens: visit.tokens(), account: visit.body.text("account") ?? "", next: next, refusal: refusal))
      }
    ) { visit in try await enter(visit) }
  }

  var openSession: Route {
    Route(
      .post, "/sessions", name: "openSession", summary: "Signs in and gives a bearer token", access: .everyone, faces: [.json],
      body: Self.credentials, gives: SignInJSON.session, status: 201
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
    return try await visit.change(database) { session in
      guard let caller = try callers.caller(account.id, at: visit.now, request: visit.requestID, in: session) else {
        throw Refusal(.signInNeeded, "organisations.sign_in_wrong")
      }
      try signIns.enter(account, as: caller, in: session)
      let start = try visit.sessions.open(account.id, at: visit.now, replacing: visit.sessionToken, in: session)
      if visit.face == .json { return .json(status: 201) { SignInJSON.write(start, &$0) } }
      var reply = Reply.see(visit.body.text("next").flatMap(LocalPath.checked) ?? home)
      reply.cookies.append(start.cookie)
      return reply
    }
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
