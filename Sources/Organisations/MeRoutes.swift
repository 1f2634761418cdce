import Ground
import SQL
import Vault
import Web

extension OrganisationsRoom {
  var showMe: Route {
    Route(
      .get, "/me", name: "showMe", summary: "Who I am, which posts I hold and what they permit", access: .signedIn,
      query: [FieldShape("changed", .flag, about: "Says that the password has been changed")], gives: MeJSON.me
    ) { visit in
      let me: Me = try await me(visit)
      if visit.face == .json { return .json { MeJSON.write(me, &$0) } }
      let pages = MePages(words: visit.words)
      return .page(pages.page(me, tokens: visit.tokens(), signOut: visit.tokens(), isChanged: visit.query.flag("changed")))
    }
  }

  var changePassword: Route {
    Route(
      .post, "/me/password", name: "changePassword", summary: "Changes my password and ends my other sessions", access: .signedIn,
      body: [
        FieldShape("current", .text(max: PasswordRules.longest), required: true, about: "The password so far"),
        // As long as anything, so that the rule itself says what is wrong.
        FieldShape("new", .text(max: 1000), required: true, about: "The new password, 8 to 128 characters"),
      ], status: 204,
      refused: { visit, refusal in
        let me: Me = try await me(visit)
        return .page(MePages(words: visit.words).page(me, tokens: visit.tokens(), signOut: visit.tokens(), refusal: refusal))
      }
    ) { visit in
      let prepared: Result<(account: Account, hash: String), any Error> = await prepare(visit)
      // A replay is answered from memory before what went wrong this time is looked at.
      return try await visit.change(database) { session in
        let (account, hash) = try prepared.get()
        try accounts.setPassword(hash, of: account, by: visit.caller, in: session)
        try visit.sessions.closeAll(of: account.id, except: visit.sessionToken, in: session)
        return visit.face == .json ? .nothing : .see("/me?changed=1")
      }
    }
  }

  private func me(_ visit: Visit) async throws -> Me {
    try await database.read { session in
      try MeDesk(directory: directory, callers: callers, calendar: profile.calendar).me(visit.caller, at: visit.now, words: visit.words, in: session)
    }
  }

  private func prepare(_ visit: Visit) async -> Result<(account: Account, hash: String), any Error> {
    do { return .success(try await hashed(visit)) } catch { return .failure(error) }
  }

  /// The account, its current password checked, and the new one hashed.
  private func hashed(_ visit: Visit) async throws -> (account: Account, hash: String) {
    let current: String = visit.body.text("current") ?? ""
    let new: String = visit.body.text("new") ?? ""
    guard let id = visit.caller.account else { throw Refusal(.signInNeeded) }
    let known: Account? = try await database.read { session in try AccountRecords().account(id, in: session) }
    guard let known else { throw Refusal(.signInNeeded) }
    let account: Account = try await checked(known.name, current, visit)
    if new == current { throw Refusal.invalid([FieldProblem("new", "organisations.password_same")]) }
    return (account, try await accounts.hash(new, account: account.name, field: "new"))
  }

  private func checked(_ name: String, _ current: String, _ visit: Visit) async throws -> Account {
    do {
      return try await signIns.check(name, current, request: visit.requestID, database: database)
    } catch let refusal as Refusal where refusal.kind == .signInNeeded {
      throw Refusal.invalid([FieldProblem("current", "organisations.password_wrong")])
    }
  }
}
