import Ground
import Sheets
import SQL
import Web

/// Everything about one kind of sheet over the web: template, upload, dry run, confirmation, export.
struct ImportMachine<Subject: ImportSubject>: Sendable {
  let subject: Subject
  let database: any Database
  let profile: CityProfile
  let desk: ImportDesk<Subject>

  /// Bytes of an upload; see `SheetLimits`.
  static var maxFile: Int { 32 << 20 }

  var path: String { "/imports/\(subject.name)" }

  /// `posts` in the name of an operation: `importPosts`.
  var noun: String { subject.name.prefix(1).uppercased() + subject.name.dropFirst() }

  func header(_ words: Words) -> ImportHeader {
    ImportHeader(subject: subject.name, columns: subject.columns, profile: profile, words: words)
  }
}
