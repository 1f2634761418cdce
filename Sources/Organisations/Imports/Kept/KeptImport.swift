import Ground
import Vault

enum KeptImportNoun {}
typealias ImportID = Identifier<KeptImportNoun>

/// An upload between its dry run and its confirmation.
struct KeptImport: Sendable {
  enum State: String, Sendable { case checked, done }

  let id: ImportID
  let subject: String
  let account: AccountID
  let createdAt: Moment
  let endsAt: Moment
  var state: State
  var report: ImportReport
  /// SHA-256 of the file, in hex.
  let digest: String
  var version: Int64

  /// How long it waits: a day, in seconds.
  static let patience: Int64 = 86_400
}

/// Seals uploads and reports: both hold names and telephones.
struct ImportSeal: Sendable {
  let keys: KeyRing

  func seal(_ bytes: [UInt8], _ column: String, _ id: ImportID) -> [UInt8] { keys.seal(bytes, at: place(column, id)).blob }

  func open(_ blob: [UInt8], _ column: String, _ id: ImportID) throws -> [UInt8] { try keys.open(try Sealed(blob: blob), at: place(column, id)) }

  private func place(_ column: String, _ id: ImportID) -> SealPlace { SealPlace(table: "sheet_import", column: column, row: id.raw) }
}
