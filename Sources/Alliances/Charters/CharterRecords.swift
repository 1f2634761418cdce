import Foundation
import Ground
import SQL

struct CharterRecords: Sendable {
  func insert(_ charter: AllianceCharter, in session: any Session) throws {
    try session.run(
      """
      INSERT INTO alliance_charter (id, alliance_id, dated, principles, mechanisms)
      VALUES (\(charter.id), \(charter.alliance), \(charter.dated), \(try Self.text(charter.principles)),
        \(try Self.text(charter.mechanisms)))
      """)
  }

  /// The latest first.
  func all(of alliance: OrganisationID, in session: any Session) throws -> [AllianceCharter] {
    try session.rows(
      "SELECT id, dated, principles, mechanisms FROM alliance_charter WHERE alliance_id = \(alliance) ORDER BY dated DESC, id DESC"
    ) { row in
      var reader: RowReader = row.reader()
      return AllianceCharter(
        id: try reader.next(), alliance: alliance, dated: try reader.next(), principles: try Self.parts(reader.next()),
        mechanisms: try Self.parts(reader.next()))
    }
  }

  private static func text(_ parts: [String: String]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(parts), as: UTF8.self)
  }

  private static func parts(_ text: String) throws -> [String: String] {
    try JSONDecoder().decode([String: String].self, from: Data(text.utf8))
  }
}
