import Ground
import SQL
import Testing
import Testkit

@testable import Organisations

/// Sheets that are carried out row by row, brought in and out.
extension SmallTown {
  /// Somebody who manages areas and organisations of the subdistrict 220211004.
  static func manager() throws -> Caller {
    let holding = Holding(
      post: PostID(1), title: "", area: try area("220211004"), range: try range("220211004"), organisation: nil,
      permissions: [.areaManage, .organisationManage])
    return Caller(account: AccountID(1), person: PersonID(1), name: "clerk", holdings: [holding], request: "test")
  }

  /// Uploads, looks through and confirms what is ready. Whatever is wrong has words.
  func bring<Subject: ImportSubject>(_ subject: Subject, _ file: [UInt8], in session: any Session) throws -> ImportReport {
    let desk = ImportDesk(subject: subject, profile: profile, records: ImportRecords(seal: ImportSeal(keys: keys)), journal: journal, ids: ids)
    let caller: Caller = try Self.manager()
    let table: ImportTable = try desk.table(file, words)
    let plan = try subject.plan(table, by: caller, in: session)
    let kept: KeptImport = try desk.keep(file, table, plan, by: caller, at: clock.now, in: session)
    if kept.report.isReady { try desk.confirm(kept.id, table, expecting: 1, by: caller, at: clock.now, in: session) }
    for problem in kept.report.problems { #expect(words.has(problem.text.word), "\(problem.text.word)") }
    return kept.report
  }

  func exported<Subject: ImportSubject>(_ subject: Subject, in session: any Session) throws -> [UInt8] {
    try ImportBook(subject: subject, words: words).export { add in
      try subject.each(within: nil, by: Self.manager(), words: words, in: session, add)
    }
  }
}
