import Foundation
import Ground
import SQL

/// The rows of `sheet_import`. An import is only for the account that uploaded it.
struct ImportRecords: Sendable {
  let seal: ImportSeal

  private static let columns: Query = "id, subject, account_id, created_at, ends_at, state, report_sealed, sheet_digest, version"

  func insert(_ kept: KeptImport, sheet: [UInt8], in session: any Session) throws {
    try session.run(
      """
      INSERT INTO sheet_import (\(Self.columns), sheet_sealed)
      VALUES (\(kept.id), \(kept.subject), \(kept.account), \(kept.createdAt), \(kept.endsAt), \(kept.state.rawValue),
        \(try sealed(kept.report, kept.id)), \(kept.digest), \(kept.version), \(seal.seal(sheet, "sheet_sealed", kept.id)))
      """)
  }

  /// - Throws: ``Refusal/absent`` also when it is another account's, another subject's, or over.
  func own(_ id: ImportID, _ subject: String, _ caller: Caller, at now: Moment, in session: any Session) throws -> KeptImport {
    guard let account = caller.account else { throw Refusal.absent }
    let found: KeptImport? = try session.first(
      """
      SELECT \(Self.columns) FROM sheet_import
      WHERE id = \(id) AND subject = \(subject) AND account_id = \(account) AND ends_at > \(now)
      """, kept)
    guard let found else { throw Refusal.absent }
    return found
  }

  /// The latest few of an account.
  func latest(_ subject: String, _ caller: Caller, at now: Moment, in session: any Session) throws -> [KeptImport] {
    guard let account = caller.account else { return [] }
    return try session.rows(
      """
      SELECT \(Self.columns) FROM sheet_import WHERE account_id = \(account) AND subject = \(subject) AND ends_at > \(now)
      ORDER BY id DESC LIMIT 10
      """, kept)
  }

  /// The uploaded file.
  /// - Throws: ``Refusal`` `.conflict` when it has been imported and let go.
  func sheet(_ id: ImportID, in session: any Session) throws -> [UInt8] {
    let blob: [UInt8]? = try session.first("SELECT sheet_sealed FROM sheet_import WHERE id = \(id)") { try $0.at(0, as: [UInt8]?.self) } ?? nil
    guard let blob else { throw Refusal(.conflict, "imports.refusal.done") }
    return try seal.open(blob, "sheet_sealed", id)
  }

  /// A new dry run of the same sheet.
  /// - Throws: ``Refusal`` `.stale`.
  func setReport(_ report: ImportReport, of kept: KeptImport, in session: any Session) throws {
    let changed: Int = try session.run(
      """
      UPDATE sheet_import SET report_sealed = \(try sealed(report, kept.id)), version = version + 1
      WHERE id = \(kept.id) AND version = \(kept.version) AND state = \(KeptImport.State.checked.rawValue)
      """)
    guard changed == 1 else { throw Refusal(.stale) }
  }

  /// It has been imported: the file goes at once, the figures stay a while.
  /// - Throws: ``Refusal`` `.stale`.
  func finish(_ kept: KeptImport, in session: any Session) throws {
    let changed: Int = try session.run(
      """
      UPDATE sheet_import SET state = \(KeptImport.State.done.rawValue), sheet_sealed = NULL, version = version + 1
      WHERE id = \(kept.id) AND version = \(kept.version) AND state = \(KeptImport.State.checked.rawValue)
      """)
    guard changed == 1 else { throw Refusal(.stale) }
  }

  /// Holds back whoever else imports the same subject until this transaction ends.
  func takeTurn(_ subject: String, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO sheet_import_turn (subject, turn) VALUES (\(subject), 1)
      ON CONFLICT (subject) DO UPDATE SET turn = sheet_import_turn.turn + 1
      """)
  }

  /// Deletes what nobody confirmed in time, and the figures of what was.
  func forget(at now: Moment, in session: any Session) throws {
    try session.run("DELETE FROM sheet_import WHERE ends_at <= \(now)")
  }

  private func sealed(_ report: ImportReport, _ id: ImportID) throws -> [UInt8] {
    seal.seal([UInt8](try JSONEncoder().encode(report)), "report_sealed", id)
  }

  private func kept(_ row: Row) throws -> KeptImport {
    var reader: RowReader = row.reader()
    let id: ImportID = try reader.next()
    let subject: String = try reader.next()
    let account: AccountID = try reader.next()
    let createdAt: Moment = try reader.next()
    let endsAt: Moment = try reader.next()
    let state: KeptImport.State = KeptImport.State(rawValue: try reader.next()) ?? .done
    let report: [UInt8] = try seal.open(try reader.next(), "report_sealed", id)
    return KeptImport(
      id: id, subject: subject, account: account, createdAt: createdAt, endsAt: endsAt, state: state,
      report: try JSONDecoder().decode(ImportReport.self, from: Data(report)), digest: try reader.next(), version: try reader.next())
  }
}
