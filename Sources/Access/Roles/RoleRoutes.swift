import Ground
import Organisations
import SQL
import Web

/// Roles: read by the three administrators and whoever explains, edited by the security administrator.
extension AccessRoom {
  private static let role: FieldShape = FieldShape("role", .text(max: 60, pattern: "[a-z][a-z0-9_]*"), required: true, about: "The role's id")
  private static let from: FieldShape = FieldShape("from", .day, about: "The first day on which it counts; today unless said")
  private static let flags: [FieldShape] = Permission.allCases.map { FieldShape($0.field, .flag, about: "Whether the role permits \($0.rawValue)") }

  var roleRoutes: [Route] { [listRoles, showRole, previewRole, listTouched, editRole, restoreRole] }

  private func pages(_ visit: Visit) -> RolePages { RolePages(words: visit.words, caller: visit.caller, today: profile.calendar.localDay(visit.now)) }

  private var listRoles: Route {
    Route(
      .get, "/roles", name: "listRoles", summary: "The roles, the types of posts that have them, and what they permit",
      access: .anyOf(AccessTabs.Tab.roles.needs),
      gives: .array(RoleJSON.role)
    ) { visit in
      let roles: [RoleView] = try await database.read { try RoleDesk(self).list(at: visit.now, in: $0) }
      if visit.face == .json { return .json { $0.array(each: roles) { RoleJSON.write($1, words: visit.words, &$0) } } }
      return .page(pages(visit).list(roles))
    }
  }

  private var showRole: Route {
    Route(
      .get, "/roles/{role}", name: "showRole", summary: "One role: what it permits, and how that was edited",
      access: .anyOf(AccessTabs.Tab.roles.needs),
      pathFields: [Self.role], gives: RoleJSON.role
    ) { visit in
      let view: RoleView = try await one(visit)
      let reply: Reply =
        visit.face == .json
        ? .json { RoleJSON.write(view, words: visit.words, &$0) }
        : .page(pages(visit).one(view, tokens: { visit.tokens(version: view.edition) }))
      return reply.with(version: view.edition)
    }
  }

  private var previewRole: Route {
    Route(
      .get, "/roles/{role}/preview", name: "previewRole", summary: "Who would gain and who would lose what by an edit of a role",
      access: .permission(.roleManage), pathFields: [Self.role], query: Self.flags + [Self.from], gives: RoleJSON.effect
    ) { visit in
      let order: RoleOrder = visit.order(visit.query, today: profile.calendar.localDay(visit.now))
      let (view, effect) = try await database.read { session in
        let desk = RoleDesk(self)
        return (
          try desk.one(visit.role, at: visit.now, in: session),
          try desk.effect(of: visit.role, order.permissions, from: order.from, at: visit.now, in: session)
        )
      }
      if visit.face == .json { return .json { RoleJSON.write(effect, &$0) } }
      return .page(pages(visit).preview(view, effect, order, tokens: visit.tokens(version: view.edition)))
    }
  }

  /// The rows behind a figure of the preview.
  private var listTouched: Route {
    Route(
      .get, "/roles/{role}/preview/{permission}", name: "listTouchedByRole", summary: "The posts whose holders would gain or lose one permission",
      access: .permission(.roleManage), faces: [.page],
      pathFields: [
        Self.role, FieldShape("permission", .choice(Permission.allCases.map(\.rawValue)), required: true, about: "The permission"),
      ], query: Self.flags + [Self.from, FieldShape("after", .id, about: "Posts after this one")]
    ) { visit in
      guard let permission = visit.pathValues.text("permission").flatMap({ Permission(rawValue: $0) }) else { throw Refusal.absent }
      let order: RoleOrder = visit.order(visit.query, today: profile.calendar.localDay(visit.now))
      let after: PostID = visit.query.id("after") ?? PostID(0)
      let (view, posts, options) = try await database.read { session in
        let desk = RoleDesk(self)
        let effect: RoleEffect = try desk.effect(of: visit.role, order.permissions, from: order.from, at: visit.now, in: session)
        let posts: [PostID] = effect.lines.first { $0.permission == permission }?.posts ?? []
        let page: [PostID] = Array(posts.filter { after < $0 }.prefix(50))
        let options = try organisations.directory.options(Set(page), at: visit.now, words: visit.words, in: session)
        return (try desk.one(visit.role, at: visit.now, in: session), (all: posts.count, page: page, last: posts.last), options)
      }
      let next: PostID? = posts.page.last == posts.last ? nil : posts.page.last
      return .page(pages(visit).touched(view, permission, posts.page.compactMap { options[$0] }, of: posts.all, order, next: next))
    }
  }

