import Ground
import SQL
import Testing
import Testkit

@Suite("What is exported is the sheet that is imported")
struct SheetsAgainTests {
  private static let subjects: [String] = ["posts", "organisations", "areas", "estates", "buildings", "venues"]

  @Test("an export brought in again, in either language, changes nothing in any city", arguments: EngineKind.allCases, Testkit.cities)
  func again(_ engine: EngineKind, _ city: String) async throws {
    try await withHouse(engine, city: city) { house, door in
      for language in house.profile.locales {
        let clerk: Visitor = try await door.token("admin", language: language)
        for subject in Self.subjects { try await bringBack(subject, clerk, "\(city) \(language) \(subject)") }
      }
    }
  }

  private func bringBack(_ subject: String, _ clerk: Visitor, _ comment: Comment) async throws {
    let sheet: Answer = try await clerk.get("/api/v1/exports/\(subject)")
    let upload = Visitor.Upload(field: "sheet", name: "sheet.xlsx", type: "application/octet-stream", bytes: sheet.bytes)
    let found: Answer = try await clerk.post("/api/v1/imports/\(subject)", [:], [upload])
    #expect(found.status == 201, comment)
    let rows: Int = try unwrap(found.json["rows"] as? Int)
    #expect(rows > 0 && found.json["unchanged"] as? Int == rows, "\(comment): \(found.text.prefix(600))")
  }
}
