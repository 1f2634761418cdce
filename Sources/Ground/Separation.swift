extension CityProfile {
  /// Duties that no one person and no role may hold together, such as those of the three administrators (三员分立): who sets up, who
  /// grants and who audits. Its word is `separation.<id>`.
  public struct Separation: Sendable, Hashable {
    public let id: String
    public let duties: [Duty]
    public init(id: String, duties: [Duty]) {
      self.id = id
      self.duties = duties
    }
  }

  /// One of the duties. Its word is `duty.<id>`.
  public struct Duty: Sendable, Hashable {
    public let id: String
    /// Whoever has any of these has the duty.
    public let permissions: Set<Permission>
    /// What does not go with it, beside the marks of the other duties.
    public let excludes: Set<Permission>
    public init(id: String, permissions: Set<Permission>, excludes: Set<Permission>) {
      self.id = id
      self.permissions = permissions
      self.excludes = excludes
    }
  }
}

/// A duty and a permission that does not go with it.
public struct SeparationBreach: Sendable, Hashable {
  public let separation: String
  public let duty: String
  public let permission: Permission

  public init(separation: String, duty: String, permission: Permission) {
    self.separation = separation
    self.duty = duty
    self.permission = permission
  }
}

extension CityProfile.Separation {
  /// The duties among these permissions.
  public func duties(in permissions: Set<Permission>) -> [CityProfile.Duty] {
    duties.filter { !$0.permissions.isDisjoint(with: permissions) }
  }

  /// What must not be together among these permissions of one role or of one person; in the order of the duties.
  public func breaches(in permissions: Set<Permission>) -> [SeparationBreach] {
    duties(in: permissions).flatMap { duty in
      let excluded: Set<Permission> = excluded(by: duty)
      return Permission.allCases.filter { excluded.contains($0) && permissions.contains($0) }.map {
        SeparationBreach(separation: id, duty: duty.id, permission: $0)
      }
    }
  }

  private func excluded(by duty: CityProfile.Duty) -> Set<Permission> {
    let marks: [Permission] = duties.filter { $0.id != duty.id }.flatMap { Array($0.permissions) }
    return duty.excludes.union(marks).subtracting(duty.permissions)
  }
}
