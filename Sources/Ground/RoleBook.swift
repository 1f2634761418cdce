/// Which role each type of post has and what each role permits, on a day: the profile's roles with the dated edits of the city's
/// administrators laid over them. A value: whoever decides and whoever explains reads the same one.
public struct RoleBook: Sendable, Hashable {
  /// By id.
  public private(set) var roles: [String: CityProfile.Role]
  /// The id of the role, by type of post.
  public private(set) var assignments: [String: String]
  public let separations: [CityProfile.Separation]
  /// What people call a post, by type, in the city's first language.
  private let titles: [String: String]

  public init(_ profile: CityProfile) {
    let words: Words = profile.words(profile.locales.first ?? "")
    roles = Dictionary(profile.roles.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    assignments = Dictionary(profile.postTypes.map { ($0.id, $0.role) }, uniquingKeysWith: { first, _ in first })
    titles = Dictionary(profile.postTypes.map { ($0.id, words("post.\($0.id)")) }, uniquingKeysWith: { first, _ in first })
    separations = profile.separations
  }

  /// The role of a type of post; nil for a type that the city no longer has.
  public func role(ofType type: String) -> CityProfile.Role? { assignments[type].flatMap { roles[$0] } }

  public func title(ofType type: String) -> String { titles[type] ?? type }

  /// The types of posts whose role permits this, in order.
  public func types(permitting permission: Permission) -> [String] {
    assignments.keys.filter { role(ofType: $0)?.permissions.contains(permission) ?? false }.sorted()
  }

  /// The types of posts that have a role, in order.
  public func types(ofRole role: String) -> [String] { assignments.filter { $0.value == role }.map(\.key).sorted() }

  /// What all of these types of posts together permit.
  public func permissions(ofTypes types: some Sequence<String>) -> Set<Permission> {
    types.reduce(into: []) { all, type in all.formUnion(role(ofType: type)?.permissions ?? []) }
  }

  public func breaches(in permissions: Set<Permission>) -> [SeparationBreach] { separations.flatMap { $0.breaches(in: permissions) } }

  /// The types of posts that carry a duty of some separation: whoever is put there is given power over others.
  public var dutyTypes: [String] { assignments.keys.filter(carriesDuty).sorted() }

  public func carriesDuty(_ type: String) -> Bool {
    let given: Set<Permission> = role(ofType: type)?.permissions ?? []
    return separations.contains { !$0.duties(in: given).isEmpty }
  }

  // MARK: Edits

  /// A role or a type that the profile no longer has is passed over: an old edit must not keep the house shut.
  public mutating func apply(_ edit: RoleEdit) {
    switch edit {
    case .permissions(let id, let added, let removed):
      guard let role = roles[id] else { return }
      roles[id] = role.with(role.permissions.union(added).subtracting(removed))
    case .assignment(let type, _, let role):
      guard assignments[type] != nil, roles[role] != nil else { return }
      assignments[type] = role
    }
  }

  public func applying(_ edit: RoleEdit) -> RoleBook {
    var out: RoleBook = self
    out.apply(edit)
    return out
  }
}

/// One edit of the roles, as a difference: what the profile gains later stays.
public enum RoleEdit: Sendable, Hashable {
  case permissions(role: String, added: Set<Permission>, removed: Set<Permission>)
  /// The type of post has another role from then on.
  case assignment(type: String, from: String, to: String)

  /// The edit that undoes this one.
  public var reversed: RoleEdit {
    switch self {
    case .permissions(let role, let added, let removed): .permissions(role: role, added: removed, removed: added)
    case .assignment(let type, let from, let to): .assignment(type: type, from: to, to: from)
    }
  }
}

extension CityProfile.Role {
  fileprivate func with(_ permissions: Set<Permission>) -> CityProfile.Role {
    CityProfile.Role(id: id, permissions: permissions, withinOrganisation: withinOrganisation, needsSecondFactor: needsSecondFactor)
  }
}
