import Careers
import Ground
import Organisations
import Places
import SQL
import Testing
import Testkit

@Suite("The tables of Careers") struct CareersSchemaTests {
  @Test("they are made on both engines", arguments: EngineKind.allCases)
  func made(engine: EngineKind) async throws {
    try await withDatabase(engine, JournalSchema.migrations + PlacesSchema.migrations + OrganisationsSchema.migrations + CareersSchema.migrations) {
      database in
      let one: Int = try await database.read { try $0.value("SELECT 1") }
      #expect(one == 1)
    }
  }
}
