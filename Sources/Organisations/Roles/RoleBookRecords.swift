public import Ground
public import SQL

/// The edits of the roles, in the order in which they were made. The one row of `role_book` counts them: two who edit at once meet there.
public enum RoleBookRecords {
  private static let columns: Query =
    "c.id, c.subject, c.subject_key, c.added, c.removed, c.valid_from, c.made_at, c.made_by, c.reason, c.reverses"

  public static func edition(in session: any Session) throws -> RoleBooks.Edition {
    let found: RoleBooks.Edition? = try session.first("SELECT edition, revision FROM role_book WHERE id = 1") {
      RoleBooks.Edition(number: try $0.at(0), revision: try $0.at(1))
    }
    return found ?? RoleBooks.Edition(number: 0, revision: 0)
  }

  /// Appends an edit.
  /// - Parameter expected: the edition that was read before; nil for whoever looked in this transaction.
  /// - Throws: ``Refusal`` `.stale` when somebody else has edited since.
  public static func append(_ change: RoleChange, expected: Int64, in session: any Session) throws {
    let moved: Int = try session.run(
      "UPDATE role_book SET edition = edition + 1, revision = \(change.id) WHERE id = 1 AND edition = \(expected)")
    if moved == 0 { throw Refusal(.stale) }
    let parts: Parts = Parts(change.edit)
    try session.run(
      """
      INSERT INTO role_change (id, edition, subject, subject_key, added, removed, valid_from, made_at, made_by, reason, reverses)
      VALUES (\(change.id), \(expected + 1), \(parts.subject), \(parts.key), \(parts.added), \(parts.removed),
        \(change.validFrom), \(change.made), \(change.by), \(change.reason), \(change.reverses))
      """)
  }

  /// The edits that count on a day, in the order in which they are laid over the profile.
  static func changes(upTo edition: Int64, on day: CivilDay, in session: any Session) throws -> [RoleChange] {
    try session.rows(
      """
      SELECT \(columns) FROM role_change c WHERE c.edition <= \(edition) AND c.valid_from <= \(day)
      ORDER BY c.valid_from, c.edition
      """, change)
  }

  /// The first days of edits that do not count yet, in order.
  static func days(after day: CivilDay, in session: any Session) throws -> [CivilDay] {
    try session.rows("SELECT DISTINCT c.valid_from FROM role_change c WHERE c.valid_from > \(day) ORDER BY 1") { try $0.at(0) }
  }

  public static func change(_ id: RoleChangeID, in session: any Session) throws -> RoleChange? {
    try session.first("SELECT \(columns) FROM role_change c WHERE c.id = \(id)", change)
  }

  /// The latest edits first.
  /// - Parameters:
  ///   - key: only those of this role or type of post.
  ///   - cursor: only those made before this one.
  public static func history(
    of subject: String? = nil, _ key: String? = nil, before cursor: RoleChangeID? = nil, limit: Int, in session: any Session
  ) throws -> [RoleChange] {
    var conditions: [Query] = ["1 = 1"]
    if let subject { conditions.append("c.subject = \(subject)") }
    if let key { conditions.append("c.subject_key = \(key)") }
    if let cursor { conditions.append("c.edition < (SELECT edition FROM role_change WHERE id = \(cursor))") }
    return try session.rows(
      "SELECT \(columns) FROM role_change c WHERE \(Query.joined(conditions, by: " AND ")) ORDER BY c.edition DESC LIMIT \(limit)", change)
  }

  /// Which of these edits have been taken back.
  public static func reversed(among ids: [RoleChangeID], in session: any Session) throws -> Set<RoleChangeID> {
    if ids.isEmpty { return [] }
    return Set(try session.rows("SELECT c.reverses FROM role_change c WHERE c.reverses IN (\(list: ids))") { try $0.at(0, as: RoleChangeID.self) })
  }

  private static func change(_ row: Row) throws -> RoleChange {
    var reader = row.reader()
    let id: RoleChangeID = try reader.next()
    let parts = Parts(subject: try reader.next(), key: try reader.next(), added: try reader.next(), removed: try reader.next())
    return RoleChange(
      id: id, edit: try parts.edit, validFrom: try reader.next(), made: try reader.next(), by: try reader.next(), reason: try reader.next(),
      reverses: try reader.next())
  }

  /// An edit as columns: names with spaces between.
  private struct Parts {
    let subject: String
    let key: String
    let added: String
    let removed: String

    init(subject: String, key: String, added: String, removed: String) {
      self.subject = subject
      self.key = key
      self.added = added
      self.removed = removed
    }

    init(_ edit: RoleEdit) {
      switch edit {
      case .permissions(let role, let added, let removed):
        self.init(subject: "role", key: role, added: Parts.text(added), removed: Parts.text(removed))
      case .assignment(let type, let from, let to): self.init(subject: "post_type", key: type, added: to, removed: from)
      }
    }

    var edit: RoleEdit {
      get throws {
        switch subject {
        case "role": .permissions(role: key, added: Parts.permissions(added), removed: Parts.permissions(removed))
        case "post_type": .assignment(type: key, from: removed, to: added)
        default: throw RowError.unknown(word: subject, of: "role_change.subject")
        }
      }
    }

    private static func text(_ permissions: Set<Permission>) -> String { permissions.map(\.rawValue).sorted().joined(separator: " ") }

    /// A permission that the program no longer knows gives nothing.
    private static func permissions(_ text: String) -> Set<Permission> {
      Set(text.split(separator: " ").compactMap { Permission(rawValue: String($0)) })
    }
  }
}
