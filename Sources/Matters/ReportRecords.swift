import Ground
import SQL

/// The rows of reports and of contacts.
struct ReportRecords: Sendable {
  static let columns: Query = "r.id, r.matter_id, r.number, r.body, r.at, r.rating, r.solved, r.comment, r.rated_at"

  func report(_ id: ReportID, in session: any Session) throws -> Report? {
    try session.first("SELECT \(Self.columns) FROM matter_report r WHERE r.id = \(id)", Report.init(row:))
  }

  func reports(of matter: MatterID, in session: any Session) throws -> [Report] {
    try session.rows("SELECT \(Self.columns) FROM matter_report r WHERE r.matter_id = \(matter) ORDER BY r.id", Report.init(row:))
  }

  func isTaken(_ number: String, in session: any Session) throws -> Bool {
    try session.first("SELECT 1 FROM matter_report WHERE number = \(number)") != nil
  }

  /// - Returns: false when the number is already taken.
  func insert(_ report: Report, in session: any Session) throws -> Bool {
    try session.run(
      """
      INSERT INTO matter_report (id, matter_id, number, body, at) VALUES (\(report.id), \(report.matter), \(report.number), \(report.body), \(report.at))
      ON CONFLICT (number) DO NOTHING
      """) == 1
  }

  func rate(_ report: Report, in session: any Session) throws {
    try session.run(
      """
      UPDATE matter_report SET rating = \(report.rating), solved = \(report.solved), comment = \(report.comment), rated_at = \(report.ratedAt)
      WHERE id = \(report.id)
      """)
  }

  /// Lets the reports of one matter follow another.
  /// - Returns: how many.
  func move(from: MatterID, to: MatterID, in session: any Session) throws -> Int {
    try session.run("UPDATE matter_contact SET matter_id = \(to) WHERE matter_id = \(from)")
    return try session.run("UPDATE matter_report SET matter_id = \(to) WHERE matter_id = \(from)")
  }

  func insertContact(_ sealed: [UInt8], of report: ReportID, matter: Matter, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO matter_contact (report_id, matter_id, district, sealed) VALUES (\(report), \(matter.id), \(matter.district), \(sealed))
      """)
  }

  func contacts(of matter: MatterID, in session: any Session) throws -> [(report: ReportID, sealed: [UInt8])] {
    try session.rows("SELECT report_id, sealed FROM matter_contact WHERE matter_id = \(matter) ORDER BY report_id") {
      (try $0.at(0), try $0.at(1))
    }
  }

  /// Sets when the contacts of a matter are to be deleted; nil while it is open.
  func keepContacts(of matter: MatterID, until moment: Moment?, in session: any Session) throws {
    try session.run("UPDATE matter_contact SET delete_after = \(moment) WHERE matter_id = \(matter)")
  }

  /// Deletes every contact whose retention has ended.
  /// - Returns: how many.
  func deleteContacts(endedBy now: Moment, in session: any Session) throws -> Int {
    try session.run("DELETE FROM matter_contact WHERE delete_after IS NOT NULL AND delete_after <= \(now)")
  }
}

extension Report {
  init(row: Row) throws {
    var next = row.reader()
    id = try next.next()
    matter = try next.next()
    number = try next.next()
    body = try next.next()
    at = try next.next()
    rating = try next.next()
    solved = try next.next()
    comment = try next.next()
    ratedAt = try next.next()
  }
}
