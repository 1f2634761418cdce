public import Ground
public import SQL

public struct AccountRecords: Sendable {
  private static let columns: Query = "id, name, person_id, hash, created, disabled, temporary, version"

  public init() {}

  private static func account(_ row: Row) throws -> Account {
    var reader = row.reader()
    return Account(
      id: try reader.next(), name: try reader.next(), person: try reader.next(), hash: try reader.next(), created: try reader.next(),
      isDisabled: try reader.next(), isTemporary: try reader.next(), version: try reader.next())
  }

  public func insert(_ account: Account, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO account (\(AccountRecords.columns)) VALUES (\(account.id), \(account.name), \(account.person), \(account.hash),
        \(account.created), \(account.isDisabled), \(account.isTemporary), \(account.version))
      """)
  }

  public func account(_ id: AccountID, in session: any Session) throws -> Account? {
    try session.first("SELECT \(AccountRecords.columns) FROM account WHERE id = \(id)", AccountRecords.account)
  }

  /// By the sign-in name, however it is written.
  public func account(named name: String, in session: any Session) throws -> Account? {
    try session.first("SELECT \(AccountRecords.columns) FROM account WHERE name = \(Account.folded(name))", AccountRecords.account)
  }

  /// The account of a person; there is one at most.
  public func account(of person: PersonID, in session: any Session) throws -> Account? {
    try session.first("SELECT \(AccountRecords.columns) FROM account WHERE person_id = \(person) ORDER BY id", AccountRecords.account)
  }

  public func names(_ ids: Set<AccountID>, in session: any Session) throws -> [AccountID: String] {
    guard !ids.isEmpty else { return [:] }
    var out: [AccountID: String] = [:]
    try session.each("SELECT id, name FROM account WHERE id IN (\(list: ids.sorted()))") { out[try $0.at(0)] = try $0.at(1, as: String.self) }
    return out
  }

  /// - Parameter isTemporary: whether somebody else chose the password.
  /// - Throws: ``Refusal`` `.stale` when the account has changed since it was read.
  func setHash(_ hash: String, isTemporary: Bool, of account: Account, in session: any Session) throws {
    try update(account, set: "hash = \(hash), temporary = \(isTemporary)", in: session)
  }

  /// - Throws: ``Refusal`` `.stale`.
  func setDisabled(_ disabled: Bool, of account: Account, in session: any Session) throws {
    try update(account, set: "disabled = \(disabled)", in: session)
  }

  private func update(_ account: Account, set column: Query, in session: any Session) throws {
    let changed: Int = try session.run(
      "UPDATE account SET \(column), version = version + 1 WHERE id = \(account.id) AND version = \(account.version)")
    if changed == 0 { throw Refusal(.stale) }
  }
}
