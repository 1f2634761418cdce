import Ground
import Organisations
import SQL
import Web

/// Accounts, for administrators within their places.
extension AccessRoom {
  private static let account: FieldShape = FieldShape("account", .id, required: true, about: "The account's id")

  var accountRoutes: [Route] {
    [listAccounts, newAccount, showAccount, openAccount, resetPassword] + [
      keeping("suspension", "disableAccount", "Shuts an account and ends its sessions") {
        try desk.setDisabled(true, $0, version: $1, by: $2.caller, at: $2.now, in: $3)
      },
      keeping("reinstatement", "enableAccount", "Opens a shut account again") {
        try desk.setDisabled(false, $0, version: $1, by: $2.caller, at: $2.now, in: $3)
      },
      keeping("unlocking", "unlockAccount", "Forgets an account's failed attempts") {
        try desk.unlock($0, version: $1, by: $2.caller, at: $2.now, in: $3)
      },
      keeping("second-factor-reset", "resetSecondFactor", "Takes an account's second factor away and ends its sessions") {
        try desk.resetSecondFactor($0, version: $1, by: $2.caller, at: $2.now, in: $3)
      },
    ]
  }

  private var desk: StaffAccountDesk {
    StaffAccountDesk(organisations: organisations, profile: profile, ids: ids, journal: journal, duties: duties, scope: scope)
  }

  private func pages(_ visit: Visit) -> AccountPages { AccountPages(words: visit.words, caller: visit.caller) }

  private var listAccounts: Route {
    Route(
      .get, "/accounts", name: "listAccounts", summary: "Accounts within the caller's reach, by name", access: .anyOf(AccessTabs.Tab.accounts.needs),
      query: [
        FieldShape("q", .text(max: 64), about: "The beginning of the sign-in name"),
        FieldShape("state", .choice(AccountFilter.states.map(\.rawValue)), about: "Only accounts in this state"),
      ], gives: AccountJSON.account, isList: true
    ) { visit in
      let filter = AccountFilter(text: visit.query.text("q"), state: visit.query.text("state").flatMap { AccountLine.State(rawValue: $0) })
      let found: [AccountLine] = try await database.read { session in
        try desk.list(filter, by: visit.caller, after: visit.cursor, limit: visit.limit + 1, at: visit.now, words: visit.words, in: session)
      }
      let shown: [AccountLine] = Array(found.prefix(visit.limit))
      let next: String? = found.count > visit.limit ? shown.last?.account.name : nil
      if visit.face == .json { return Reply.json { $0.array(each: shown) { AccountJSON.write($1, &$0) } }.with(next: next) }
      return Reply.page(pages(visit).list(shown, filter, next: next.map { visit.address(next: $0) })).with(next: next)
    }
  }

  private var showAccount: Route {
    Route(
      .get, "/accounts/{account}", name: "showAccount", summary: "One account, its posts and how it stands",
      access: .anyOf(AccessTabs.Tab.accounts.needs),
      pathFields: [Self.account], gives: AccountJSON.account
    ) { visit in
      let line: AccountLine = try await line(visit)
      let reply: Reply =
        visit.face == .json
        ? .json { AccountJSON.write(line, &$0) }
        : .page(pages(visit).one(line, tokens: { visit.tokens(version: line.account.version) }))
      return reply.with(version: line.account.version)
    }
  }

  private var newAccount: Route {
    Route(
      .get, "/accounts/new", name: "newAccount", summary: "The form for a new account", access: .permission(.accountManage), faces: [.page],
      query: [FieldShape("holder", .id, about: "Somebody who is in the register already")]
    ) { visit in try await newPage(visit, AccountOrder(name: "", holder: visit.query.id("holder"))) }
  }

  private func newPage(_ visit: Visit, _ order: AccountOrder, refusal: Refusal? = nil) async throws -> Reply {
    let types: [String] = try await database.read { try desk.types(for: visit.caller, at: visit.now, in: $0) }
    return .page(pages(visit).new(order, types: types, tokens: visit.tokens(), refusal: refusal))
  }

