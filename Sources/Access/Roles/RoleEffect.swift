import Ground
import Organisations

/// What an edit of a role would change: which permissions come and go, and for whom. Counts open to the posts behind them.
struct RoleEffect: Sendable {
  /// A permission that somebody gains or loses.
  struct Line: Sendable, Hashable {
    let permission: Permission
    let isGained: Bool
    /// The posts of the role's types whose holders, or whoever acts for them, have it only by this role: those who really gain or lose it.
    let posts: [PostID]
  }

  let role: CityProfile.Role
  let edit: RoleEdit
  let lines: [Line]
  /// What would come together in one role that the city keeps apart.
  let breaches: [SeparationBreach]

  var isNothing: Bool { lines.isEmpty }

  /// Somebody who holds a post of the role, with all the types of the posts that he holds.
  struct Holder: Sendable, Hashable {
    let post: PostID
    let type: String
    let types: [String]
  }

  init(_ role: CityProfile.Role, permissions: Set<Permission>, holders: [Holder], book: RoleBook) {
    let added: Set<Permission> = permissions.subtracting(role.permissions)
    let removed: Set<Permission> = role.permissions.subtracting(permissions)
    let edit = RoleEdit.permissions(role: role.id, added: added, removed: removed)
    let after: RoleBook = book.applying(edit)
    self.role = role
    self.edit = edit
    lines = Permission.allCases.filter { added.contains($0) || removed.contains($0) }.map { permission in
      let touched: [Holder] = holders.filter { holder in
        let had: Bool = book.permissions(ofTypes: holder.types).contains(permission)
        return had != after.permissions(ofTypes: holder.types).contains(permission)
      }
      return Line(permission: permission, isGained: added.contains(permission), posts: Set(touched.map(\.post)).sorted())
    }
    breaches = after.breaches(in: permissions)
  }
}
