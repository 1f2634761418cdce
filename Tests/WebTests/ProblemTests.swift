import Ground
import SQL
import Testing
import Testkit
import Web

@Suite("Refusals")
struct ProblemTests {
  @Test("every refusal has its status, its type and its words in both languages, as JSON and as a page", arguments: Refusal.Kind.allCases)
  func refusals(_ kind: Refusal.Kind) async throws {
    let statuses: [Refusal.Kind: Int] = [
      .malformed: 400, .invalid: 422, .signInNeeded: 401, .notAllowed: 403, .absent: 404, .wrongMethod: 405, .notAcceptable: 406, .conflict: 409,
      .keyReused: 409, .conditionMissing: 428, .stale: 412, .tooLarge: 413, .unsupportedMedia: 415, .foreignOrigin: 403, .tooMany: 429, .busy: 503,
      .broken: 500,
    ]
    try await withDatabase(.sqlite, SampleHouse.migrations) { database in
      try await SampleHouse(database).test { (browser) async throws in
        for language in ["zh-CN", "en"] {
          let problem = try await browser.get("/api/v1/failing?how=\(kind.rawValue)", ["accept-language": language])
          #expect(problem.status == statuses[kind] && problem.json["status"] as? Int == problem.status)
          #expect(problem.header("content-type") == "application/problem+json")
          #expect(problem.json["type"] as? String == "urn:lianzhi:problem:\(kind.rawValue)")
          let title = try #require(problem.json["title"] as? String)
          let detail = try #require(problem.json["detail"] as? String)
          #expect(!title.hasPrefix("refusal.") && !detail.hasPrefix("refusal."))
          let page = try await browser.get("/failing?how=\(kind.rawValue)", ["accept-language": language])
          #expect(page.status == statuses[kind] && page.text.contains("<h1>\(title)</h1>") && !page.text.contains("refusal."))
        }
      }
    }
  }

  @Test("every refusal of the database is told apart, and nothing of the engine's words leaves the log", arguments: DatabaseRefusal.Kind.allCases)
  func databaseRefusals(_ kind: DatabaseRefusal.Kind) async throws {
    let wanted: [DatabaseRefusal.Kind: (Int, String)] = [
      .unique: (409, "unique"), .foreignKey: (409, "reference"), .check: (500, "broken"), .notNull: (500, "broken"), .busy: (503, "busy"),
      .serialization: (503, "busy"), .lost: (503, "lost"), .storage: (507, "storage"), .newer: (503, "readOnly"), .readOnly: (503, "readOnly"),
      .broken: (500, "broken"),
    ]
    try await withDatabase(.sqlite, SampleHouse.migrations) { database in
      let house = SampleHouse(database)
      try await house.test { (browser) async throws in
        let problem = try await browser.get("/api/v1/failing?how=db-\(kind.rawValue)")
        let (status, type) = try #require(wanted[kind])
        #expect(problem.status == status && problem.json["type"] as? String == "urn:lianzhi:problem:\(type)")
        #expect(!problem.text.contains("secret") && (problem.header("retry-after") != nil) == (status == 503 || status == 507))
        #expect(house.lines.all.contains { $0.contains("secret detail") } == (status >= 500))
      }
    }
  }

  @Test("an error that nobody foresaw is a 500 that tells nothing, and stands in the log under its request")
  func unforeseen() async throws {
    try await withDatabase(.sqlite, SampleHouse.migrations) { database in
      let house = SampleHouse(database)
      try await house.test { (browser) async throws in
        let answer = try await browser.get("/api/v1/failing?how=other", ["x-request-id": "abcdefgh"])
        #expect(answer.status == 500 && !answer.text.contains("secret"))
        #expect(house.lines.all.contains { $0.contains("\"level\":\"error\"") && $0.contains("Unforeseen") && $0.contains("abcdefgh") })
        #expect(!house.lines.all.joined().contains("secret"))
      }
    }
  }

  @Test("both languages have the same words, and each refusal has a title and an advice")
  func words() {
    let chinese = SampleHouse.texts("zh-CN")
    #expect(Set(chinese.keys) == Set(SampleHouse.texts("en").keys))
    for kind in Refusal.Kind.allCases {
      for key in ["refusal.\(kind.rawValue)", "refusal.title.\(kind.rawValue)", "refusal.next.\(kind.rawValue)"] {
        #expect(chinese[key] != nil, "\(key)")
      }
    }
  }
}
