import Ground

/// Roles, and the duties that must not come together.
extension CityReader {
  func role(_ fields: Fields) -> Placed<CityProfile.Role>? {
    defer { fields.close() }
    let permissions: Set<Permission> = permissions(fields, "permissions", of: "role")
    let within: Within? = fields.choice("within", Within.self)
    let needsFactor: Bool = fields.node("second_factor") != nil && fields.choice("second_factor", SecondFactor.self) == .required
    guard let id = fields.id(), let within else { return nil }
    return Placed(
      .init(id: id, permissions: permissions, withinOrganisation: within == .organisation, needsSecondFactor: needsFactor), fields.position)
  }

  /// Where a role's permissions hold.
  private enum Within: String, CaseIterable {
    case area, organisation
  }

  private enum SecondFactor: String, CaseIterable {
    case required, optional
  }

  func separation(_ fields: Fields) -> Placed<CityProfile.Separation>? {
    defer { fields.close() }
    let duties: [CityProfile.Duty] = fields.items("duties").compactMap(duty)
    if duties.count < 2 { complaints.add(fields.position, "a separation has two duties or more") }
    return fields.id().map { Placed(.init(id: $0, duties: duties), fields.position) }
  }

  private func duty(_ fields: Fields) -> CityProfile.Duty? {
    defer { fields.close() }
    let permissions: Set<Permission> = permissions(fields, "permissions", of: "duty")
    let excludes: Set<Permission> = fields.node("excludes") == nil ? [] : self.permissions(fields, "excludes", of: "duty")
    if permissions.isEmpty { complaints.add(fields.position, "a duty is known by its permissions, and this one has none") }
    return fields.id().map { CityProfile.Duty(id: $0, permissions: permissions, excludes: excludes) }
  }

  private func permissions(_ fields: Fields, _ key: String, of noun: String) -> Set<Permission> {
    let id: String = fields.node("id")?.scalar ?? ""
    var out: Set<Permission> = []
    for name in fields.texts(key) {
      if let permission = Permission(rawValue: name.value) {
        out.insert(permission)
      } else {
        complaints.add(name.position, "the \(noun) '\(id)' has the permission '\(name.value)', which does not exist")
      }
    }
    return out
  }
}
