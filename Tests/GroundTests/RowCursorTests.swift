import SQL
import Testing

@testable import Ground

@Suite("Where a page of a list ended") struct RowCursorTests {
  @Test("it comes back as it went, and what none of them says is none", arguments: [(0, 1), (220_211_004_001_000, 7), (-365, 9)])
  func text(major: Int64, id: Int64) {
    let cursor = RowCursor(major, id)
    #expect(RowCursor(cursor.description) == cursor)
    for text in ["", "5", "5.", ".5", "5.6.7", "5.six", " 5.6"] { #expect(RowCursor(text) == nil, "\(text)") }
  }

  @Test("the rows behind it are those after it in the order of the list, whichever way that goes")
  func condition() {
    let cursor = RowCursor(place: Place(4), id: 2)
    #expect(cursor.condition("b").text == "(b.place > $1 OR (b.place = $2 AND b.id > $3))")
    #expect(cursor.condition("c.day", "c.id", isDescending: true).text == "(c.day < $1 OR (c.day = $2 AND c.id < $3))")
    #expect(cursor.condition("b").values == [.int(4), .int(4), .int(2)])
  }
}