  private var openAccount: Route {
    Route(
      .post, "/accounts", name: "openAccount", summary: "Opens an account with a temporary password, which is told once",
      access: .permission(.accountManage),
      body: [
        FieldShape("account", .text(max: 64), required: true, about: "The name to sign in with"),
        FieldShape("person", .text(max: 40), about: "The name of a new person"),
        FieldShape("phone", .text(max: 20), about: "Their telephone"),
        FieldShape("holder", .id, about: "Instead of a new person somebody who holds a post already"),
        FieldShape("type", .choice(profile.postTypes.map(\.id)), about: "The type of a vacant post to be filled from today on"),
        FieldShape("area", .text(max: 15), about: "The code of that post's area"),
      ], gives: AccountJSON.fresh, status: 201,
      refused: { visit, refusal in try await newPage(visit, visit.accountOrder, refusal: refusal) }
    ) { visit in
      let fresh = try await organisations.accounts.temporaryPassword()
      return try await visit.change(database) { session in
        told(try desk.open(visit.accountOrder, fresh, by: visit.caller, at: visit.now, in: session), visit, status: 201)
      }
    }
  }

  private var resetPassword: Route {
    Route(
      .post, "/accounts/{account}/password", name: "resetPassword",
      summary: "Gives an account a temporary password, which is told once, and ends its sessions", access: .permission(.accountSecure),
      pathFields: [Self.account], gives: AccountJSON.fresh, isConditional: true, refused: refusedAct
    ) { visit in
      let id: AccountID = try visit.account
      let fresh = try await organisations.accounts.temporaryPassword()
      return try await visit.change(database) { session in
        let made = try desk.resetPassword(fresh, id, version: visit.expectedVersion ?? -1, by: visit.caller, at: visit.now, in: session)
        try visit.sessions.closeAll(of: id, in: session)
        return told(made, visit, status: 200)
      }
    }
  }

  private func told(_ fresh: FreshPassword, _ visit: Visit, status: Int) -> Reply {
    visit.face == .json ? .json(status: status) { AccountJSON.write(fresh, &$0) } : .page(pages(visit).password(fresh))
  }

  /// One act of the security administrator on an account. All but unlocking end its sessions.
  private func keeping(
    _ noun: String, _ name: String, _ summary: String, _ act: @escaping @Sendable (AccountID, Int64, Visit, any Session) throws -> Void
  ) -> Route {
    Route(
      .post, "/accounts/{account}/\(noun)", name: name, summary: summary, access: .permission(.accountSecure), pathFields: [Self.account],
      gives: AccountJSON.account, isConditional: true, refused: refusedAct
    ) { visit in
      let id: AccountID = try visit.account
      return try await visit.change(database) { session in
        try act(id, visit.expectedVersion ?? -1, visit, session)
        if noun != "unlocking" { try visit.sessions.closeAll(of: id, in: session) }
        if visit.face == .page { return .see("/accounts/\(id)") }
        let line: AccountLine = try desk.line(id, by: visit.caller, at: visit.now, words: visit.words, in: session)
        return Reply.json { AccountJSON.write(line, &$0) }.with(version: line.account.version)
      }
    }
  }

  private var refusedAct: @Sendable (Visit, Refusal) async throws -> Reply {
    { visit, refusal in
      let line: AccountLine = try await line(visit)
      return .page(pages(visit).one(line, tokens: { visit.tokens(version: line.account.version) }, refusal: refusal))
    }
  }

  private func line(_ visit: Visit) async throws -> AccountLine {
    let id: AccountID = try visit.account
    return try await database.read { session in
      try desk.line(id, by: visit.caller, at: visit.now, words: visit.words, in: session)
    }
  }
}

extension Visit {
  fileprivate var account: AccountID {
    get throws {
      guard let id: AccountID = pathValues.id("account") else { throw Refusal.absent }
      return id
    }
  }

  fileprivate var accountOrder: AccountOrder {
    AccountOrder(
      name: body.text("account") ?? "", person: body.text("person"), phone: body.text("phone"), holder: body.id("holder"),
      type: body.text("type"), area: body.text("area"))
  }
}
