import Ground
import Testing

@testable import Web

@Suite("Fields against their shapes")
struct FieldTests {
  private let check: FieldCheck = FieldCheck([
    FieldShape("title", .text(max: 4), required: true), FieldShape("count", .integer(-2...9)), FieldShape("share", .number(0...1)),
    FieldShape("kind", .choice(["red", "blue"])), FieldShape("when", .day), FieldShape("open", .flag), FieldShape("owner", .id),
    FieldShape("tags", .text(max: 3), many: true), FieldShape("code", .text(max: 9, pattern: "[A-Z]{2}|[0-9]{3}")),
  ])

  private func form(_ values: [(String, String)]) -> FieldCheck.Outcome {
    var raw = RawFields()
    raw.values = [("title", .text("t"))] + values.map { (name: $0.0, value: RawValue.text($0.1)) }
    return check.check(raw, refusesUnknown: false)
  }

  private func json(_ values: [(String, RawValue)]) -> FieldCheck.Outcome {
    var raw = RawFields(manner: .json)
    raw.values = values.map { (name: $0.0, value: $0.1) }
    return check.check(raw, refusesUnknown: true)
  }

  @Test("length counts Unicode scalars: four rare characters fit where five do not")
  func lengths() {
    #expect(json([("title", .text("𠮷𠮷😀😀"))]).problems.isEmpty)
    let long = json([("title", .text("𠮷𠮷😀😀x"))]).problems
    #expect(long == [FieldProblem("title", "field.long", ["length": "5", "max": "4"])])
  }

  @Test("white space around text goes, the ideographic space too, and a browser's line end is one character")
  func trims() {
    #expect(json([("title", .text("\u{3000} a\n"))]).values.text("title") == "a")
    #expect(json([("title", .text("a\r\nb\r"))]).values.text("title") == "a\nb")
    #expect(json([("title", .text("  \u{3000}"))]).problems.map(\.word) == ["field.missing"])
  }

  @Test("control characters are refused", arguments: ["a\u{0}", "\u{1b}[", "a\u{7f}", "\u{85}a", "\u{9f}"])
  func refusesControls(_ text: String) {
    #expect(json([("title", .text(text))]).problems.map(\.word) == ["field.control"])
  }

  @Test(
    "a form's text must be what its shape says",
    arguments: [
      ("count", "3", true), ("count", " 3 ", true), ("count", "", true), ("count", "10", false), ("count", "3.0", false), ("count", "x", false),
      ("count", "99999999999999999999", false), ("share", "0.25", true), ("share", "1e999", false), ("share", "nan", false), ("share", "0x1", false),
      ("share", "1.5", false), ("kind", "red", true), ("kind", "green", false), ("kind", "", true), ("when", "2026-02-28", true),
      ("when", "2026-02-29", false), ("when", "2026-2-28", false), ("when", "+026-02-28", false), ("open", "on", true), ("open", "maybe", false),
      ("owner", "12", true), ("owner", "012", false), ("owner", "-1", false), ("owner", "9223372036854775808", false), ("code", "AB", true),
      ("code", "123", true), ("code", "ABx", false), ("code", "x123", false), ("code", "AB\nx", false),
    ])
  func forms(_ name: String, _ text: String, _ isFine: Bool) {
    #expect(form([(name, text)]).problems.isEmpty == isFine)
  }

  @Test("JSON types are exact")
  func types() {
    let title: (String, RawValue) = ("title", .text("t"))
    #expect(json([title, ("count", .number("3")), ("open", .flag(true)), ("tags", .list([.text("a"), .text("b")]))]).problems.isEmpty)
    #expect(json([title, ("count", .number("1.0"))]).values.integer("count") == 1)
    let wrong: [(String, RawValue)] = [
      ("count", .text("3")), ("count", .number("1.5")), ("count", .flag(true)), ("open", .text("1")), ("open", .number("1")), ("kind", .text("")),
      ("tags", .text("a")), ("tags", .list([.number("1")])), ("tags", .list([.list([])])), ("owner", .number("12")), ("when", .null), ("code", .null),
      ("share", .text("0.5")), ("title2", .text("x")), ("share", .object), ("tags", .list(Array(repeating: .text("a"), count: 201))),
    ]
    for (name, value) in wrong { #expect(json([title, (name, value)]).problems.count == 1, "\(name) \(value)") }
    #expect(json([]).problems == [FieldProblem("title", "field.missing")])
  }

  @Test("in a form the last of several counts, unless several may come")
  func several() {
    let outcome = form([("open", "0"), ("open", "1"), ("tags", "a"), ("tags", ""), ("tags", "b")])
    #expect(outcome.values.flag("open"))
    #expect(outcome.values.texts("tags") == ["a", "b"])
  }

  @Test("percent escapes and encodings of a form are checked")
  func decodes() throws {
    #expect(try FormText.pairs("a=%E6%B0%B4+x&b&=c&d=%F0%A0%AE%B7").map(\.value) == ["水 x", "", "c", "𠮷"])
    for broken in ["a=%", "a=%4", "a=%zz", "a=%D6%D0", "%ff=1"] { #expect(throws: Refusal.self) { try FormText.pairs(broken) } }
    let many = Array(repeating: "a=1", count: 1001).joined(separator: "&")
    #expect(throws: Refusal(.malformed, "refusal.malformed.parts")) { try FormText.pairs(many) }
  }

  @Test(
    "a path to go on to is only ever one of ours",
    arguments: [
      ("/matters?state=open", true), ("/", true), ("//evil.example", false), ("/\\evil.example", false), ("https://evil.example", false), ("", false),
      ("matters", false), ("/\t/evil.example", false), ("/a\nb", false), ("/a b", false), ("javascript:alert(1)", false),
    ])
  func localPaths(_ path: String, _ isOurs: Bool) {
    #expect((LocalPath.checked(path) != nil) == isOurs)
  }
}
