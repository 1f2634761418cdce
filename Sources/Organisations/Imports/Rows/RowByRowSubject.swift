import Ground
import SQL

/// A sheet whose rows are carried out one by one by the verbs of a desk: a few thousand rows at most. A further kind of sheet needs its columns
/// and what one row does.
///
/// The dry run is the run itself, taken back: every row is carried out in a savepoint of its own, so that one meets what those before it have
/// made, and at the end all of them are undone.
protocol RowByRowSubject: ImportSubject where Change == ImportRow {
  /// What is looked up once for a whole sheet.
  associatedtype Context

  func context(_ table: ImportTable, by caller: Caller, in session: any Session) throws -> Context

  /// Carries one row out.
  /// - Returns: what it changed; nil when all is so already.
  /// - Throws: ``ImportProblem``, or ``Refusal`` whose fields are columns.
  func carryOut(_ row: ImportRow, _ context: inout Context, by caller: Caller, in session: any Session) throws -> ImportLine?
}

extension RowByRowSubject {
  func plan(_ table: ImportTable, by caller: Caller, in session: any Session) throws -> ImportPlan<ImportRow> {
    var plan = ImportPlan<ImportRow>()
    do {
      try session.attempt {
        var context: Context = try context(table, by: caller, in: session)
        for row in table.rows { try look(row, &context, &plan, by: caller, in: session) }
        throw TakenBack()
      }
    } catch is TakenBack {}
    return plan
  }

  private func look(
    _ row: ImportRow, _ context: inout Context, _ plan: inout ImportPlan<ImportRow>, by caller: Caller, in session: any Session
  ) throws {
    plan.rows += 1
    let wrong: [ImportProblem] = row.problems(columns, open: [])
    guard wrong.isEmpty else { return plan.problems.append(contentsOf: wrong) }
    do {
      if let line = try session.attempt({ try carryOut(row, &context, by: caller, in: session) }) { plan.changes.append((row, line)) }
    } catch let problem as ImportProblem {
      plan.problems.append(problem)
    } catch let refusal as Refusal {
      plan.problems += problems(of: refusal, row)
    } catch let refusal as DatabaseRefusal where refusal.kind == .unique {
      plan.problems.append(ImportProblem(row: row.number, nil, "refusal.unique"))
    }
  }

  private func problems(of refusal: Refusal, _ row: ImportRow) -> [ImportProblem] {
    guard !refusal.fields.isEmpty else { return [ImportProblem(row: row.number, nil, refusal.word, refusal.arguments)] }
    let keys: Set<String> = Set(columns.map(\.key))
    return refusal.fields.map { ImportProblem(row: row.number, keys.contains($0.field) ? $0.field : nil, $0.word, $0.arguments) }
  }

  func apply(_ plan: ImportPlan<ImportRow>, by caller: Caller, in session: any Session) throws {
    let rows: [ImportRow] = plan.changes.map(\.change)
    var context: Context = try context(ImportTable(rows: rows), by: caller, in: session)
    for row in rows { _ = try carryOut(row, &context, by: caller, in: session) }
  }
}

private struct TakenBack: Error {}
