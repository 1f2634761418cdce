import Ground
import Places
import SQL
import Vault

/// What a sheet would change, worked out against what is there. Nothing is written yet.
struct ImportPlan<Change: Sendable>: Sendable {
  var rows: Int = 0
  var changes: [(change: Change, line: ImportLine)] = []
  var problems: [ImportProblem] = []

  /// Rows that ask for what is so already.
  var unchanged: Int { rows - changes.count - Set(problems.map(\.row)).subtracting(changes.map(\.line.row)).count }

  func count(_ kind: ImportLine.Kind) -> Int { changes.count { $0.line.kind == kind } }

  /// Names what would be done, so that what is confirmed is what was shown.
  var digest: String {
    var bytes: [UInt8] = []
    for (_, line) in changes {
      bytes.append(contentsOf: "\(line.row)\u{1}\(line.kind.rawValue)\u{1}".utf8)
      for text in [line.subject] + line.steps {
        bytes.append(contentsOf: text.word.utf8)
        for (name, value) in text.arguments.sorted(by: { $0.key < $1.key }) { bytes.append(contentsOf: "\u{2}\(name)\u{3}\(value)".utf8) }
        bytes.append(4)
      }
    }
    return Hex.encode(Digest.sha256(bytes))
  }

  func report(ignored: [String]) -> ImportReport {
    ImportReport(
      rows: rows, added: count(.added), changed: count(.changed), ended: count(.ended), unchanged: unchanged, problemCount: problems.count,
      problems: Array(problems.prefix(ImportReport.mostProblems)), lines: changes.prefix(ImportReport.mostLines).map(\.line), ignored: ignored,
      digest: digest)
  }
}

/// The result of a dry run, as it is kept and shown.
struct ImportReport: Sendable, Codable {
  static let mostProblems: Int = 10_000
  static let mostLines: Int = 200

  let rows: Int
  let added: Int
  let changed: Int
  let ended: Int
  let unchanged: Int
  let problemCount: Int
  /// The first ``mostProblems``.
  let problems: [ImportProblem]
  /// The first ``mostLines``.
  let lines: [ImportLine]
  let ignored: [String]
  let digest: String

  var changes: Int { added + changed + ended }
  var isReady: Bool { problemCount == 0 && changes > 0 }
}

/// A kind of sheet that can be imported: its columns, how its rows are held against what is there, and how the difference is written.
protocol ImportSubject: Sendable {
  associatedtype Change: Sendable

  /// The last part of its address and the middle of its words: `posts`.
  var name: String { get }
  /// The list of what has been imported.
  var home: String { get }
  /// The entry of the menu that its pages belong to; its name unless said.
  var section: String { get }
  var permission: Permission { get }
  var columns: [ImportColumn] { get }

  /// What may be chosen in a column, in a language.
  func choices(_ key: String, _ words: Words) -> [String]

  /// Works out the difference. Nothing is written.
  func plan(_ table: ImportTable, by caller: Caller, in session: any Session) throws -> ImportPlan<Change>

  /// Writes it, with the journal's entries for each thing that changes.
  func apply(_ plan: ImportPlan<Change>, by caller: Caller, in session: any Session) throws

  /// Every row within the caller's reach, in the order of their places, as ``columns`` says.
  func each(within area: Area?, by caller: Caller, words: Words, in session: any Session, _ take: ([String: ImportValue]) throws -> Void)
    throws
}

extension ImportSubject {
  var section: String { name }
}

/// A cell of an export.
enum ImportValue: Sendable {
  case text(String)
  case number(Double)
  case day(CivilDay)

  /// A count; nil where nobody has counted.
  static func count(_ count: Int?) -> ImportValue? { count.map { .number(Double($0)) } }
}
