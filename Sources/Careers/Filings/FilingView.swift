import Ground
import Organisations
import SQL

/// A filing as pages and JSON show it, names resolved.
struct FilingLine: Sendable {
  let filing: Filing
  let person: String
  let post: PostOption?
}

struct FilingView: Sendable {
  let line: FilingLine
  let steps: [(step: Filing.Step, person: String?)]
  /// What this caller may do now.
  let acts: [Filing.Act]
}

/// A holder who has not been filed.
struct FilingDue: Sendable {
  let post: PostOption
  let place: Place
  let person: PersonID
  let name: String
}

struct FilingViews: Sendable {
  let directory: PostDirectory
  let people: PersonRecords
  let words: Words
  let now: Moment

  func lines(_ filings: [Filing], in session: any Session) throws -> [FilingLine] {
    let names: [PersonID: String] = try people.names(Set(filings.map(\.person)), in: session)
    let posts: [PostID: PostOption] = try directory.options(Set(filings.map(\.post)), at: now, words: words, in: session)
    return filings.map { FilingLine(filing: $0, person: names[$0.person] ?? "", post: posts[$0.post]) }
  }

  func due(_ rows: [(post: PostID, place: Place, person: PersonID)], in session: any Session) throws -> [FilingDue] {
    let names: [PersonID: String] = try people.names(Set(rows.map(\.person)), in: session)
    let posts: [PostID: PostOption] = try directory.options(Set(rows.map(\.post)), at: now, words: words, in: session)
    return rows.compactMap { row in
      posts[row.post].map { FilingDue(post: $0, place: row.place, person: row.person, name: names[row.person] ?? "") }
    }
  }

  func view(_ filing: Filing, _ records: FilingRecords, for caller: Caller, in session: any Session) throws -> FilingView {
    let steps: [Filing.Step] = try records.steps(of: filing.id, in: session)
    let names: [PersonID: String] = try people.names(Set(steps.compactMap(\.person)), in: session)
    let acts: [Filing.Act] = Filing.Act.allCases.filter { act in
      act.from.contains(filing.state) && caller.policy(for: act.permission).allows(place: filing.place)
        && (act == .resubmission || filing.submittedBy == nil || filing.submittedBy != caller.person)
    }
    guard let line = try lines([filing], in: session).first else { throw Refusal.absent }
    return FilingView(line: line, steps: steps.map { step in (step, step.person.flatMap { names[$0] }) }, acts: acts)
  }
}
