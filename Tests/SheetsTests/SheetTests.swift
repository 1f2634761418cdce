import Sheets
import Testing

@Suite("A sheet") struct SheetTests {
  @Test("it has a name") func named() { #expect(Sheet(name: "a").name == "a") }
}
