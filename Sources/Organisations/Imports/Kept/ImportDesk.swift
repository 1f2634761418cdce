import Ground
import SQL
import Vault

/// Looks a sheet through, keeps it, and imports it whole or not at all.
struct ImportDesk<Subject: ImportSubject>: Sendable {
  let subject: Subject
  let profile: CityProfile
  let records: ImportRecords
  let journal: Journal
  let ids: IdentifierMaker

  /// Reads a file; no database is needed for it.
  /// - Throws: ``Refusal`` `.invalid` on `sheet`.
  func table(_ file: [UInt8], _ words: Words) throws -> ImportTable {
    try ImportTable(file, ImportHeader(subject: subject.name, columns: subject.columns, profile: profile, words: words))
  }

  /// Keeps an upload with what it would change.
  func keep(
    _ file: [UInt8], _ table: ImportTable, _ plan: ImportPlan<Subject.Change>, by caller: Caller, at now: Moment, in session: any Session
  ) throws -> KeptImport {
    guard let account = caller.account else { throw Refusal(.signInNeeded) }
    let kept = KeptImport(
      id: ids.next(), subject: subject.name, account: account, createdAt: now, endsAt: now.adding(seconds: KeptImport.patience), state: .checked,
      report: plan.report(ignored: table.ignored), digest: Hex.encode(Digest.sha256(file)), version: 1)
    try records.insert(kept, sheet: file, in: session)
    return kept
  }

  func own(_ id: ImportID, by caller: Caller, at now: Moment, in session: any Session) throws -> KeptImport {
    try records.own(id, subject.name, caller, at: now, in: session)
  }

  /// The dry run once more, because what is there has changed since.
  func examineAgain(_ id: ImportID, _ table: ImportTable, expecting version: Int64?, by caller: Caller, at now: Moment, in session: any Session)
    throws
  {
    let kept: KeptImport = try current(id, expecting: version, by: caller, at: now, in: session)
    let plan = try subject.plan(table, by: caller, in: session)
    try records.setReport(plan.report(ignored: table.ignored), of: kept, in: session)
  }

  /// Imports what was shown: the difference is worked out again in this very transaction, and has to be the same.
  /// - Throws: ``Refusal`` `.absent`, `.stale`, `.conflict`.
  func confirm(_ id: ImportID, _ table: ImportTable, expecting version: Int64?, by caller: Caller, at now: Moment, in session: any Session) throws {
    try records.takeTurn(subject.name, in: session)
    let kept: KeptImport = try current(id, expecting: version, by: caller, at: now, in: session)
    let plan = try subject.plan(table, by: caller, in: session)
    guard plan.problems.isEmpty else { throw unmended(kept, now: plan.problems.count) }
    guard plan.digest == kept.report.digest else { throw Refusal(.conflict, "imports.refusal.changed") }
    guard !plan.changes.isEmpty else { throw Refusal(.conflict, "imports.refusal.nothing") }
    try subject.apply(plan, by: caller, in: session)
    try note("imported", kept, by: caller, in: session)
    try records.finish(kept, in: session)
  }

  /// Whether the sheet has had problems from the start, or only something that has changed since makes them.
  private func unmended(_ kept: KeptImport, now count: Int) -> Refusal {
    guard kept.report.problemCount > 0 else { return Refusal(.conflict, "imports.refusal.problems") }
    return Refusal(.conflict, "imports.refusal.unmended", ["count": "\(count)"])
  }

  private func current(_ id: ImportID, expecting version: Int64?, by caller: Caller, at now: Moment, in session: any Session) throws -> KeptImport {
    let kept: KeptImport = try own(id, by: caller, at: now, in: session)
    if let version, version != kept.version { throw Refusal(.stale) }
    guard kept.state == .checked else { throw Refusal(.conflict, "imports.refusal.done") }
    return kept
  }

  private func note(_ verb: String, _ kept: KeptImport, by caller: Caller, in session: any Session) throws {
    let report: ImportReport = kept.report
    let holding: Holding? = caller.holdings.first { $0.permissions.contains(subject.permission) }
    let draft = JournalDraft(
      "\(subject.name).\(verb)", subject: "sheet_import", id: kept.id.raw, place: holding?.range.first, acting: holding?.post,
      after: [
        "sha256": kept.digest, "rows": "\(report.rows)", "added": "\(report.added)", "changed": "\(report.changed)", "ended": "\(report.ended)",
      ])
    try journal.append(draft, by: caller, in: session)
  }

  /// Every export is told in the journal: who took how many rows, from where.
  func noteExport(rows: Int, range: PlaceRange?, by caller: Caller, in session: any Session) throws {
    let holding: Holding? = caller.holdings.first { $0.permissions.contains(subject.permission) }
    let draft = JournalDraft(
      "\(subject.name).exported", subject: "sheet_export", id: ids.next(KeptImportNoun.self).raw, place: range?.first ?? holding?.range.first,
      acting: holding?.post, after: ["rows": "\(rows)"])
    try journal.append(draft, by: caller, in: session)
  }
}
