import Foundation
import Ground
import NIOCore
import Places
import Profiles
import SQL
import Vault

/// What an error means to the person who typed the command, in a sentence, and with what status the program ends.
/// English: it is said before there is a city, and so before there are words.
enum Explanation {
  static func of(_ error: any Error) -> String {
    switch error {
    case let refusal as DatabaseRefusal: database(refusal)
    case let error as DivisionProblem: "cities/_base/divisions.csv:\(error.line): a line is code,level,name,parent."
    case let error as JournalHeads.BadLine: "Line \(error.number) of the published heads is not `number head time`."
    case let error as HeadsFile.NotRead: "The journal's published heads cannot be read from \(error.path)."
    case let error as HeadsFile.NotWritten: "The journal's heads cannot be written to \(error.path)."
    case let error as IOError where error.errnoCode == EADDRINUSE: "Something listens there already; set LIANZHI_LISTEN to another port."
    case let error as IOError where error.errnoCode == EACCES: "LIANZHI_LISTEN names a port that only the system may open."
    case is DemoCity.NotEmpty: "The database has areas already; a city begins only in an empty one."
    default: "\(error)"
    }
  }

  /// As in sysexits.h: 78 for what is set wrongly, 69 for a database that is not there, 1 for the rest.
  static func status(of error: any Error) -> Int32 {
    switch error {
    case is SettingsProblem, is ProfileErrors, is KeyFileError, is IOError: 78
    case is DatabaseRefusal: 69
    default: 1
    }
  }

  private static func database(_ refusal: DatabaseRefusal) -> String {
    switch refusal.kind {
    case .newer: "The database was made by a newer program (\(refusal.subject ?? "")). Use that one, or an older copy of the database."
    case .lost: "The database is not there: \(refusal.detail)"
    case .busy: "The database is busy: \(refusal.detail)"
    case .storage: "The disk of the database is full or broken: \(refusal.detail)"
    default: "The database refuses (\(refusal.kind.rawValue)): \(refusal.detail)"
    }
  }
}
