package import Ground
import SQL

/// How long an import took, in seconds, and what it did.
package struct PostImportTimes: Sendable {
  /// Unpacking and reading the file.
  package let read: Double
  /// Holding it against what is there, and keeping it.
  package let plan: Double
  /// The transaction that writes it, the looking through again included.
  package let apply: Double
  package let added: Int
  package let changed: Int
  package let unchanged: Int
  package let problems: Int
}

extension OrganisationsRoom {
  /// What an upload and its confirmation do, one after the other, with a clock beside them.
  package func timePostImport(_ file: [UInt8], by caller: Caller) async throws -> PostImportTimes {
    let machine: ImportMachine<PostSheet> = postImport
    let desk: ImportDesk<PostSheet> = machine.desk
    let words: Words = profile.words(profile.locales[0])
    let now: Moment = timepiece.now()
    let clock = ContinuousClock()
    let start: ContinuousClock.Instant = clock.now
    let table: ImportTable = try desk.table(file, words)
    let read: ContinuousClock.Instant = clock.now
    let kept: KeptImport = try await database.write { session in
      try desk.keep(file, table, machine.subject.plan(table, by: caller, in: session), by: caller, at: now, in: session)
    }
    let planned: ContinuousClock.Instant = clock.now
    if kept.report.isReady {
      try await database.write { session in try desk.confirm(kept.id, table, expecting: kept.version, by: caller, at: now, in: session) }
    }
    let end: ContinuousClock.Instant = clock.now
    let report: ImportReport = kept.report
    return PostImportTimes(
      read: (read - start) / .seconds(1), plan: (planned - read) / .seconds(1), apply: (end - planned) / .seconds(1), added: report.added,
      changed: report.changed, unchanged: report.unchanged, problems: report.problemCount)
  }
}