  private var editRole: Route {
    Route(
      .post, "/roles/{role}/edits", name: "editRole", summary: "Sets what a role permits, from a day on", access: .permission(.roleManage),
      pathFields: [Self.role],
      body: Self.flags + [Self.from, FieldShape("reason", .text(max: 400), about: "Why; required")], gives: RoleJSON.role, isConditional: true,
      refused: { visit, refusal in
        let view: RoleView = try await one(visit)
        let order: RoleOrder = visit.order(visit.body, today: profile.calendar.localDay(visit.now))
        return .page(pages(visit).one(view, order: order, tokens: { visit.tokens(version: view.edition) }, refusal: refusal))
      }
    ) { visit in
      let order: RoleOrder = visit.order(visit.body, today: profile.calendar.localDay(visit.now))
      return try await visit.change(database) { session in
        _ = try RoleDesk(self).edit(
          visit.role, order.permissions, from: order.from, reason: order.reason, edition: visit.expectedVersion ?? -1, by: visit.caller,
          at: visit.now, in: session)
        return try answer(visit, visit.role, in: session)
      }
    }
  }

  private var restoreRole: Route {
    Route(
      .post, "/roles/{role}/edits/{edit}/reversal", name: "restoreRole", summary: "Takes an edit of a role back, from today on",
      access: .permission(.roleManage), pathFields: [Self.role, FieldShape("edit", .id, required: true, about: "The edit's id")],
      gives: RoleJSON.role, isConditional: true,
      refused: { visit, refusal in
        let view: RoleView = try await one(visit)
        return .page(pages(visit).one(view, tokens: { visit.tokens(version: view.edition) }, refusal: refusal))
      }
    ) { visit in
      guard let edit: RoleChangeID = visit.pathValues.id("edit") else { throw Refusal.absent }
      return try await visit.change(database) { session in
        _ = try RoleDesk(self).reverse(edit, of: visit.role, edition: visit.expectedVersion ?? -1, by: visit.caller, at: visit.now, in: session)
        return try answer(visit, visit.role, in: session)
      }
    }
  }

  private func one(_ visit: Visit) async throws -> RoleView {
    try await database.read { try RoleDesk(self).one(visit.role, at: visit.now, in: $0) }
  }

  private func answer(_ visit: Visit, _ role: String, in session: any Session) throws -> Reply {
    if visit.face == .page { return .see("/roles/\(role)") }
    let view: RoleView = try RoleDesk(self).one(role, at: visit.now, in: session)
    return Reply.json { RoleJSON.write(view, words: visit.words, &$0) }.with(version: view.edition)
  }
}

/// An edit as it is filled in.
struct RoleOrder: Sendable {
  let permissions: Set<Permission>
  let from: CivilDay
  let reason: String?
}

extension Permission {
  /// Its name in a form, where a dot would be read as something else.
  var field: String { rawValue.replacing(".", with: "_") }
}

extension Visit {
  fileprivate var role: String { pathValues.text("role") ?? "" }

  fileprivate func order(_ values: FieldValues, today: CivilDay) -> RoleOrder {
    RoleOrder(
      permissions: Set(Permission.allCases.filter { values.flag($0.field) }), from: values.day("from") ?? today, reason: values.text("reason"))
  }
}
