import SQL
import Testing

@Suite("the text of a query")
struct QueryTests {
  @Test("values are numbered as they are written")
  func numbers() {
    let query: Query = "SELECT a FROM t WHERE b = \(1) AND c = \("x") AND d = \(2.5)"
    #expect(query.text == "SELECT a FROM t WHERE b = $1 AND c = $2 AND d = $3")
    #expect(query.values == [.int(1), .text("x"), .real(2.5)])
  }

  @Test("a splice is renumbered, also past nine and inside splices")
  func renumbers() {
    let inner: Query = "x IN (\(list: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]))"
    let outer: Query = "\(0) \(inner) \(11)"
    #expect(outer.text == "$1 x IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11) $12")
    #expect(outer.values == (0...11).map { .int($0) })
    let twice: Query = "\(1) (\(outer)) (\(outer))"
    #expect(twice.text.hasSuffix("($14 x IN ($15, $16, $17, $18, $19, $20, $21, $22, $23, $24) $25)"))
    #expect(twice.values.count == 25)
  }

  @Test("a dollar inside a literal is left alone")
  func literals() {
    let inner: Query = "note = '$1 it''s $2' AND a = \(5)"
    let outer: Query = "\(1) AND \(inner)"
    #expect(outer.text == "$1 AND note = '$1 it''s $2' AND a = $2")
  }

  @Test("queries are joined with their values")
  func joins() {
    let parts: [Query] = ["a = \(1)", "b = \(2)", "c IS NULL"]
    let joined = Query.joined(parts, by: " OR ")
    #expect(joined.text == "a = $1 OR b = $2 OR c IS NULL")
    #expect(joined.values == [.int(1), .int(2)])
    #expect(Query.joined([], by: " OR ").text == "")
    #expect(Query.joined([parts[1]], by: " OR ").text == "b = $1")
  }

  @Test("an empty list is NULL")
  func emptyList() {
    let none: [String] = []
    let query: Query = "a IN (\(list: none))"
    #expect(query.text == "a IN (NULL)")
    #expect(query.values == [])
  }

  @Test("a row tells what it was asked for and what it had")
  func rows() throws {
    let row = Row([.int(1), .text("x"), .null])
    #expect(try row.at(0, as: Int64.self) == 1)
    #expect(try row.at(2, as: String?.self) == nil)
    #expect(throws: RowError.self) { try row.at(3, as: Int64.self) }
    #expect(throws: RowError.self) { try row.at(1, as: Int64.self) }
    #expect(throws: RowError.self) { try row.at(2, as: String.self) }
    var reader = row.reader()
    #expect(try reader.next(Int.self) == 1)
    #expect(try reader.next(String.self) == "x")
  }
}
