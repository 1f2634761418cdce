import Ground
import Organisations
import Places
import SQL
import Testing
import Testkit

@testable import Careers
@testable import Matters
@testable import lianzhi

@Suite("The journal in words")
struct JournalWordsTests {
  /// Verbs that are put together from the cases of a type; those that stand in the sources as they are, the fence finds.
  private static var verbs: [String] {
    let matters: [String] = (MatterAct.allCases.map(\.rawValue) + [MatterEvent.Kind.reported, .alsoReported].map(\.word)).map { "matter.\($0)" }
    let areas: [String] = AreaPlan.Kind.allCases.map { "area.changed_\($0.rawValue)" }
    let filings: [String] = (["submission"] + Filing.Act.allCases.map(\.rawValue)).map { "filing.\($0)" }
    let standIns: [String] = StandIn.Kind.allCases.flatMap { ["post.\($0.rawValue)_appointed", "post.\($0.rawValue)_ended"] }
    return matters + areas + filings + standIns + ["areas.exported", "organisations.exported", "posts.exported"]
  }

  @Test("every case that can be written has words in every language of every city", arguments: Testkit.cities)
  func cases(city: String) throws {
    let profile: CityProfile = try Testkit.profile(city)
    for locale in profile.locales {
      let words: Words = profile.words(locale)
      #expect(JournalWordsTests.verbs.filter { !words.has("journal.\($0)") } == [], "\(locale)")
    }
  }

  @Test("the auditor reads words, not codes, and every entry of the demo has them", arguments: EngineKind.allCases)
  func read(_ engine: EngineKind) async throws {
    try await withHouse(engine) { house, door in
      let audit: Visitor = try await door.signIn("audit")
      let page: Answer = try await audit.get("/journal")
      let words: Words = house.words()
      #expect(page.text.contains(words("journal.account.signed_in")))
      let written: [(verb: String, subject: String)] = try await house.database.read { session in
        try session.rows("SELECT DISTINCT verb, subject FROM journal_entry") { (try $0.at(0), try $0.at(1)) }
      }
      #expect(written.count > 5)
      for entry in written {
        #expect(words.has("journal.\(entry.verb)"), "\(entry.verb)")
        #expect(words.has("journal.subject.\(entry.subject)"), "\(entry.subject)")
        #expect(!page.text.contains(">\(entry.verb)<"))
      }
    }
  }
}
